"""The caller, answered as the switch does."""

import pytest

from engine.calls.trialphone import PATIENCE_S, TrialPhone
from engine.sip.nat import Source
from engine.sip.reply import build_reply
from engine.sip.request import Request
from tests.engine.calls.test_trialecho import names, statuses

LOCAL = Source("127.0.0.1", 40_001)
SWITCH = Source("127.0.0.1", 5060)
CONTACT = [("Contact", "<sip:127.0.0.1:5060>")]


class Talk:
    """A caller and its INVITE."""

    def __init__(self, hold_s: int) -> None:
        self.phone = TrialPhone(LOCAL, SWITCH, "5ec3e7", hold_s, b"offer", names())
        (data,) = self.phone.begin(100.0)
        self.invite = Request.parse(data)

    def answer(self, status: int, now: float, body: bytes = b"") -> list[bytes]:
        data = build_reply(self.invite, status, "there", CONTACT, body=body)
        return self.phone.receive(data, now)

    def confirm(self, request: bytes, now: float) -> list[bytes]:
        return self.phone.receive(build_reply(Request.parse(request), 200, "there"), now)

    @property
    def steps(self) -> list[str]:
        return [step.name for step in self.phone.steps]


def methods(sent: list[bytes]) -> list[str]:
    return [data.split(b" ", 1)[0].decode() for data in sent]


def test_the_invite_goes_to_the_number_and_names_the_test_call() -> None:
    invite = Talk(5).invite
    assert invite.uri_text == "sip:5ec3e7@127.0.0.1:5060"
    assert invite.from_.uri.user == "test-call"
    assert invite.body == b"offer"


def test_without_a_hold_time_it_hangs_up_as_soon_as_it_rings() -> None:  # req 27
    talk = Talk(0)
    assert talk.answer(100, 100.1) == []
    cancel = talk.answer(180, 100.2)
    assert methods(cancel) == ["CANCEL"]
    assert talk.confirm(cancel[0], 100.3) == []
    assert methods(talk.answer(487, 100.4)) == ["ACK"]
    assert (talk.phone.outcome, talk.phone.over) == ("ended", True)
    assert talk.steps == ["sent", "ringing", "hanging_up", "ended"]


def test_with_a_hold_time_it_stays_up_and_then_leaves() -> None:
    talk = Talk(5)
    talk.answer(180, 100.1)
    assert methods(talk.answer(200, 100.2, b"answer")) == ["ACK"]
    assert (talk.phone.talking, talk.phone.answer) == (True, b"answer")
    assert talk.phone.tick(105.1) == []
    bye = talk.phone.tick(105.2)
    assert methods(bye) == ["BYE"]
    assert not talk.phone.talking
    assert talk.confirm(bye[0], 105.3) == []
    assert talk.phone.outcome == "ended"
    assert talk.steps == ["sent", "ringing", "answered", "hanging_up", "ended"]


def test_an_answer_that_comes_again_is_acknowledged_again() -> None:
    talk = Talk(5)
    (first,) = talk.answer(200, 100.2)
    assert talk.answer(200, 100.7) == [first]


def test_an_answer_that_crosses_the_cancel_is_taken_and_hung_up() -> None:
    talk = Talk(0)
    talk.answer(180, 100.1)
    out = talk.answer(200, 100.2)
    assert methods(out) == ["ACK", "BYE"]
    talk.confirm(out[1], 100.3)
    assert talk.phone.outcome == "ended"


def test_a_refusal_says_status_and_reason() -> None:
    talk = Talk(5)
    assert methods(talk.answer(503, 100.1)) == ["ACK"]
    assert talk.phone.outcome == "refused"
    assert talk.phone.steps[-1].values == {"status": 503, "reason": "Service Unavailable"}


def test_a_bye_of_the_switch_cuts_the_call() -> None:
    talk = Talk(5)
    talk.answer(200, 100.2)
    sent_from, sent_to = talk.invite.required("from"), talk.invite.required("to")
    bye = (
        "BYE sip:127.0.0.1:40001 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKx\r\n"
        f"From: {sent_to};tag=there\r\nTo: {sent_from}\r\n"
        "Call-ID: {}\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n"
    )
    assert statuses(talk.phone.receive(bye.format("other").encode(), 101.0)) == [481]
    said = talk.phone.receive(bye.format(talk.phone.call_id).encode(), 101.0)
    assert statuses(said) == [200]
    assert (talk.phone.outcome, talk.steps[-1]) == ("cut", "cut")


def test_a_switch_that_says_nothing_is_asked_again_and_then_given_up() -> None:
    talk = Talk(0)
    assert methods(talk.phone.tick(100.6)) == ["INVITE"]
    assert not talk.phone.over
    talk.phone.tick(100.0 + PATIENCE_S)
    assert talk.phone.outcome == "silent"
    assert talk.phone.steps[-1].values == {"address": "127.0.0.1:5060", "seconds": int(PATIENCE_S)}
    assert talk.phone.tick(200.0) is not None


@pytest.mark.parametrize("data", [b"", b"SIP/2.0 200 OK\r\n\r\n", b"nonsense", b"\xff" * 3_000])
def test_what_cannot_be_read_says_nothing(data: bytes) -> None:
    talk = Talk(5)
    assert talk.phone.receive(data, 100.1) == []
    assert talk.steps == ["sent"]
