"""Every kind of error has a name and, where one helps, a next step."""

import pytest
from PySide6.QtWidgets import QApplication

from client.api.errors import (
    ApiError,
    Cancelled,
    Conflict,
    Forbidden,
    InsecureConnection,
    Missing,
    Rejected,
    ServerFault,
    SwitchDown,
    Throttled,
    Unauthorised,
    Unreachable,
)
from client.views.widgets.error_texts import advice, title_of

ERRORS: list[ApiError] = [
    InsecureConnection("bad certificate"),
    Unreachable("Connection refused"),
    Unauthorised("no session"),
    Forbidden("auditors only read"),
    Throttled("slow down", retry_after_s=90),
    Rejected("from 1 to 100", status=422, fields={}),
    Missing("no such endpoint"),
    Conflict("changed"),
    SwitchDown("no acknowledgement"),
    Cancelled("cancelled"),
    ServerFault("500"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_is_named_and_its_cause_is_told(error: ApiError, qapp: QApplication) -> None:
    assert title_of(error)
    assert advice(error).startswith(error.detail)


def test_names_are_different(qapp: QApplication) -> None:
    assert len({title_of(error) for error in ERRORS}) == len(ERRORS)


def test_the_wait_is_told(qapp: QApplication) -> None:
    assert "1 min" in advice(Throttled("", retry_after_s=90))


def test_without_a_cause_there_is_still_a_next_step(qapp: QApplication) -> None:
    assert advice(Unreachable("")).startswith("Check the address")
