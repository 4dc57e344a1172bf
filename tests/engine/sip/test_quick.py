"""The short cut gives what the long way gives, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.registrar.extension import extension_of
from engine.sip.nat import Source, reply_destination, stamp
from engine.sip.quick import read_ack_key, read_usual
from engine.sip.request import Request
from engine.sip.validate import validate
from engine.stack.matching import transaction_key

ALLOWED = ("REGISTER", "INVITE", "ACK", "CANCEL", "BYE", "OPTIONS")
IP, PORT = "192.0.2.7", 40_000


def message(method: str = "REGISTER", **changes: str) -> bytes:
    """A request in its usual form; a header set to "-" is left out."""
    headers = {
        "Via": "SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bK-1a.b;rport",
        "Max-Forwards": "70",
        "From": '"A B" <sip:1001@example.org>;tag=x1',
        "To": "<sip:1002@example.org>",
        "Call-ID": "abc@192.0.2.7",
        "CSeq": f"7 {method}",
        "Contact": "<sip:1001@192.0.2.7:5062>",
        "User-Agent": "phone",
        "Content-Length": "0",
    } | {name.replace("_", "-"): value for name, value in changes.items()}
    lines = [f"{name}: {value}" for name, value in headers.items() if value != "-"]
    return "\r\n".join([f"{method} sip:1002@example.org SIP/2.0", *lines, "", ""]).encode()


def must_agree(data: bytes) -> bool:
    """Whether the short cut took the message; then both ways must say the same of it."""
    quick = read_usual(data, IP, PORT)
    if quick is None:
        return False
    slow = Request.parse(data)
    stamp(slow, IP, PORT)
    validate(slow, ALLOWED)
    source = Source(IP, PORT)
    for name in ("method", "uri_text", "fields", "repeats", "encoding", "body", "via_line"):
        assert getattr(quick, name) == getattr(slow, name), name
    assert quick.from_user == extension_of(slow.from_.uri)
    assert quick.to_user == extension_of(slow.to.uri)
    assert quick.uri_user == extension_of(slow.uri)
    assert slow.to.tag == ""
    method = quick.method
    assert transaction_key(quick, IP, method) == transaction_key(slow, IP, method)
    assert reply_destination(quick, source) == reply_destination(slow, source)
    assert (quick.cseq, quick.from_, quick.to) == (slow.cseq, slow.from_, slow.to)
    return True


@pytest.mark.parametrize("method", ["REGISTER", "INVITE", "OPTIONS"])
@pytest.mark.parametrize(
    "via",
    [
        "SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bK1;rport",
        "SIP/2.0/UDP 192.0.2.7;rport;branch=z9hG4bK1",
        "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1",
        "SIP/2.0/TCP phone.example.org:65535;branch=z9hG4bK1",
    ],
)
def test_the_usual_form_is_taken(method: str, via: str) -> None:
    assert must_agree(message(method, Via=via))


@pytest.mark.parametrize(
    "changes",
    [
        {"Via": "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1;rport=5"},
        {"Via": "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1;received=192.0.2.1"},
        {"Via": "SIP/2.0/UDP 192.0.2.7;rport;branch=z9hG4bK1;rport"},
        {"Via": "SIP/2.0/UDP 192.0.2.7:65536;branch=z9hG4bK1"},
        {"Via": "SIP/2.0/UDP 192.0.2.7;branch=old"},
        {"Via": "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK"},
        {"Via": "SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK2"},
        {"Via": "-"},
        {"From": "<sip:1001@example.org>"},
        {"From": "sip:1001@example.org;tag=1"},
        {"From": "<sip:10%3001@example.org>;tag=1"},
        {"From": f"<sip:{'1' * 65}@example.org>;tag=1"},
        {"To": "<sip:1002@example.org>;tag=2"},
        {"To": "<sip:example.org>"},
        {"To": "<sip:1002@example.org:65536>"},
        {"CSeq": "7 INVITE"},
        {"CSeq": "7"},
        {"CSeq": "9999999999 REGISTER"},
        {"CSeq": "\u0667 REGISTER"},
        {"Call-ID": "a b"},
        {"Call-ID": ""},
        {"Max-Forwards": "0"},
        {"Max-Forwards": "256"},
        {"Content-Length": "1"},
        {"Content-Length": ""},
        {"Require": "path"},
        {"v": "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1"},
    ],
)
def test_anything_else_is_left_to_the_long_way(changes: dict[str, str]) -> None:
    assert not must_agree(message(**changes))


def test_without_content_length_the_body_is_all_there_is() -> None:
    assert must_agree(message("INVITE", Content_Length="-") + b"v=0\r\n")
    assert must_agree(message("INVITE", Content_Length="5") + b"v=0\r\n")


def test_other_methods_and_link_local_sources_go_the_long_way() -> None:
    assert read_usual(message("BYE"), IP, PORT) is None
    assert read_usual(message(), "fe80::1%2", PORT) is None


@pytest.mark.parametrize("line", ["Max-Fo70", "User-Agent", "User-Agent:phone"])
def test_a_line_without_colon_and_space_is_left_to_the_long_way(line: str) -> None:
    data = message().replace(b"User-Agent: phone", line.encode())
    assert read_usual(data, IP, PORT) is None


@settings(max_examples=100, deadline=None)
@given(
    method=st.sampled_from(["REGISTER", "INVITE", "OPTIONS"]),
    at=st.integers(0, 420),
    cut=st.integers(0, 8),
    noise=st.one_of(
        st.binary(max_size=6),
        st.sampled_from([b";", b",", b"\r\n ", b"<", b">", b"%41", b'"', b":", b"@", b"\t", b"z"]),
    ),
)
def test_whatever_is_done_to_a_message_both_ways_agree(
    method: str, at: int, cut: int, noise: bytes
) -> None:
    data = message(method)
    must_agree(data[:at] + noise + data[at + cut :])


def test_the_key_of_an_ack_is_the_key_of_its_invite() -> None:
    via = "SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bK-1a.b;rport"
    invite = read_usual(message("INVITE", Via=via), IP, PORT)
    assert invite is not None
    assert read_ack_key(message("ACK", Via=via)) == invite.via_key


@pytest.mark.parametrize(
    "data",
    [
        b"ACK sip:x SIP/2.0\r\nFrom: x\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\n\r\n",
        b"ACK sip:x SIP/2.0\r\nVia: SIP/2.0/UDP a:65536;branch=z9hG4bK1\r\n\r\n",
        b"ACK sip:x SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b\r\n\r\n",
        b"ACK sip:x SIP/2.0\r\nVia: SIP/2.0/UDP A;branch=z9hG4bK1\r\n\r\n",
        b"ACK",
    ],
)
def test_an_unusual_ack_has_no_quick_key(data: bytes) -> None:
    assert read_ack_key(data) is None
