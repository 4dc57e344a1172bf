"""Writes down what sources tried, for trying proposed limits on it later.

Counted in memory and written once a second, so that the path of a message pays a dictionary's
price. Nothing depends on these files: they are not synced, and what a full disk refuses is lost.

A registration is of interest when it ends a count of failures, and now and then to show who lives
behind an address; the refreshes in between are left out.
"""

import os
from pathlib import Path
from typing import Final

import msgspec

from engine.control.attempts import (
    MAX_BYTES,
    MAX_DAYS,
    MAX_NAME,
    SEGMENT_BYTES,
    Attempts,
    What,
    began,
    segment_name,
)

MAX_A_SECOND: Final = 2_000
"""Different events written in one second, some 150 KB; more of them are counted as missed."""

MAX_SOURCES: Final = 50_000
"""Sources of which it is remembered that a registration was written down lately."""

SHOW_EVERY: Final = 3_600.0
"""Seconds after which a registration from the same address is written down again."""

_DAY: Final = 86_400
_Key = tuple[What, str, str, bool]


class AttemptLog:
    """The log.

    Args:
        folder: Where segments go; None keeps nothing.
        room: Bytes of all segments together.
        segment: Bytes of one.

    Attributes:
        missed: Events that found no room, since the start.
    """

    def __init__(
        self, folder: Path | None = None, room: int = MAX_BYTES, segment: int = SEGMENT_BYTES
    ) -> None:
        self._folder, self._room, self._segment = folder, room, segment
        self._waiting: dict[_Key, int] = {}
        self._shown: dict[str, float] = {}
        self._file = -1
        self._size = 0
        self._late = 0
        self.missed = 0

    def saw(self, what: What, source: str, extension: str = "", known: bool = False) -> None:
        """Count one event."""
        key = (what, source, extension[:MAX_NAME], known)
        waiting = self._waiting
        if key in waiting:
            waiting[key] += 1
        elif len(waiting) < MAX_A_SECOND:
            waiting[key] = 1
        else:
            self._late += 1

    def much(self, what: What, source: str, count: int) -> None:
        """Write down how much a source asked for."""
        if len(self._waiting) < MAX_A_SECOND:
            self._waiting[what, source, "", False] = count

    def registered(self, source: str, extension: str, now: float, *, ended: bool) -> None:
        """Count a registration if it is of interest.

        Args:
            source: Address of the peer.
            extension: Who registered.
            now: Monotonic seconds.
            ended: Whether failures were counted against the extension before.
        """
        shown = self._shown
        if not ended and now < shown.get(source, 0.0):
            return
        shown.pop(source, None)
        if len(shown) >= MAX_SOURCES:
            del shown[next(iter(shown))]
        shown[source] = now + SHOW_EVERY
        self.saw("registered", source, extension, known=True)

    def write(self, wall: float) -> None:
        """Write down what was counted since the last time; about once a second.

        Args:
            wall: Epoch seconds.
        """
        waiting, self._waiting = self._waiting, {}
        late, self._late = self._late, 0
        self.missed += late
        if self._folder is None or not (waiting or late):
            return
        at = int(wall)
        rows = [Attempts(at, *key, count) for key, count in waiting.items()]
        if late:
            rows.append(Attempts(at, "missed", count=late))
        data = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
        try:
            self._open(self._folder, wall)
            os.write(self._file, data)
        except OSError:
            self.missed += sum(waiting.values())
            self.close()
        else:
            self._size += len(data)
            if self._size >= self._segment:
                self.close()

    def close(self) -> None:
        """End the segment; the next line begins another one."""
        if self._file >= 0:
            os.close(self._file)
        self._file, self._size = -1, 0

    def _open(self, folder: Path, wall: float) -> None:
        if self._file >= 0:
            return
        folder.mkdir(mode=0o700, exist_ok=True)
        _make_room(folder, wall, self._room - self._segment)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        self._file = os.open(folder / segment_name(wall), flags, 0o600)
        self._size = os.fstat(self._file).st_size


def _make_room(folder: Path, wall: float, room: int) -> None:
    """Remove what is too old, and the oldest beyond ``room`` bytes."""
    found = [(began(path.name), path) for path in folder.iterdir()]
    total = 0
    for at, path in sorted(((at, path) for at, path in found if at is not None), reverse=True):
        total += path.stat().st_size
        if total > room or at < wall - MAX_DAYS * _DAY:
            path.unlink(missing_ok=True)
