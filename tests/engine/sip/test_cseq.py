import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.cseq import CSeq
from engine.sip.errors import PeerError
from tests.helpers.sip_values import cseqs


@given(cseqs)
def test_a_cseq_comes_back_as_it_was_written(cseq: CSeq) -> None:
    assert CSeq.parse(str(cseq)) == cseq


@given(st.text(max_size=20) | st.text(st.sampled_from("0123456789 \tINVITE\u0661"), max_size=20))
def test_any_text_is_a_cseq_or_refused(text: str) -> None:
    try:
        cseq = CSeq.parse(text)
    except PeerError:
        return
    assert CSeq.parse(str(cseq)) == cseq


@pytest.mark.parametrize(
    ("text", "number", "method"),
    [
        ("0009   INVITE", 9, "INVITE"),
        ("8 \t !BLA-1", 8, "!BLA-1"),
        ("0 ACK", 0, "ACK"),
        ("0" * 40 + "1 A", 1, "A"),
    ],
)
def test_leading_zeros_and_white_space(text: str, number: int, method: str) -> None:
    assert CSeq.parse(text) == CSeq(number, method)


@pytest.mark.parametrize(
    "text", ["", "1", "INVITE", "1INVITE", "-1 INVITE", "1 IN VITE", "\u0661 A"]
)
def test_malformed_cseqs_are_refused(text: str) -> None:
    with pytest.raises(PeerError, match="CSeq"):
        CSeq.parse(text)


def test_the_number_may_be_up_to_two_to_the_31_less_one() -> None:
    assert CSeq.parse("2147483647 A").number == 2**31 - 1
    for text in ("2147483648 A", "36893488147419103232 A"):
        with pytest.raises(PeerError):
            CSeq.parse(text)
