"""Commands say what rtpengine needs; answers are read with suspicion."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calls.relay import ng
from engine.calls.relay.bencode import decode, encode
from engine.calls.relay.ng import MAX_COOKIE, MAX_REASON, NgReply, Party

CALLER = Party(ng.CALLER, "192.0.2.7")
CALLEE = Party(ng.CALLEE, "2001:db8::9", natted=True)
SDP = b"v=0\r\n"


def said(command: bytes) -> dict[bytes, Any]:
    found: dict[bytes, Any] = decode(command)
    return found


def test_a_first_offer_names_its_sender_alone() -> None:
    found = said(ng.offer("s1", CALLER, CALLEE, SDP, again=False, tos=184))
    assert found[b"command"] == b"offer"
    assert (found[b"call-id"], found[b"from-tag"], found[b"sdp"]) == (b"s1", b"caller", SDP)
    assert b"to-tag" not in found
    assert found[b"address family"] == b"IP6"
    assert found[b"received from"] == [b"IP4", b"192.0.2.7"]
    assert found[b"replace"] == [b"origin", b"session connection"]
    assert found[b"TOS"] == 184
    assert b"flags" not in found


def test_a_later_offer_names_both_and_may_come_from_the_callee() -> None:
    found = said(ng.offer("s1", CALLEE, CALLER, SDP, again=True, tos=184))
    assert (found[b"from-tag"], found[b"to-tag"]) == (b"callee", b"caller")
    assert found[b"flags"] == [b"SIP source address"]


def test_an_answer_names_who_offered_first() -> None:
    found = said(ng.answer("s1", CALLEE, CALLER, SDP, tos=184))
    assert (found[b"command"], found[b"from-tag"], found[b"to-tag"]) == (
        *(b"answer", b"caller"),
        b"callee",
    )
    assert found[b"address family"] == b"IP4"
    assert found[b"TOS"] == 184, "without it an answer would take back what the offer asked for"


def test_a_session_is_deleted_at_once() -> None:
    assert said(ng.delete("s1")) == {
        b"command": b"delete",
        b"call-id": b"s1",
        b"delete delay": 0,
    }
    assert said(ng.PING) == {b"command": b"ping"}


def test_answers_are_told_apart() -> None:
    reads = [
        ({"result": "ok", "sdp": "v=0"}, NgReply(ok=True, sdp=b"v=0")),
        ({"result": "pong"}, NgReply(ok=True)),
        ({"result": "error", "error-reason": "no\nport"}, NgReply(ok=False, reason="no?port")),
        (
            {"result": "error", "error-reason": "x" * 999},
            NgReply(ok=False, reason="x" * MAX_REASON),
        ),
        ({}, NgReply(ok=False)),
    ]
    for body, reply in reads:
        assert ng.read(b"cookie " + encode(body)) == (b"cookie", reply)


@pytest.mark.parametrize(
    "data",
    [b"", b"cookie", b" d6:result2:oke", b"c i1e", b"c d6:result2:ok", b"c d3:sdpi1ee",
     b"x" * (MAX_COOKIE + 1) + b" d6:result2:oke"],
)  # fmt: skip
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the promise
        ng.read(data)


@given(st.binary(max_size=300))
def test_no_datagram_raises_anything_else(data: bytes) -> None:
    for each in (data, b"c " + data, b"c d" + data):
        try:
            cookie, reply = ng.read(each)
        except ValueError:
            continue
        assert cookie
        assert reply.reason.isprintable()
