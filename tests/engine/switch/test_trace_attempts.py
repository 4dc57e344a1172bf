"""Refused INVITEs have a small room of their own."""

import pytest

from engine.sip.nat import Source
from engine.switch.trace_attempts import (
    MAX_ATTEMPTS,
    MAX_BYTES,
    MAX_MESSAGES,
    AttemptRing,
    Heard,
)

PEER = Source("198.51.100.7", 5060)


def heard(size: int = 1, at: float = 1.0) -> Heard:
    return at, True, PEER, b"x" * size


@pytest.mark.parametrize("count", [MAX_ATTEMPTS, MAX_ATTEMPTS + 1])
def test_the_oldest_attempts_make_room(count: int) -> None:
    ring = AttemptRing()
    for number in range(count):
        ring.open(b"%d" % number, heard())
        assert len(ring) <= MAX_ATTEMPTS
    assert (ring.get(b"0") is None) == (count > MAX_ATTEMPTS)
    assert ring.get(b"%d" % (count - 1)) == [heard()]
    assert len(ring) > MAX_ATTEMPTS // 2


def held(ring: AttemptRing) -> int:
    every = [*ring.young.values(), *ring.old.values()]
    return sum(len(each[3]) for attempt in every for each in attempt)


@pytest.mark.parametrize("extra", [0, 1])
def test_large_ones_make_room_too(extra: int) -> None:
    ring = AttemptRing()
    half = MAX_BYTES // 2
    ring.open(b"a", heard(half - 1))
    ring.open(b"b", heard(1 + extra))
    assert (b"a" in ring.old) == bool(extra)
    ring.open(b"c", heard(half))
    assert list(ring.young) == [b"c"]
    assert held(ring) <= MAX_BYTES
    known = ring.get(b"c")
    assert known is not None
    ring.add(known, heard(1))
    assert known == [heard(half)], "it is full"


@pytest.mark.parametrize("count", [MAX_MESSAGES, MAX_MESSAGES + 1])
def test_one_attempt_has_so_many_messages(count: int) -> None:
    ring = AttemptRing()
    ring.open(b"a", heard())
    known = ring.get(b"a")
    assert known is not None
    for _ in range(count - 1):
        ring.add(known, heard())
    assert len(ring.take(b"a")) == MAX_MESSAGES
    assert (len(ring), ring.take(b"a"), ring.get(b"a")) == (0, [], None)


def test_old_ones_are_forgotten() -> None:
    ring = AttemptRing()
    for number in range(4):
        ring.open(b"%d" % number, heard(at=float(number)))
    ring.expire(2.0)
    assert list(ring.young) == [b"2", b"3"]
    ring.old, ring.young = ring.young, {}
    ring.expire(3.0)
    assert list(ring.old) == [b"3"]
    ring.clear()
    ring.expire(9.0)
    assert len(ring) == 0
