"""The journal writer: what happened is on disk before it is answered.

Lines come in batches, one batch for each wake of the loop, and a batch is one ``write(2)`` for
each kind of record. A segment is sealed, which is a rename from ``.open`` to ``.ndjson``, when it
is a second old or, before the next batch, holds 10,000 records; from then on it belongs to the
billing writer. Never between the writing of a record and its answer: what is sealed was answered.

When the disk refuses, the reserve is given up and the write tried again. If that fails too the
lines wait in memory, at most :data:`MAX_WAITING` of them, and are written in their order when the
disk has room again; meanwhile :attr:`JournalWriter.error` says what is wrong, and
:attr:`JournalWriter.full` tells the core to count refusals instead of recording them one by one.
The error is cleared only when nothing waits and there is room to spare again, so the alarm comes
before the first record is late and goes after the last one is written.
"""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.billing.journal import (
    SEAL_AFTER,
    SEAL_RECORDS,
    SEALED,
    Kind,
    segment_name,
)
from engine.switch.reserve import Reserve
from engine.switch.segment import Segment
from engine.switch.syncer import Syncer

MAX_WAITING: Final = 100_000
"""Lines kept in memory while the disk refuses: about 50 MB."""

MAX_CALLS_WAITING: Final = 2 * MAX_WAITING
"""The same for records of calls. From :data:`MAX_WAITING` on only those of connected calls come,
which is what a customer pays for: they get as much room again."""

RESERVE_NAME: Final = ".reserve"

RETRY_AFTER: Final = 1.0
"""Seconds between two tries of a disk that refused."""

_RETAKE_AFTER: Final = 10.0


class JournalWriter:
    """Appends lines to one open segment for each kind.

    Attributes:
        written: Lines that reached the disk.
        lost: Lines dropped because the disk refused and the memory for waiting was full. From
            :attr:`full` on the core records connected calls only, and there is room for them.
        error: What the disk said last, "" while it is well.
        failed_writes: Writes that the disk refused.
    """

    def __init__(
        self, folder: Path, new_id: Callable[[], str], syncer: Syncer, reserve: Reserve
    ) -> None:
        self._folder = folder
        self._new_id = new_id
        self._syncer = syncer
        self._reserve = reserve
        self._open: dict[Kind, Segment] = {}
        self._waiting: deque[tuple[Kind, bytes]] = deque()
        self._unsealed: list[Path] = []
        self._retry_at = 0.0
        self._retake_at = 0.0
        self.written = 0
        self.lost = 0
        self.failed_writes = 0
        self.error = ""

    @property
    def waiting(self) -> int:
        """Lines in memory that the disk has not taken yet."""
        return len(self._waiting)

    @property
    def full(self) -> bool:
        """True when no line can be kept any more but those of connected calls."""
        return len(self._waiting) >= MAX_WAITING

    def write(self, kind: Kind, lines: list[bytes], now: float) -> None:
        """Append ``lines``, each ending in a line end, to the open segment of ``kind``."""
        if self._waiting:
            self._wait(kind, lines)
            return
        try:
            self._append(kind, b"".join(lines), len(lines), now)
        except OSError as error:
            self._refused(error)
            if not self._again(kind, lines, now):
                self._wait(kind, lines)

    def tick(self, now: float) -> None:
        """Seal what is old enough, write what waits, take the reserve back."""
        if (self._waiting or self._unsealed) and now >= self._retry_at:
            self._retry_at = now + RETRY_AFTER
            self._unsealed = [path for path in self._unsealed if not self._hand_over(path)]
            self._flush_waiting(now)
        for kind, segment in list(self._open.items()):
            if now - segment.opened_at >= SEAL_AFTER:
                self._seal(kind, segment)
        if not self._waiting and not self._unsealed and now >= self._retake_at:
            roomy = self._reserve.take()
            self._retake_at = now + (_RETAKE_AFTER if roomy else RETRY_AFTER)
            if roomy:
                self.error = ""

    def next_deadline(self) -> float:
        """When :meth:`tick` has something to do."""
        due = self._retry_at if self._waiting or self._unsealed else self._retake_at
        for segment in self._open.values():
            due = min(due, segment.opened_at + SEAL_AFTER)
        return due

    def seal(self) -> list[str]:
        """Seal every open segment now; the names of the sealed files."""
        return [self._seal(kind, segment) for kind, segment in list(self._open.items())]

    def close(self, now: float) -> None:
        """Write what waits if the disk lets us, and seal everything."""
        self._flush_waiting(now)
        self.seal()

    def _append(self, kind: Kind, data: bytes, records: int, now: float) -> None:
        segment = self._open.get(kind)
        if segment is not None and segment.records >= SEAL_RECORDS:
            self._seal(kind, segment)
            segment = None
        if segment is None:
            path = self._folder / segment_name(kind, self._new_id())
            segment = self._open[kind] = Segment(path, now)
        segment.append(data, records)
        self._syncer.mark(segment.descriptor)
        self.written += records

    def _again(self, kind: Kind, lines: list[bytes], now: float) -> bool:
        """A second try on the blocks of the reserve; True when it worked."""
        if not self._reserve.release():
            return False
        try:
            self._append(kind, b"".join(lines), len(lines), now)
        except OSError as error:
            self._refused(error)
            return False
        return True

    def _refused(self, error: OSError) -> None:
        self.failed_writes += 1
        self.error = error.strerror or str(error)

    def _wait(self, kind: Kind, lines: list[bytes]) -> None:
        limit = MAX_CALLS_WAITING if kind == "cdr" else MAX_WAITING
        room = max(0, limit - len(self._waiting))
        self._waiting.extend((kind, line) for line in lines[:room])
        self.lost += max(0, len(lines) - room)

    def _flush_waiting(self, now: float) -> None:
        """Write what waits, in order, stop at the first refusal."""
        while self._waiting:
            kind, run = self._first_run()
            try:
                self._append(kind, b"".join(run), len(run), now)
            except OSError as error:
                self._refused(error)
                return
            for _ in run:
                self._waiting.popleft()

    def _first_run(self) -> tuple[Kind, list[bytes]]:
        """The oldest waiting lines that go into one segment."""
        kind = self._waiting[0][0]
        run: list[bytes] = []
        for other, line in self._waiting:
            if other != kind or len(run) >= SEAL_RECORDS:
                break
            run.append(line)
        return kind, run

    def _seal(self, kind: Kind, segment: Segment) -> str:
        """Rename the segment for the billing writer and hand its descriptor over."""
        del self._open[kind]
        self._syncer.close(segment.descriptor)
        if not self._hand_over(segment.path):
            self._unsealed.append(segment.path)
        return segment.path.with_suffix(SEALED).name

    def _hand_over(self, path: Path) -> bool:
        """Rename a segment that is complete, drop an empty one; whether the disk let us."""
        try:
            if path.stat().st_size:
                path.rename(path.with_suffix(SEALED))
            else:
                path.unlink()
        except OSError as error:
            self._refused(error)
            return False
        return True
