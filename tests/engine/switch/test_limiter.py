"""What is too much is answered 503 or dropped; hang-ups and repetitions of our own always pass."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engine.calls.trial import TrialPass
from engine.defence.rates import RatePolicy
from engine.sip.framing import Frame, StreamFramer
from engine.sip.nat import Source
from engine.switch.batch import Batch
from tests.engine.switch.rig import ATTACKER, PHONE, Rig, contact, credentials, message, status_of

ON = RatePolicy(True, registrations=3, requests=50, calls=2, own_times=2)
GUESS = contact() + credentials("1001", "00", "guess")


@pytest.fixture
def limited(rig: Rig) -> Rig:
    rig.watch.limiter.limits.policy = ON
    return rig


def hand_over(rig: Rig, *data: bytes, source: Source = ATTACKER) -> Batch:
    batch = rig.batch()
    waiting = rig.watch.let_in([(each, source) for each in data], batch)
    rig.core.datagrams(waiting, batch)
    assert not batch.faults
    return batch


def calls(count: int, *, extra: str = "") -> list[bytes]:
    return [message("INVITE", callee=f"99{n}", extra=extra) for n in range(count)]


def statuses(batch: Batch) -> list[int]:
    return sorted(status_of(data) for data, _ in batch.sends)


def test_nothing_is_limited_at_first(rig: Rig) -> None:
    assert statuses(hand_over(rig, *calls(5))) == [403] * 5


def test_calls_over_the_limit_are_answered_once_a_second_and_counted(limited: Rig) -> None:
    batch = hand_over(limited, *calls(6))
    assert statuses(batch) == [403, 403, 503]
    (refusal,) = [data for data, _ in batch.sends if status_of(data) == 503]
    assert b"\r\nRetry-After: 1\r\n" in refusal
    assert limited.counters.limited_calls == 4
    drained = limited.batch()
    limited.recorder.drain(drained)
    found: list[Any] = [msgspec.json.decode(line) for line in drained.aggregates]
    assert sum(each["count"] for each in found if each["gate"] == "rate_limit") == 4


@pytest.mark.parametrize("by", ["header", "body"])
def test_a_stranger_cannot_say_that_his_calls_were_counted(limited: Rig, by: str) -> None:
    waiting = [message("INVITE", callee="9", call_id=f"c{n}") for n in range(6)]
    if by == "header":
        waiting = [
            each.replace(b"To: <sip:9@example.org>", b"t: <sip:9@x>;tag=1") for each in waiting
        ]
    else:
        body = b"Content-Length: 10\r\n\r\n\r\nt: ;tag=1"
        waiting = [each.replace(b"Content-Length: 0\r\n\r\n", body) for each in waiting]
    hand_over(limited, *waiting)
    assert limited.counters.limited_calls == 4


def test_only_registrations_with_a_password_count_as_such(limited: Rig) -> None:  # req 136
    bare = [message("REGISTER", extra=contact()) for _ in range(6)]
    assert statuses(hand_over(limited, *bare)) == [401] * 6
    guesses = [message("REGISTER", extra=GUESS) for _ in range(6)]
    assert statuses(hand_over(limited, *guesses)) == [401] * 3 + [503]
    assert limited.counters.limited_registrations == 3
    (entry,) = limited.watch.limiter.limits.limited.values()
    assert (entry.value, entry.limit, entry.refused) == (ATTACKER.ip, "registrations", 3)
    assert entry.evidence == "REGISTER sip:example.org SIP/2.0"


def test_requests_of_any_kind_are_limited_and_garbage_is_dropped(limited: Rig) -> None:
    limited.watch.limiter.limits.policy = ON._replace(requests=2)
    garbage = [b"\x00\xff" * 40] * 3
    assert len(hand_over(limited, *garbage).sends) == 0
    assert limited.counters.limited_requests == 1
    answers = [b"SIP/2.0 200 OK\r\n\r\n", b"ACK sip:x SIP/2.0\r\n\r\n"]
    hand_over(limited, *answers * 9)
    assert limited.counters.limited_requests == 1, "answers are not counted"


def test_our_own_may_do_more_and_are_never_banned(limited: Rig) -> None:
    limited.register("1001", source=PHONE)
    batch = hand_over(limited, *calls(6), source=PHONE)
    assert limited.counters.limited_calls == 2
    assert statuses(batch).count(503) == 2, "each of the first two refusals is answered"
    (entry,) = limited.watch.limiter.limits.limited.values()
    assert (entry.own, entry.events) == (True, 4)
    assert not limited.watch.guard.blocks


def test_the_second_half_of_a_call_of_ours_is_no_other_call(limited: Rig) -> None:
    limited.register("1001", source=PHONE)
    proof = credentials("1001", "00", "x").replace("Authorization", "Proxy-Authorization")
    hand_over(limited, *calls(6, extra=proof), source=PHONE)
    assert limited.counters.limited_calls == 0
    hand_over(limited, *calls(6, extra=proof))
    assert limited.counters.limited_calls == 4, "a stranger has nothing to prove"


def test_hang_ups_and_repetitions_of_ours_pass(limited: Rig) -> None:
    limited.register("1001", source=PHONE)
    limited.watch.limiter.limits.policy = ON._replace(requests=1, own_times=1)
    taken = message("INVITE", callee="1002")
    assert statuses(hand_over(limited, taken, source=PHONE)) == [407]
    bye = message("BYE").replace(b"To: <sip:1001@example.org>", b"To: <sip:1001@example.org>;tag=a")
    cancel = message("CANCEL", callee="1002")
    batch = hand_over(limited, taken, bye, cancel, source=PHONE)
    assert statuses(batch) == [407, 481, 481]
    assert limited.counters.limited_requests == 0


def test_the_test_call_passes(limited: Rig) -> None:
    limited.recorder.trials.open(TrialPass("not-these", ATTACKER, PHONE, 1))
    assert statuses(hand_over(limited, *calls(6))) == [403] * 6


def test_connections_are_limited_too(limited: Rig) -> None:
    source = Source(ATTACKER.ip, 40000, "TCP", 7)
    frames: list[Frame] = []
    framer = StreamFramer()
    for data in calls(4):
        frames += framer.feed(data)
    batch = limited.batch()
    kept = limited.watch.limiter.frames(frames, source, batch)
    assert len(kept) == 2
    limited.core.frames(kept, source, batch)
    assert statuses(batch) == [403, 403, 503]
    assert {to.flow for _, to in batch.sends} == {7}


def test_the_beginning_and_the_end_are_told(limited: Rig) -> None:
    limited.hub.listening = True
    hand_over(limited, *calls(4))
    assert b"action\xa7limited" in limited.hub.take()
    limited.clock.advance(60)
    limited.watch.sweep(limited.batch())
    assert b"unlimited" in limited.hub.take()
