"""What the switch remembers, on disk before it is answered.

Every change appends one line that states the whole truth about one key: "extension 1001 has these
bindings", "extension 1002 has failed four times". Because each line stands alone, and a later one
replaces an earlier one, three things are simple:

* a snapshot need not stop the switch: a new log is begun, then the memory is walked in slices
  while changes go on; what changed meanwhile is in the new log, which is read after the snapshot;
* a write that the disk refused is mended by the next snapshot, so nothing waits in memory;
* a damaged line costs one key, not the file (:mod:`engine.switch.stateload`).

Generation N is ``state-N.snapshot`` (the memory at some moment after N began) followed by
``state-N.log`` and all later logs. A snapshot gets its name only when it is durable.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from engine.datapaths import sync_folder
from engine.switch.segment import Segment
from engine.switch.syncer import Syncer

LOG: Final = ".log"
SNAPSHOT: Final = ".snapshot"
UNFINISHED: Final = ".unfinished"

SLICE: Final = 200
"""Lines of a snapshot written in one go: about a millisecond."""

SLICE_INTERVAL: Final = 0.002
"""Seconds between two slices."""

MIN_LOG_LINES: Final = 50_000
"""Lines of a log, besides twice those of the memory, at which it is replaced: half a second of
reading at start."""

MIN_LOG_BYTES: Final = 64 * 1024 * 1024
"""The same in bytes, for a registered device that writes long lines."""

RETRY_AFTER: Final = 1.0
"""Seconds between two tries of a disk that refused."""


def name(generation: int, suffix: str) -> str:
    """The file name of one part of a generation; names sort like generations."""
    return f"state-{generation:010d}{suffix}"


class StateLog:
    """The log being appended to and the snapshot being made.

    Args:
        folder: Where the files are.
        generation: The one to begin.
        syncer: Makes them durable.
        dump: The lines of the whole memory.
        read: Lines that the start had to read. They count like those that are written, for the
            next start reads them as well: killed often enough, no run writes many by itself.

    Attributes:
        generation: The current one.
        error: What the disk said last, "" while it is well.
        failed_writes: Writes that the disk refused.
        snapshots: Snapshots finished.
    """

    def __init__(
        self,
        folder: Path,
        generation: int,
        syncer: Syncer,
        dump: Callable[[], Iterator[bytes]],
        read: int = 0,
    ) -> None:
        self._folder = folder
        self._syncer = syncer
        self._dump = dump
        self.generation = generation
        self._log = Segment(folder / name(generation, LOG), 0.0)
        self._source: Iterator[bytes] | None = None
        self._target: Segment | None = None
        self._lines = read
        self._dumped = 0
        self._dumped_bytes = 0
        self._slice_at = 0.0
        self._incomplete = False
        self.error = ""
        self.failed_writes = 0
        self.snapshots = 0

    @property
    def snapshotting(self) -> bool:
        """Whether a snapshot is under way."""
        return self._source is not None

    def append(self, lines: list[bytes]) -> None:
        """Write ``lines``, each ending in a line end, in one write."""
        self._lines += len(lines)
        try:
            self._log.append(b"".join(lines), len(lines))
        except OSError as error:
            self._refused(error)
            return
        self._syncer.mark(self._log.descriptor)

    def tick(self, now: float) -> None:
        """Go on with a snapshot, or begin one when it is due."""
        if now < self._slice_at:
            return
        if self._source is not None:
            self._slice_at = now + SLICE_INTERVAL
            self._write_slice(SLICE, now)
        elif self.due():
            self.begin(now)

    def alive(self) -> None:
        """Leave word of when this process was last alive: the next one reads it."""
        with suppress(OSError):  # it stays as exact as the last line
            os.utime(self._log.descriptor)

    def due(self) -> bool:
        """Whether a snapshot would make the next start shorter, or mend a refused write."""
        if self._incomplete or self._lines > MIN_LOG_LINES + 2 * self._dumped:
            return True
        return self._log.size > MIN_LOG_BYTES + 2 * self._dumped_bytes

    def next_deadline(self) -> float | None:
        """When :meth:`tick` has something to do, None while there is nothing."""
        return self._slice_at if self._source is not None or self.due() else None

    def begin(self, now: float) -> None:
        """Start a new generation: a new log at once, its snapshot slice by slice."""
        self._slice_at = now + RETRY_AFTER
        try:
            if self._log.records:
                self._begin_log(now)
            self._target = Segment(self._folder / name(self.generation, UNFINISHED), now)
        except OSError as error:
            self._refused(error)
            return
        self._source = self._dump()
        self._lines = self._dumped = 0
        self._incomplete = False
        self._slice_at = now

    def _begin_log(self, now: float) -> None:
        log = Segment(self._folder / name(self.generation + 1, LOG), now)
        self._syncer.close(self._log.descriptor)
        self.generation += 1
        self._log = log

    def finish(self, now: float) -> None:
        """Make a whole snapshot without pausing, for the end of the process."""
        if self._source is None:
            self.begin(now)
        while self._source is not None:
            self._write_slice(SLICE * 50, now)
        self._syncer.close(self._log.descriptor)

    def _write_slice(self, lines: int, now: float) -> None:
        if self._source is None or self._target is None:
            return
        part = list(islice(self._source, lines))
        try:
            if part:
                self._target.append(b"".join(part), len(part))
        except OSError as error:
            self._abandon(error)
            self._slice_at = now + RETRY_AFTER
            return
        self._dumped += len(part)
        if len(part) < lines:
            self._complete(self._target)

    def _complete(self, target: Segment) -> None:
        """Hand the written snapshot over for syncing; it gets its name when it is durable."""
        generation = self.generation
        self._dumped_bytes = target.size
        self._source = self._target = None
        self._syncer.close(target.descriptor, lambda: self._publish(target.path, generation))
        if not self._incomplete:
            self.error = ""

    def _publish(self, path: Path, generation: int) -> None:
        """In the syncer's thread: name the snapshot, then drop what it replaces."""
        path.rename(self._folder / name(generation, SNAPSHOT))
        sync_folder(self._folder)
        self.snapshots += 1
        limit = name(generation, "")
        for old in self._folder.glob("state-*"):
            if old.name < limit:
                old.unlink(missing_ok=True)

    def _abandon(self, error: OSError) -> None:
        """Give the unfinished snapshot up; it is tried again later."""
        self._refused(error)
        if self._target is not None:
            with suppress(OSError):
                self._target.path.unlink()
            os.close(self._target.descriptor)
        self._source = self._target = None

    def _refused(self, error: OSError) -> None:
        self.failed_writes += 1
        self.error = error.strerror or str(error)
        self._incomplete = True
