"""Batches are cut where a source has as many messages as it may have before a rule fires."""

from engine.sip.nat import Source
from engine.switch.pieces import pieces

ONE, OTHER = Source("192.0.2.1", 5060), Source("192.0.2.2", 5060)
Waiting = list[tuple[bytes, Source]]


def sizes(waiting: Waiting, *rooms: int | None) -> list[int]:
    left = iter(rooms)
    return [len(piece) for piece in pieces(waiting, lambda _: next(left))]


def test_one_message_of_each_source_is_one_piece_and_nobody_is_asked_about() -> None:
    waiting = [(b"", Source(f"192.0.2.{number}", 5060)) for number in range(64)]
    assert sizes(waiting) == [64]
    assert sizes([]) == []


def test_a_source_gets_as_many_at_a_time_as_it_has_left() -> None:
    assert sizes([(b"", ONE)] * 10, 3, 4, 9) == [3, 4, 3]
    assert sizes([(b"", ONE)] * 3, 0, 0, 0) == [1, 1, 1], "at least one, or nothing would go on"
    assert sizes([(b"", ONE)] * 10, None) == [10]


def test_what_others_sent_goes_with_it() -> None:
    waiting = [(b"", ONE), (b"", OTHER), (b"", ONE), (b"", OTHER), (b"", OTHER)]
    assert sizes(waiting, 1, None, None) == [2, 3]


def test_ipv6_is_one_source_for_each_network() -> None:
    waiting = [(b"", Source(f"2001:db8::{number}", 5060)) for number in range(4)]
    assert sizes(waiting, 2, 2) == [2, 2]
