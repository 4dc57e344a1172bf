"""The files of the archive: which there are, who reads them, and whether they are what was written.

Old records lie in Parquet files beside the database. The table ``cdr_archive`` has an entry a file,
written in the transaction in which its records leave the live table or another file takes its
place; so whoever reads the entries and the table in one snapshot has every record once.

* A file is removed only where the table ``cdr_doomed`` names it and no entry does: its name is put
  there before the file is made, and again when another one takes its place. So what a crash leaves
  behind goes when the store is opened, and a file that nobody knows, say because the database was
  lost, is left alone.
* A file that an entry no longer names is removed when the last question that may read it is done.
* Flipped bits in a Parquet file are read as if they were right. So a file is compared with the
  SHA-256 of its entry before it is first used, and again when its size or time has changed. A file
  that fails is left out, and answers say which days are missing; put back, it is used again.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from engine.store.cancelling import Cursor
from engine.store.cdr_filter import CdrFilter, milliseconds

SUFFIX: Final = ".parquet"
PART: Final = ".part"

_CHUNK: Final = 1 << 20
_ENTRIES: Final = 'SELECT file, illegal, first, last, rows, bytes, sha256, "at" FROM cdr_archive'
_ORDER: Final = "ORDER BY first, file"


class ArchiveFile(NamedTuple):
    """An entry.

    Attributes:
        file: Its name in the folder.
        illegal: Whether its records are illegal calls, which have files of their own.
        first: Oldest start, epoch milliseconds.
        last: Newest start.
        rows: Records.
        bytes: Size.
        sha256: Of the whole file.
        at: When it was made, epoch milliseconds.
    """

    file: str
    illegal: bool
    first: int
    last: int
    rows: int
    bytes: int
    sha256: str
    at: int


class Missing(NamedTuple):
    """Records that cannot be read.

    Attributes:
        file: Name of the file they are in.
        first: Oldest start, epoch milliseconds.
        last: Newest start.
        rows: How many.
        reason: Why, in words.
    """

    file: str
    first: int
    last: int
    rows: int
    reason: str

    def days(self) -> str:
        """In words, for people."""
        first, last = (day_of(moment) for moment in (self.first, self.last))
        span = first if first == last else f"{first} to {last}"
        return f"the archived records of {span} ({self.rows}, {self.file}: {self.reason})"


class ArchiveFiles:
    """The folder and what is known about its files.

    Args:
        folder: Where they are; made when the first one is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._leases = Leases()
        self._checks = threading.Lock()
        self._checked: dict[str, tuple[object, str]] = {}

    @contextmanager
    def lease(self) -> Iterator[None]:
        """While the block runs, no file is removed that an entry names at its beginning."""
        with self._leases.lease():
            yield

    def entries(self, cursor: Cursor, filters: CdrFilter | None = None) -> list[ArchiveFile]:
        """The files that may have records of a filter, oldest first; all without one."""
        rows: list[tuple[Any, ...]] = cursor.execute(f"{_ENTRIES} {_ORDER}").fetchall()
        found = [ArchiveFile(*row) for row in rows]
        return found if filters is None else [entry for entry in found if _touches(entry, filters)]

    def path(self, entry: ArchiveFile) -> Path:
        """Where a file is."""
        return self.folder / entry.file

    def fault(self, entry: ArchiveFile) -> str:
        """What is wrong with a file, "" if it is what was written; reads it at its first use."""
        try:
            status = self.path(entry).stat()
        except OSError as error:
            return f"it cannot be opened: {error.strerror}"
        stamp = (status.st_size, status.st_mtime_ns, entry.sha256)
        with self._checks:
            known, fault = self._checked.get(entry.file, (None, ""))
            if known != stamp:
                fault = self._compare(entry, status.st_size)
                self._checked[entry.file] = (stamp, fault)
        return fault

    def unread(self, entries: list[ArchiveFile]) -> list[ArchiveFile]:
        """Those that are there and were not compared with their checksum yet."""
        known = self._checked
        return [each for each in entries if each.file not in known and self.path(each).exists()]

    def known_faults(self, entries: list[ArchiveFile]) -> list[Missing]:
        """What is known to be damaged or gone, without reading what nobody has read yet."""
        unread = {entry.file for entry in self.unread(entries)}
        return self.missing([entry for entry in entries if entry.file not in unread])

    def doubt(self, entries: list[ArchiveFile]) -> bool:
        """Compare files once more because reading failed; whether one of them is to blame."""
        with self._checks:
            for entry in entries:
                self._checked.pop(entry.file, None)
        return any(self.fault(entry) for entry in entries)

    def missing(self, entries: list[ArchiveFile]) -> list[Missing]:
        """Those of the entries whose file cannot be used, and why."""
        faults = [(entry, self.fault(entry)) for entry in entries]
        return [
            Missing(entry.file, entry.first, entry.last, entry.rows, fault)
            for entry, fault in faults
            if fault
        ]

    def retire(self, names: list[str]) -> None:
        """Remove files that no entry names any more, once nobody can be reading them."""
        with self._checks:
            for name in names:
                self._checked.pop(name, None)
        self._leases.retire([self.folder / name for name in names])

    def tidy(self, cursor: Cursor) -> None:
        """Remove what a crash left behind; nobody else may be at work on the archive."""
        named = {entry.file for entry in self.entries(cursor)}
        doomed = {str(row[0]) for row in cursor.execute("SELECT file FROM cdr_doomed").fetchall()}
        paths = [self.folder / name for name in doomed - named]
        with suppress(OSError):
            for path in [*paths, *self.folder.glob(f"*{PART}")]:
                path.unlink(missing_ok=True)
            cursor.execute("DELETE FROM cdr_doomed")

    def _compare(self, entry: ArchiveFile, size: int) -> str:
        if size != entry.bytes:
            return f"it has {size} bytes instead of {entry.bytes}"
        try:
            found = _checksum(self.path(entry))
        except OSError as error:
            return f"it cannot be read: {error.strerror}"
        return "" if found == entry.sha256 else "its content is not what was written"


class Leases:
    """Files go when the last of those who may be reading them is done."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 0
        self._active: set[int] = set()
        self._retired: list[tuple[int, Path]] = []

    @contextmanager
    def lease(self) -> Iterator[None]:
        """One reader."""
        with self._lock:
            number = self._next
            self._next += 1
            self._active.add(number)
        try:
            yield
        finally:
            with self._lock:
                self._active.discard(number)
                self._sweep()

    def retire(self, paths: list[Path]) -> None:
        """Remove files when all the readers of now are done, at once if there is none."""
        with self._lock:
            self._retired += [(self._next, path) for path in paths]
            self._sweep()

    def _sweep(self) -> None:
        oldest = min(self._active, default=self._next)
        kept = []
        for barrier, path in self._retired:
            if oldest < barrier:
                kept.append((barrier, path))
                continue
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self._retired = kept


def day_of(moment: int) -> str:
    """The UTC day of an epoch millisecond, as ``2026-11-23``."""
    return datetime.fromtimestamp(moment // 1000, UTC).date().isoformat()


def _touches(entry: ArchiveFile, filters: CdrFilter) -> bool:
    """Whether the file may have a record of the filter."""
    if filters.illegal is not None and entry.illegal != filters.illegal:
        return False
    late = filters.from_ is not None and entry.last < milliseconds(filters.from_)
    return not late and (filters.to is None or entry.first < milliseconds(filters.to))


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
