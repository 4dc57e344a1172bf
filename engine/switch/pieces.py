"""How much of what waits may be handled before the defence is asked again.

Messages are handled in batches, and what sources did wrong is counted when a batch is carried out.
A source that sends many at a time would get the rest of a batch handled after the message that was
one too many. So a batch is cut where a source has sent as many as it has left under the nearest
rule: the rule fires at the end of that piece, and what comes next is dropped before it is read.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from engine.addresses import subscriber
from engine.sip.nat import Source

Room = Callable[[str], int | None]
"""Address -> how many messages of it reach no rule but by the last; None: as many as it likes."""

T = TypeVar("T")


def pieces(waiting: list[tuple[T, Source]], room: Room) -> Iterator[list[tuple[T, Source]]]:
    """Cut what waits; each piece has to be carried out before the next one is asked for.

    Args:
        waiting: Messages, each with where it came from.
        room: Asked about each source that sent more than one.
    """
    while waiting:
        end = _end(waiting, room)
        yield waiting[:end]
        waiting = waiting[end:]


def _end(waiting: list[tuple[T, Source]], room: Room) -> int:
    """How many of the first messages are one piece; at least one."""
    sent: dict[str, int] = {}
    rooms: dict[str, int | None] = {}
    for number, (_, source) in enumerate(waiting):
        ip = source.ip
        who = subscriber(ip) if ":" in ip else ip
        count = sent[who] = sent.get(who, 0) + 1
        if count == 1:
            continue
        if who not in rooms:
            rooms[who] = room(ip)
        left = rooms[who]
        if left is not None and count > max(1, left):
            return number
    return len(waiting)
