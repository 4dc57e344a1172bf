"""Session-Expires and Min-SE as peers write them."""

from __future__ import annotations

import pytest

from engine.sip.errors import PeerError
from engine.sip.request import Request
from engine.sip.session_expires import SessionExpires, min_se, session_expires
from tests.helpers.wire import Value, request


def update(**headers: Value) -> Request:
    return Request.parse(request("UPDATE", headers=headers))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1800", (1800, "")),
        ("0090;refresher=uas", (90, "uas")),
        ("90 ; Refresher = UAC ;x=y", (90, "uac")),
        ("90;refresher=proxy", (90, "")),
        ("90;refresher", (90, "")),
        ("99999999999999", (2**32 - 1, "")),
    ],
)
def test_a_value_is_read(text: str, found: tuple[int, str]) -> None:
    assert session_expires(update(Session_Expires=text)) == found


def test_the_compact_form_is_the_same() -> None:
    assert session_expires(update(x="600;refresher=uac")) == (600, "uac")


def test_none_is_none() -> None:
    assert session_expires(update()) is None
    assert min_se(update()) is None


@pytest.mark.parametrize("text", ["", "soon", "-1", "1.5", "90;;", "90;a=1;a=2", "90,90"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    for read, headers in (
        (session_expires, {"Session_Expires": text}),
        (min_se, {"Min_SE": text}),
    ):
        with pytest.raises(PeerError) as caught:
            read(update(**headers))
        assert caught.value.status == 400


def test_two_values_are_one_too_many() -> None:
    with pytest.raises(PeerError):
        session_expires(update(Session_Expires=["90", "1800"]))


def test_min_se_may_have_parameters() -> None:
    assert min_se(update(Min_SE="120;x=1")) == 120


@pytest.mark.parametrize("value", [SessionExpires(90), SessionExpires(1800, "uas")])
def test_what_is_written_is_read_again(value: SessionExpires) -> None:
    assert session_expires(update(Session_Expires=str(value))) == value
