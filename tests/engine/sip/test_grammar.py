import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.errors import PeerError
from engine.sip.grammar import (
    bracket,
    check_host,
    check_port,
    is_quoted,
    is_token,
    quote,
    split_list,
    unquote,
)


@pytest.mark.parametrize("text", ["INVITE", "!%*_+`'~-.", "a1"])
def test_tokens(text: str) -> None:
    assert is_token(text)


@pytest.mark.parametrize("text", ["", "a b", "a,b", '"a"', "a\x00", "\u00e9", "a\n"])
def test_not_tokens(text: str) -> None:
    assert not is_token(text)


@pytest.mark.parametrize("text", ['""', '"a b"', r'"a\"b"', '"\u4e2d"'])
def test_quoted_strings(text: str) -> None:
    assert is_quoted(text)


@pytest.mark.parametrize("text", ['"', '"a"b"', '"a\\"', "a"])
def test_not_quoted_strings(text: str) -> None:
    assert not is_quoted(text)


@given(st.text())
def test_unquote_undoes_quote(text: str) -> None:
    quoted = quote(text)
    assert is_quoted(quoted)
    assert unquote(quoted) == text


def test_unquoted_text_stays() -> None:
    assert unquote('a"') == 'a"'
    assert unquote('"') == '"'


def test_commas_in_quotes_and_brackets_do_not_split() -> None:
    text = '"a,b" <sip:x,y@z>;p="1,2" , <sip:c>'
    assert split_list("Contact", text) == ['"a,b" <sip:x,y@z>;p="1,2"', "<sip:c>"]


@pytest.mark.parametrize("text", [",", "a,", ",a", "a,,b", 'a,"b', "a,<b", "a, ,b"])
def test_a_broken_list_is_refused(text: str) -> None:
    with pytest.raises(PeerError):
        split_list("Contact", text)


def test_a_list_at_its_limit_and_one_beyond() -> None:
    assert len(split_list("X", "a,b,c", 3)) == 3
    with pytest.raises(PeerError, match="more than 3"):
        split_list("X", "a,b,c,d", 3)


@given(st.text(st.sampled_from('a,"<>\\ ;'), max_size=40))
def test_a_split_list_loses_nothing_but_white_space(text: str) -> None:
    try:
        items = split_list("X", text)
    except PeerError:
        return
    assert ",".join(items).replace(" ", "") == text.replace(" ", "")


def test_hosts_are_lower_case_and_ipv6_is_compressed() -> None:
    assert check_host("Via", "Example.COM") == "example.com"
    assert check_host("Via", "[2001:DB8:0::1]") == "2001:db8::1"
    with pytest.raises(PeerError, match="no IPv6"):
        check_host("Via", "[1:2]")


def test_ports() -> None:
    assert check_port("Via", None) is None
    assert check_port("Via", "65535") == 65_535
    with pytest.raises(PeerError, match="above 65535"):
        check_port("Via", "65536")


def test_only_ipv6_gets_brackets() -> None:
    assert bracket("::1") == "[::1]"
    assert bracket("192.0.2.1") == "192.0.2.1"
