"""INVITEs that led to no call, with what was answered: a small ring of its own.

Somebody who is refused wants to know why, and in a flood nearly everything is refused; so these
have a room of their own, from which a flood pushes out nothing but itself. The first INVITE of a
phone belongs here too: it is answered 407, and moves to the call that the next one begins.

A flood is also why there are two halves: when the young one is full it becomes the old one, and
what was in that is gone at once. Looking for the oldest attempt each time would cost as much as
everything else that is done here.
"""

from typing import Final

from engine.sip.nat import Source

MAX_ATTEMPTS: Final = 2_000
"""Call-IDs remembered, half of that at least once it was full: in a flood of 1,000 a second the
last one to two seconds, else the last minutes."""

MAX_BYTES: Final = 4 * 1024 * 1024
"""Bytes of their messages: 2 KB each, twice of what INVITE, answer and ACK usually take."""

MAX_MESSAGES: Final = 16
"""Messages of one Call-ID; the later ones are not kept."""

Heard = tuple[float, bool, Source, bytes]
"""One message: when (epoch seconds), whether it came to us, whose it is, and its bytes."""

_HALF: Final = MAX_ATTEMPTS // 2
_HALF_BYTES: Final = MAX_BYTES // 2


class AttemptRing:
    """Attempts by their Call-ID.

    Attributes:
        young: Call-ID -> its messages, those that began lately.
        old: Those that began before them.
    """

    __slots__ = ("_size", "old", "young")

    def __init__(self) -> None:
        self.young: dict[bytes, list[Heard]] = {}
        self.old: dict[bytes, list[Heard]] = {}
        self._size = 0

    def __len__(self) -> int:
        return len(self.young) + len(self.old)

    def get(self, key: bytes) -> list[Heard] | None:
        """The messages of an attempt."""
        return self.young.get(key) or self.old.get(key)

    def open(self, key: bytes, heard: Heard) -> None:
        """Keep an INVITE with a Call-ID that is not known."""
        size = len(heard[3])
        if self._size + size > _HALF_BYTES or len(self.young) >= _HALF:
            self.old, self.young, self._size = self.young, {}, 0
        self.young[key] = [heard]
        self._size += size

    def add(self, known: list[Heard], heard: Heard) -> None:
        """Keep a further message of an attempt, unless it has no room for that."""
        size = len(heard[3])
        if len(known) < MAX_MESSAGES and self._size + size <= _HALF_BYTES:
            known.append(heard)
            self._size += size

    def take(self, key: bytes) -> list[Heard]:
        """The messages of an attempt, which is forgotten."""
        heard = self.young.pop(key, None)
        if heard is None:
            return self.old.pop(key, [])
        self._size -= sum(len(each[3]) for each in heard)
        return heard

    def expire(self, before: float) -> None:
        """Forget attempts that began before this moment (epoch seconds)."""
        for half in (self.old, self.young):
            gone = []
            for key, heard in half.items():
                if heard[0][0] >= before:
                    break
                gone.append(key)
            for key in gone:
                self.take(key)

    def clear(self) -> None:
        """Forget everything."""
        self.young, self.old, self._size = {}, {}, 0
