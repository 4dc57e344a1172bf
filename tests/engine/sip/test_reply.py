import pytest

from engine.sip import LocalError, PeerError, build_reply, reply_to_error
from engine.sip.reply import has_tag
from tests.helpers.wire import answer, received, request


def test_an_answer_carries_what_ties_it_to_its_request() -> None:
    vias = ["SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bKone;rport", "SIP/2.0/UDP a, SIP/2.0/TCP b"]
    data = build_reply(received(request(Via=vias)), 200, to_tag="t1")
    assert data == (
        b"SIP/2.0 200 OK\r\n"
        b"Via: SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bKone;rport=5062;received=192.0.2.10\r\n"
        b"Via: SIP/2.0/UDP a, SIP/2.0/TCP b\r\n"
        b"From: <sip:1001@example.com>;tag=from1\r\n"
        b"To: <sip:1001@example.com>;tag=t1\r\n"
        b"Call-ID: call1@192.0.2.10\r\n"
        b"CSeq: 1 OPTIONS\r\n"
        b"Server: Switchwarden\r\n"
        b"Content-Length: 0\r\n\r\n"
    )


def test_headers_and_a_body_are_added() -> None:
    parsed = received(request())
    headers = [("Contact", "<sip:a@b>"), ("Content-Type", "text/plain")]
    found = answer(build_reply(parsed, 200, to_tag="t", headers=headers, body=b"hello"))
    assert found.body == b"hello"
    assert found.header("contact") == "<sip:a@b>"
    assert found.header("content-length") == "5"


@pytest.mark.parametrize(
    "to", ["<sip:a@b>;tag=x", "sip:a@b ; TAG = x", '"tag=y" <sip:a@b>;a=1;tag=x']
)
def test_a_tag_that_is_there_stays(to: str) -> None:
    assert answer(build_reply(received(request(To=to)), 200, to_tag="new")).to.tag == "x"


@pytest.mark.parametrize("to", ["<sip:a@b>", "sip:a@b", '"tag=y" <sip:tag@b>', "<sip:a@b;tag=no>"])
def test_a_tag_that_only_seems_to_be_there_is_added(to: str) -> None:
    assert answer(build_reply(received(request(To=to)), 200, to_tag="new")).to.tag == "new"


def test_a_to_that_cannot_be_read_has_no_tag() -> None:
    assert not has_tag('"broken;tag=1')


def test_the_reason_phrase_can_be_our_own() -> None:
    data = build_reply(received(request()), 400, to_tag="t", reason="Missing Contact")
    assert data.startswith(b"SIP/2.0 400 Missing Contact\r\n")


def test_an_unknown_status_has_the_phrase_of_its_class() -> None:
    assert build_reply(received(request()), 499).startswith(b"SIP/2.0 499 Request Failure\r\n")


@pytest.mark.parametrize("bad", ["a\r\nInjected: x", "a\n", "\r"])
def test_a_line_break_in_what_we_add_is_our_mistake(bad: str) -> None:
    parsed = received(request())
    with pytest.raises(LocalError):
        build_reply(parsed, 200, headers=[("X", bad)])
    with pytest.raises(LocalError):
        build_reply(parsed, 200, reason=bad)


def test_bytes_that_are_no_utf8_come_back_as_they_were() -> None:
    data = request().replace(b"To: <", b'To: "\xe4\xff" <')
    assert b'To: "\xe4\xff" <sip:1001@example.com>;tag=t' in build_reply(
        received(data), 200, to_tag="t"
    )


def test_only_a_100_repeats_the_timestamp() -> None:
    parsed = received(request(Timestamp="54"))
    assert answer(build_reply(parsed, 100)).header("timestamp") == "54"
    assert answer(build_reply(parsed, 200)).header("timestamp") is None


def test_no_version_is_told() -> None:
    assert answer(build_reply(received(request()), 200)).header("server") == "Switchwarden"


def test_a_peer_error_becomes_its_answer() -> None:
    error = PeerError(420, "Bad Extension", "why", headers=(("Unsupported", "x"),))
    found = answer(reply_to_error(received(request()), error, "t"))
    assert (found.status, found.header("unsupported"), found.to.tag) == (420, "x", "t")
