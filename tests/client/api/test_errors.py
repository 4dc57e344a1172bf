"""The kinds of errors and what they carry."""

from client.api import errors
from client.api.errors import (
    ApiError,
    InsecureConnection,
    Rejected,
    SwitchDown,
    Throttled,
    Unreachable,
)


def test_every_kind_is_an_api_error() -> None:
    kinds = [item for item in vars(errors).values() if isinstance(item, type)]
    raised = [kind for kind in kinds if issubclass(kind, Exception)]
    assert len(raised) > 8
    assert all(issubclass(kind, ApiError) for kind in raised)


def test_a_bad_certificate_counts_as_not_reached() -> None:
    assert issubclass(InsecureConnection, Unreachable)
    assert issubclass(SwitchDown, errors.ServerFault)


def test_what_support_needs_is_kept() -> None:
    error = Rejected("no", status=422, fields={"value": "too big"}, request_id="r-1")
    assert (error.status, error.request_id, error.fields) == (422, "r-1", {"value": "too big"})
    throttled = Throttled("wait", retry_after_s=9)
    assert (throttled.status, throttled.retry_after_s) == (429, 9)
