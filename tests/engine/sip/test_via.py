import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.errors import PeerError
from engine.sip.via import Via
from tests.helpers.sip_values import vias


@given(vias)
def test_a_via_comes_back_as_it_was_written(via: Via) -> None:
    assert Via.parse(str(via)) == via


@given(st.text(st.sampled_from('SIP/2.0UDPab:; =",[]19'), max_size=30).map("SIP/2.0/UDP ".__add__))
def test_any_text_is_a_via_or_refused(text: str) -> None:
    try:
        via = Via.parse(text)
    except PeerError:
        return
    assert Via.parse(str(via)) == via


def test_white_space_around_the_slashes_and_the_port() -> None:
    via = Via.parse("SIP / 2.0 / UDP first.example.com : 4000;ttl=16 ;branch=z9hG4bK1")
    assert via == Via("2.0", "UDP", "first.example.com", 4000, {"ttl": "16", "branch": "z9hG4bK1"})


def test_no_branch_is_an_empty_branch() -> None:
    assert Via.parse("SIP/2.0/UDP a").branch == ""


def test_ipv6() -> None:
    assert str(Via.parse("SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9")) == (
        "SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9"
    )


@pytest.mark.parametrize(
    "text", ["", "SIP/2.0/UDP", "HTTP/2.0/UDP a", "SIP/2.0 a", "SIP/2.0/UDP a b", "SIP/2.0/UDP a;;"]
)
def test_malformed_vias_are_refused(text: str) -> None:
    with pytest.raises(PeerError) as caught:
        Via.parse(text)
    assert caught.value.status == 400
