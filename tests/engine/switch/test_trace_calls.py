"""The ring of traced calls holds what it may and no more, and forgets whole calls."""

import pytest

from engine.sip.nat import Source
from engine.switch.trace_calls import (
    CALL_COST,
    KEPT_FIRST,
    MAX_CALL_BYTES,
    MAX_CALL_MESSAGES,
    MAX_LEGS,
    MAX_SHARING,
    MESSAGE_COST,
    SHARE,
    CallRing,
    TracedCall,
    TracedLeg,
)

PEER = Source("192.0.2.1", 5060)
PLENTY = 1 << 30


def leg(call_id: str) -> TracedLeg:
    return TracedLeg(call_id, "carrier", True, PEER)


def opened(ring: CallRing, name: str, at: float = 0.0) -> TracedCall:
    call = TracedCall(name, "1001", "2002", at)
    ring.open(call)
    ring.join(call, leg(name), name.encode())
    return call


def test_a_call_is_found_by_its_id_and_by_the_call_ids_of_all_legs() -> None:
    ring = CallRing(PLENTY)
    call = opened(ring, "a")
    ring.join(call, leg("b"), b"b")
    assert ring.get("a") is ring.find(b"a") is ring.find(b"b") is call
    assert (ring.get("b"), ring.find(b"c")) == (None, None)
    assert ring.legs[b"b"] == [(call, 1)]


@pytest.mark.parametrize(("less", "left"), [(0, ["a", "b"]), (1, ["b"])])
def test_where_it_is_full_the_most_silent_call_is_forgotten(less: int, left: list[str]) -> None:
    ring = CallRing(PLENTY)
    calls = {name: opened(ring, name) for name in "ab"}
    for name in "bab":
        ring.add(calls[name], 1.0, True, 0, PEER, b"x" * 1_000)
    ring.resize(ring.size - less)
    assert [name for name in "ab" if ring.get(name)] == left
    assert ring.find(b"b") is calls["b"]
    assert (ring.find(b"a") is None) == (left == ["b"])
    assert ring.size == sum(calls[name].size for name in left)


def test_what_is_counted_is_what_is_held() -> None:
    ring = CallRing(PLENTY)
    call = opened(ring, "a")
    ring.add(call, 1.0, True, 0, PEER, b"12345")
    assert ring.size == call.size == CALL_COST + MESSAGE_COST + 5
    ring.expire(2.0, lambda _: False, 2.0)
    assert (ring.size, len(ring), ring.legs) == (0, 0, {})


@pytest.mark.parametrize("count", [MAX_CALL_MESSAGES, MAX_CALL_MESSAGES + 1])
def test_of_a_call_that_says_too_much_the_middle_is_left_out(count: int) -> None:
    ring = CallRing(PLENTY)
    call = opened(ring, "a")
    for number in range(1, count + 1):
        ring.add(call, float(number), True, 0, PEER, b"x")
    numbers = [kept.number for kept in call.messages]
    gone = count - MAX_CALL_MESSAGES
    assert (len(numbers), call.dropped) == (MAX_CALL_MESSAGES, gone)
    assert (numbers[0], numbers[-1]) == (1, count)
    assert (KEPT_FIRST + 1 in numbers) == (not gone)


@pytest.mark.parametrize("extra", [0, 1])
def test_no_call_is_longer_than_anybody_reads(extra: int) -> None:
    ring = CallRing(PLENTY)
    call = opened(ring, "a")
    ring.add(call, 1.0, True, 0, PEER, b"")
    ring.add(call, 1.0, True, 0, PEER, b"x" * (MAX_CALL_BYTES - call.size - MESSAGE_COST + extra))
    assert call.dropped == extra
    assert call.size <= MAX_CALL_BYTES


def test_a_call_has_no_more_than_its_share() -> None:
    share = 10 * 1_000 + CALL_COST
    ring = CallRing(SHARE * share)
    call = opened(ring, "a")
    for number in range(50):
        ring.add(call, 1.0, True, 0, PEER, b"x" * (1_000 - MESSAGE_COST))
        assert call.size <= share
        assert call.messages[-1].number == number + 1
    assert call.dropped == 40


@pytest.mark.parametrize("count", [MAX_SHARING, MAX_SHARING + 1])
def test_a_call_id_belongs_to_the_latest_calls_that_use_it(count: int) -> None:
    ring = CallRing(PLENTY)
    for number in range(count):
        call = TracedCall(str(number), "", "", 0.0)
        ring.open(call)
        ring.join(call, leg("same"), b"same")
    users = [call.id for call, _ in ring.legs[b"same"]]
    assert users == [str(number) for number in range(count)][-MAX_SHARING:]
    assert ring.find(b"same") is call
    ring.expire(1.0, lambda name: name == "2", 1.0)
    assert [call.id for call, _ in ring.legs[b"same"]] == ["2"]


@pytest.mark.parametrize("count", [MAX_LEGS, MAX_LEGS + 1])
def test_a_call_has_so_many_legs_at_most(count: int) -> None:
    ring = CallRing(PLENTY)
    call = opened(ring, "a")
    for number in range(1, count):
        ring.join(call, leg(str(number)), str(number).encode())
    assert len(call.legs) == len(ring.legs) == MAX_LEGS


def test_what_runs_is_kept_however_long_it_is_silent() -> None:
    ring = CallRing(PLENTY)
    opened(ring, "over", at=10.0)
    opened(ring, "running", at=10.0)
    opened(ring, "young", at=30.0)
    ring.expire(10.0, lambda _: False, 30.0)
    assert len(ring) == 3
    ring.expire(10.1, lambda name: name == "running", 30.0)
    assert (ring.get("over"), len(ring)) == (None, 2)
    ring.clear()
    assert (len(ring), ring.size, ring.legs) == (0, 0, {})
