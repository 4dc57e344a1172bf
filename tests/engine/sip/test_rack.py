"""RSeq and RAck as peers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.errors import PeerError
from engine.sip.limits import MAX_CSEQ
from engine.sip.rack import MAX_RSEQ, RAck, rack, rseq
from engine.sip.request import Request
from tests.helpers.wire import Value, request


def prack(**headers: Value) -> Request:
    return Request.parse(request("PRACK", headers=headers))


@given(st.integers(1, MAX_RSEQ), st.integers(0, MAX_CSEQ), st.sampled_from(["INVITE", "X-1"]))
def test_a_rack_comes_back_as_it_was_written(number: int, cseq: int, method: str) -> None:
    value = RAck(number, cseq, method)
    assert rack(prack(RAck=str(value))) == value
    assert rseq(prack(RSeq=str(number))) == number


@pytest.mark.parametrize("text", ["1\t2 \t INVITE", "0001 02 INVITE"])
def test_a_rack_may_be_spaced_and_padded(text: str) -> None:
    assert rack(prack(RAck=text)) == (1, 2, "INVITE")


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "1 2",
        "1 INVITE",
        "a 2 INVITE",
        "-1 2 INVITE",
        "1 2 INVITE x",
        "1 2147483648 A",
        "4294967296 1 INVITE",
        "99999999999 1 INVITE",
        "\u0661 1 INVITE",
    ],
)
def test_any_other_rack_is_refused(text: str | None) -> None:
    with pytest.raises(PeerError) as caught:
        rack(prack(RAck=text))
    assert caught.value.status == 400


@pytest.mark.parametrize("text", ["", "0", "x", "1.5", "4294967296", "99999999999", "\u0661"])
def test_any_other_rseq_is_refused(text: str) -> None:
    with pytest.raises(PeerError):
        rseq(prack(RSeq=text))


def test_an_answer_may_have_none() -> None:
    assert rseq(prack()) is None
