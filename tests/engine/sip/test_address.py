import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.address import Address
from engine.sip.errors import PeerError
from tests.helpers.sip_values import addresses


@given(addresses)
def test_an_address_comes_back_as_it_was_written(address: Address) -> None:
    assert Address.parse(str(address)) == address


@given(st.text(st.sampled_from('"<>\\sip:@a;=, \t*')))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = Address.parse(text)
    except PeerError:
        return
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize(
    ("text", "display", "tag"),
    [
        ('"A. G. Bell" <sip:agb@bell.com> ;tag=a48s', "A. G. Bell", "a48s"),
        ("Anonymous <sip:agb@bell.com>;tag=hyh8", "Anonymous", "hyh8"),
        ("caller<sip:agb@bell.com>", "caller", ""),
        (r'"say \"hi\"" <sip:agb@bell.com>', 'say "hi"', ""),
        ("\u5f20\u4e09 <sip:agb@bell.com>", "\u5f20\u4e09", ""),
        ("<sip:agb@bell.com>", "", ""),
        ("sip:agb@bell.com", "", ""),
        ("sip:agb@bell.com ;tag=1", "", "1"),
    ],
)
def test_forms_of_an_address(text: str, display: str, tag: str) -> None:
    address = Address.parse(text)
    assert (address.display, address.tag, address.uri.user) == (display, tag, "agb")


def test_without_brackets_parameters_belong_to_the_header() -> None:
    assert Address.parse("sip:a@b;transport=tcp").uri.params == {}
    assert Address.parse("<sip:a@b;transport=tcp>").uri.params == {"transport": "tcp"}


@pytest.mark.parametrize(
    "text",
    [
        "", "<sip:a@b", "sip:a@b>", '"a <sip:a@b>', "sip:a@b?x=y", "sip:a,b@c", "< sip:a@b >",
        "a, b <sip:a@b>", "<sip:a@b>x", '"a"b <sip:a@b>', "<>", "*",
    ],
)  # fmt: skip
def test_malformed_addresses_are_refused(text: str) -> None:
    with pytest.raises(PeerError) as caught:
        Address.parse(text, "From")
    assert caught.value.reason == "Invalid From"
