"""One file of the archive, written so that it is whole or not there.

It is written under another name, synced, read back and compared with what it was made from, and
only then renamed. Its name is doomed before (:mod:`engine.store.archive_files`), so a crash at any
moment leaves nothing that lasts. The entry that makes it count is written by the caller, in the
transaction that takes its records from where they were.
"""

import errno
import os
import shutil
from collections.abc import Callable
from glob import escape
from pathlib import Path
from typing import Any, Final, NamedTuple

from engine.datapaths import sync_folder
from engine.errors import StoreError
from engine.identifiers import uuid7
from engine.store.archive_files import PART, SUFFIX, ArchiveFile, day_of
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_schema import CDR, quoted
from engine.store.clauses import Clause
from engine.store.export_parts import file_checksum

SPARE: Final = 256 * 1024 * 1024
"""Bytes that are left free for new records, a sixteenth of the disk where that is less."""

GROUP_ROWS: Final = 16_384
"""Rows of a group, which is what a query reads or passes over as a whole: a page of whole records
unpacks all columns of one. Groups of 40,960 took twice as long for that; smaller ones make files
larger and gain nothing."""

_NAMES: Final = ", ".join(map(quoted, CDR.columns))
_PRINT: Final = (
    f"count(*), coalesce(sum(hash({_NAMES})), 0)::HUGEINT, coalesce(min(start), 0), "
    "coalesce(max(start), 0)"
)
"""Tells two sets of records apart, whatever their order."""


class Source(NamedTuple):
    """What goes into a file.

    Attributes:
        relation: What stands behind ``FROM``.
        condition: Which records of it.
        illegal: Whether they are illegal calls.
    """

    relation: str
    condition: Clause
    illegal: bool


class ArchiveWriter:
    """Writes files into one folder."""

    def __init__(self, database: CdrDatabase, folder: Path, wall: Callable[[], float]) -> None:
        self._database = database
        self._folder = folder
        self._wall = wall

    def write(self, source: Source) -> ArchiveFile | None:
        """A file of the records, oldest first; None when there are none, and no file.

        Raises:
            StoreError: it could not be written; nothing of it is left.
        """
        now = int(self._wall() * 1000)
        path = self._folder / f"{uuid7(now)}{SUFFIX}"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            _leave_room(self._folder)
            return self._write(source, path, now)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise StoreError(f"{path}: {_advice(error)}") from error
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            _part(path).unlink(missing_ok=True)

    def _write(self, source: Source, path: Path, now: int) -> ArchiveFile | None:
        with self._database.snapshot() as cursor:
            expected = _print(cursor, source.relation, source.condition)
            if not expected[0]:
                return None
            _copy(cursor, source, _part(path))
            size, checksum = file_checksum(_part(path))
            found = _print(cursor, "read_parquet(?)", ("true", []), escape(str(_part(path))))
        if found != expected:
            raise StoreError(f"{path}: what was read back is not what was written; tried again")
        _part(path).chmod(0o600)
        rows, _, first, last = expected
        named = path.with_name(f"{day_of(first)}-{path.name}")
        with self._database.write() as cursor:
            cursor.execute("INSERT INTO cdr_doomed VALUES (?)", [named.name])
        _part(path).rename(named)
        sync_folder(self._folder)
        return ArchiveFile(named.name, source.illegal, first, last, rows, size, checksum, now)


def enter(cursor: Cursor, new: ArchiveFile | None, old: str = "") -> None:
    """Let a new file count, and an old one no more, in the caller's transaction."""
    if new is not None:
        cursor.execute("DELETE FROM cdr_doomed WHERE file = ?", [new.file])
        cursor.execute("INSERT INTO cdr_archive VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(new))
    if old:
        cursor.execute("INSERT INTO cdr_doomed VALUES (?)", [old])
        cursor.execute("DELETE FROM cdr_archive WHERE file = ?", [old])


def _copy(cursor: Cursor, source: Source, path: Path) -> None:
    text, values = source.condition
    statement = (
        f"COPY (SELECT {_NAMES} FROM {source.relation} WHERE {text} "  # noqa: S608 - names only
        f"ORDER BY start, flow_no) TO ? (FORMAT parquet, COMPRESSION zstd, "
        f"ROW_GROUP_SIZE {GROUP_ROWS})"
    )
    cursor.execute(statement, [*values, str(path)])


def _print(cursor: Cursor, relation: str, condition: Clause, *given: object) -> tuple[Any, ...]:
    """Count, sum of hashes, oldest and newest start."""
    text, values = condition
    statement = f"SELECT {_PRINT} FROM {relation} WHERE {text}"  # noqa: S608 - names only
    found: tuple[Any, ...] = cursor.execute(statement, [*given, *values]).fetchall()[0]
    return found


def _part(path: Path) -> Path:
    return path.with_name(path.name + PART)


def _leave_room(folder: Path) -> None:
    """New records need the last room on the disk more than the archive does."""
    disk = shutil.disk_usage(folder)
    if disk.free < min(SPARE, disk.total // 16):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _advice(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full; free some space, then the archive goes on"
    return f"the file cannot be written: {error.strerror}"
