from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.errors import PeerError
from engine.sip.head import content_length, datagram_body, read_head, salvage, unfold


def test_fields_are_kept_under_one_key_and_repeats_in_order() -> None:
    head = read_head(b"START\r\nVia: 1\r\nSubject: x\r\nv: 2\r\nVIA : 3")
    assert head.start == "START"
    assert head.fields == {"via": "1", "subject": "x"}
    assert head.repeats == {"via": ["2", "3"]}


def test_white_space_around_a_value_is_not_part_of_it() -> None:
    assert read_head(b"S\r\nSubject: \t a b \t").fields["subject"] == "a b"


def test_other_white_space_is_part_of_it() -> None:
    head = read_head("S\r\nSubject:\u00a0a\x0b\u2028".encode())
    assert head.fields["subject"] == "\u00a0a\x0b\u2028"


def test_utf8_is_read_as_utf8() -> None:
    head = read_head("S\r\nSubject: \u4e2d".encode())
    assert (head.fields["subject"], head.encoding) == ("\u4e2d", "utf-8")


def test_anything_else_is_read_byte_for_byte() -> None:
    head = read_head(b"S\r\nSubject: \xe4\xff")
    assert (head.fields["subject"], head.encoding) == ("\xe4\xff", "latin-1")


def test_folded_lines_are_joined_with_one_space() -> None:
    head = read_head(b"S\r\nSubject: a \r\n \t b\r\n\tc\r\nVia: 1")
    assert head.fields == {"subject": "a b c", "via": "1"}


def test_a_fold_right_after_the_start_line_is_refused() -> None:
    with pytest.raises(PeerError, match="starts with white space"):
        read_head(b"S\r\n Via: 1")
    with pytest.raises(PeerError, match="starts with white space"):
        unfold("S\r\n\tx")


@pytest.mark.parametrize("line", [b"a\nb", b"a\rb", b"a\n", b"\ra"])
def test_a_line_break_that_is_no_crlf_is_refused(line: bytes) -> None:
    with pytest.raises(PeerError, match="CRLF"):
        read_head(b"S\r\nSubject: " + line)


@pytest.mark.parametrize("line", [b"Via", b"nothing", b": x", b"a b: x", b"\xe4: x"])
def test_what_is_no_header_is_refused(line: bytes) -> None:
    with pytest.raises(PeerError) as caught:
        read_head(b"S\r\n" + line)
    assert caught.value.status == 400


@given(st.binary(max_size=200))
def test_any_bytes_are_a_head_or_refused_and_values_hold_no_line_break(data: bytes) -> None:
    try:
        head = read_head(b"S\r\nVia: " + data)
    except PeerError:
        return
    text = "".join([*head.fields.values(), *chain.from_iterable((head.repeats or {}).values())])
    assert "\r" not in text
    assert "\n" not in text
    assert text.encode(head.encoding).decode(head.encoding) == text


@given(st.binary(max_size=300))
def test_salvage_never_raises_and_finds_what_is_whole(data: bytes) -> None:
    head = salvage(b"S\r\n" + data + b"\r\nTo: here\r\nbroken\r\n f\x00lded\nbreak")
    assert isinstance(head.fields.get("to", ""), str)
    assert not any("\n" in value or "\r" in value for value in head.fields.values())


def test_salvage_leaves_broken_lines_out() -> None:
    assert salvage(b"S\r\nFrom: a\r\nbroken\r\nTo: b\nc\r\nVia: 1").fields == {
        "from": "a",
        "via": "1",
    }


def body_of(length: bytes, rest: bytes) -> bytes:
    return datagram_body(read_head(b"S\r\nContent-Length: " + length), rest)


def test_content_length_cuts_a_datagram() -> None:
    assert body_of(b"3", b"abcdef") == b"abc"
    assert body_of(b"0", b"abcdef") == b""
    assert body_of(b"003", b"abc") == b"abc"


def test_a_datagram_shorter_than_its_content_length_is_refused() -> None:
    with pytest.raises(PeerError, match="3 bytes follow"):
        body_of(b"4", b"abc")


def test_without_content_length_the_body_is_the_rest() -> None:
    assert datagram_body(read_head(b"S"), b"abc") == b"abc"


@pytest.mark.parametrize("length", [b"-1", b"1x", b"", b"\xd9\xa1", b"1 2"])
def test_a_content_length_that_is_no_number_is_refused(length: bytes) -> None:
    with pytest.raises(PeerError) as caught:
        body_of(length, b"")
    assert caught.value.status == 400


def test_two_content_lengths_are_refused_even_when_equal() -> None:
    for first in (b"0", b"5"):
        head = read_head(b"S\r\nl: " + first + b"\r\nContent-Length: " + first)
        with pytest.raises(PeerError, match="twice"):
            content_length(head)
