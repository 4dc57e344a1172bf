"""The billing writer: sealed journal segments become rows of the record store.

The folder is looked at five times a second; what waits is taken in, oldest first. A segment that
cannot be taken in stays where it is and is tried again, after the others and less and less often,
so that a full disk costs patience and never a record, and one damaged file holds nobody up. What
health shows (how many wait, how old, how many lines were put aside) is kept here.

Segments are taken in by :meth:`BillingWriter.sweep`, which blocks and belongs in a thread.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.api.hub import EventHub
from engine.api.services import JournalState
from engine.billing.journal import SEALED, parse_segment_name
from engine.errors import StoreError
from engine.logs import get_logger
from engine.store.cdr_store import CdrStore

POLL_S: Final = 0.2
MAX_PAUSE_S: Final = 5.0
FAILURES_PER_SWEEP: Final = 3
"""Failures after which a sweep ends: the fault is the store's, not the segment's."""

REMEMBER_S: Final = 30 * 86400.0
"""How long the name of an ingested segment is kept against its coming back."""

_FORGET_EVERY_S: Final = 3600.0
_REJECTED: Final = "rejected"

_log = get_logger(__name__)


class BillingWriter:
    """Implements :class:`engine.api.services.JournalPort`.

    Args:
        folder: Where the switch puts segments.
        cdrs: Where they go.
        hub: Told of new records.
        wall: Present time, epoch seconds.
    """

    def __init__(
        self, folder: Path, cdrs: CdrStore, hub: EventHub, wall: Callable[[], float]
    ) -> None:
        self._folder = folder
        self._cdrs = cdrs
        self._hub = hub
        self._wall = wall
        self._failed: set[str] = set()
        self._ingested: Counter[str] = Counter()
        self._pending = 0
        self._oldest_at: float | None = None
        self._error = ""
        self._rejected = RejectedLines(folder / _REJECTED)
        self._forget_at = 0.0
        self._stopping = False

    async def run(self) -> None:
        """Sweep until :meth:`stop`, and once more after it."""
        pause = POLL_S
        while not self._stopping:
            done = await asyncio.to_thread(self.sweep)
            pause = POLL_S if done else min(pause * 2, MAX_PAUSE_S)
            waited = 0.0
            while waited < pause and not self._stopping:
                await asyncio.sleep(POLL_S / 4)
                waited += POLL_S / 4
        await asyncio.to_thread(self.sweep)

    def stop(self) -> None:
        """Take in what is sealed by now and end."""
        self._stopping = True

    def sweep(self) -> bool:
        """Take in everything that waits; False when something could not be."""
        waiting = self._waiting()
        failures = 0
        for index, segment in enumerate(waiting):
            self._note(len(waiting) - index, segment)
            if not self._take(segment):
                failures += 1
                if failures >= FAILURES_PER_SWEEP:
                    break
        left = self._waiting()
        self._note(len(left), left[0] if left else None)
        self._failed &= {segment.name for segment in left}
        if not failures:
            self._error = ""
            self._forget()
        return not failures

    def snapshot(self) -> JournalState:
        """The present state; never blocks for long."""
        oldest_at = self._oldest_at
        return JournalState(
            pending_segments=self._pending,
            oldest_s=0.0 if oldest_at is None else max(0.0, self._wall() - oldest_at),
            rejected=self._rejected.count(),
            ingested=dict(self._ingested),
            error=self._error,
        )

    def _take(self, segment: Path) -> bool:
        try:
            result = self._cdrs.ingest(segment)
        except StoreError as error:
            if error.detail != self._error:
                _log.error("a journal segment waits", segment=segment.name, reason=error.detail)
            self._error = error.detail
            self._failed.add(segment.name)
            return False
        self._ingested[result.kind] += result.rows
        if result.rejected:
            _log.error("journal lines were put aside", segment=segment.name, lines=result.rejected)
        if result.rows and result.kind in ("cdr", "agg"):
            self._hub.publish("cdr", [{"kind": result.kind, "rows": result.rows}])
        return True

    def _waiting(self) -> list[Path]:
        """Sealed segments, oldest first, those that failed before at the end."""
        named = ((path, parse_segment_name(path.name)) for path in self._folder.glob(f"*{SEALED}"))
        found = [(path, name.unique) for path, name in named if name is not None]
        found.sort(key=lambda pair: (pair[0].name in self._failed, pair[1]))
        return [path for path, _ in found]

    def _note(self, pending: int, oldest: Path | None) -> None:
        self._pending = pending
        self._oldest_at = None if oldest is None else _sealed_at(oldest)

    def _forget(self) -> None:
        """Once an hour, let go of names that cannot come back any more."""
        now = self._wall()
        if now < self._forget_at:
            return
        self._forget_at = now + _FORGET_EVERY_S
        try:
            self._cdrs.forget_segments(REMEMBER_S)
        except StoreError as error:
            _log.warning("old segment names were not forgotten", reason=error.detail)


class RejectedLines:
    """Counts what lies in the folder of rejected lines; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counted: dict[tuple[str, int], int] = {}

    def count(self) -> int:
        """Lines put aside since the data folder was made."""
        try:
            files = [
                (path, (path.name, path.stat().st_size))
                for path in self._folder.iterdir()
                if not path.name.startswith(".")
            ]
            for path, key in files:
                if key not in self._counted:
                    self._counted[key] = _lines(path)
        except OSError:
            return sum(self._counted.values())
        return sum(self._counted[key] for _, key in files)


def _lines(path: Path) -> int:
    """Lines of a file, a torn last one included."""
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _sealed_at(segment: Path) -> float | None:
    """When the segment got its last record, None when it is gone."""
    try:
        return segment.stat().st_mtime
    except OSError:
        return None
