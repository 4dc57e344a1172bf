import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip import LocalError, PeerError, Request
from engine.sip.build import build_ack_of_failure, build_cancel, build_request
from tests.helpers.wire import answer, request, response

ROUTES = ["<sip:p1.example.com;lr>, <sip:p2.example.com;lr>", "<sip:p3.example.com;lr>"]
HEADERS = [
    ("Via", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKours"),
    ("Max-Forwards", "70"),
    ("From", "<sip:1001@example.com>;tag=a"),
    ("To", "<sip:1002@example.com>"),
    ("Call-ID", "c1"),
    ("CSeq", "7 INVITE"),
]


def invite(**changes: str | list[str] | None) -> Request:
    return Request.parse(request("INVITE", "sip:1002@192.0.2.9", changes))


def test_a_request_is_its_line_its_headers_and_the_length() -> None:
    assert build_request("INVITE", "sip:1002@192.0.2.9", HEADERS, b"v=0") == (
        b"INVITE sip:1002@192.0.2.9 SIP/2.0\r\n"
        b"Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKours\r\n"
        b"Max-Forwards: 70\r\n"
        b"From: <sip:1001@example.com>;tag=a\r\n"
        b"To: <sip:1002@example.com>\r\n"
        b"Call-ID: c1\r\n"
        b"CSeq: 7 INVITE\r\n"
        b"Content-Length: 3\r\n\r\nv=0"
    )


def test_what_is_built_can_be_read() -> None:
    parsed = Request.parse(build_request("BYE", "sip:a@b", HEADERS))
    assert (parsed.method, parsed.uri_text, parsed.via.branch) == ("BYE", "sip:a@b", "z9hG4bKours")
    assert (parsed.body, parsed.header("content-length")) == (b"", "0")


@pytest.mark.parametrize("bad", ["a\r\nInjected: x", "a\n", "\r"])
def test_a_line_break_in_a_value_is_our_mistake(bad: str) -> None:
    with pytest.raises(LocalError):
        build_request("BYE", "sip:a@b", [*HEADERS, ("X", bad)])
    with pytest.raises(LocalError):
        build_request("BYE", "sip:a@b", [*HEADERS, (bad, "x")])


@pytest.mark.parametrize(
    ("method", "uri"),
    [("", "sip:a"), ("B YE", "sip:a"), ("BYE", ""), ("BYE", "sip:a b"), ("BYE", "sip:a\r\nX: y")],
)
def test_a_broken_request_line_is_our_mistake(method: str, uri: str) -> None:
    with pytest.raises(LocalError):
        build_request(method, uri, HEADERS)


def test_bytes_that_are_no_utf8_leave_as_they_came() -> None:
    data = request("INVITE").replace(b"From: <", b'From: "\xe4\xff" <')
    parsed = Request.parse(data)
    built = build_request(
        "INVITE", "sip:a@b", [("From", parsed.fields["from"])], encoding=parsed.encoding
    )
    assert b'From: "\xe4\xff" <sip:' in built


def test_the_ack_of_a_refusal_is_that_of_section_17_1_1_3() -> None:
    asked = invite(Route=ROUTES, Max_Forwards="65", Require="100rel", Contact="<sip:x@y>")
    refusal = answer(response(486, "Busy Here", CSeq="1 INVITE", To="<sip:b@c>;tag=busy"))
    assert build_ack_of_failure(asked, refusal) == (
        b"ACK sip:1002@192.0.2.9 SIP/2.0\r\n"
        b"Via: SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bKone\r\n"
        b"Max-Forwards: 65\r\n"
        b"Route: <sip:p1.example.com;lr>, <sip:p2.example.com;lr>\r\n"
        b"Route: <sip:p3.example.com;lr>\r\n"
        b"From: <sip:1001@example.com>;tag=from1\r\n"
        b"To: <sip:b@c>;tag=busy\r\n"
        b"Call-ID: call1@192.0.2.10\r\n"
        b"CSeq: 1 ACK\r\n"
        b"Content-Length: 0\r\n\r\n"
    )


def test_the_cancel_is_that_of_section_9_1() -> None:
    asked = invite(Route=ROUTES, Require="100rel", To='"B" <sip:b@c>', CSeq="0012 INVITE")
    found = Request.parse(build_cancel(asked))
    for name in ("via", "from", "to", "call-id", "max-forwards"):
        assert found.header(name) == asked.header(name)
    assert (found.method, found.uri_text) == ("CANCEL", asked.uri_text)
    assert (found.cseq.number, found.cseq.method) == (12, "CANCEL")
    assert found.lines("route") == ROUTES
    assert (found.header("require"), found.header("contact")) == (None, None)


def test_a_cancel_may_give_a_reason() -> None:
    found = Request.parse(build_cancel(invite(), [("Reason", "SIP;cause=200")]))
    assert found.header("reason") == "SIP;cause=200"
    with pytest.raises(LocalError):
        build_cancel(invite(), [("Reason", "SIP\r\nX: y")])


def test_only_the_topmost_via_is_repeated() -> None:
    vias = ["SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK2", "SIP/2.0/UDP c"]
    found = Request.parse(build_cancel(invite(Via=vias)))
    assert found.lines("via") == ["SIP/2.0/UDP a;branch=z9hG4bK1"]


def test_a_request_without_max_forwards_gets_it() -> None:
    assert Request.parse(build_cancel(invite(Max_Forwards=None))).max_forwards == 70


def test_each_value_keeps_the_encoding_of_its_message() -> None:
    asked = Request.parse(request("INVITE", From='"Bär" <sip:a@b>;tag=1'))
    data = response(486, CSeq="1 INVITE").replace(b"To: <", b'To: "\xe4" <')
    ack = build_ack_of_failure(asked, answer(data))
    assert 'From: "Bär" <'.encode() in ack
    assert b'To: "\xe4" <' in ack


def test_an_answer_without_to_cannot_be_acknowledged() -> None:
    with pytest.raises(PeerError):
        build_ack_of_failure(invite(), answer(response(486, To=None)))


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_value_stays_in_its_line_or_is_refused(name: str, value: str) -> None:
    try:
        data = build_request("BYE", "sip:a@b", [*HEADERS, (name, value)])
    except LocalError:
        return
    assert data.count(b"\r\n") == len(HEADERS) + 4
