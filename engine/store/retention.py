"""Removing records whose time is over, a day or a file at a time, and only those.

A run seals first what is due, so that what goes is known. Then each file of the archive with such
records is written anew without them and takes the old one's place, and each day of the live table
loses its own. Every step is one short transaction, in which the holds are looked at once more and
the sum of what was removed is put down beside the seals. A run that ends early, by a full disk or a
crash, has removed less than it wanted; the next one does the rest.

What a run removed is remembered by billing mode. The file of the database does not become smaller,
its free blocks are used again.
"""

import json
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from engine.errors import Conflict, StoreError
from engine.identifiers import uuid7
from engine.store.archive_files import ArchiveFile, ArchiveFiles
from engine.store.archive_parquet import ArchiveWriter, Source, enter
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_records import file_relation
from engine.store.clauses import Clause, conjunction, negation
from engine.store.holds import Hold, in_force
from engine.store.retention_plan import Plan, Rules, plan, removable, touched
from engine.store.seal_sums import DAY, DAY_MS, Part, Sum, sums
from engine.store.seals import Seals, upto

MAX_RUNS: Final = 1000
"""Runs that are remembered: three years of nights."""

WAIT_S: Final = 30.0
"""How long a run waits for a piece of a month that is being archived."""

_RUNS: Final = (
    'SELECT id, "at", "by", removed, rewritten, deleted, freed, skipped, error '
    'FROM cdr_retention ORDER BY "at" DESC, id DESC LIMIT ?'
)


@dataclass(slots=True)
class Run:
    """What a run did.

    Attributes:
        id: UUIDv7.
        at: When it began, epoch milliseconds.
        by: Who asked for it.
        removed: Records by billing mode.
        rewritten: Files of the archive that were written anew.
        deleted: Files of which nothing was left.
        freed: Bytes by which the archive became smaller.
        skipped: Files that could not be read.
        error: Why it ended early, "" if it did not.
    """

    id: str
    at: int
    by: str
    removed: dict[int, int] = field(default_factory=dict)
    rewritten: int = 0
    deleted: int = 0
    freed: int = 0
    skipped: list[str] = field(default_factory=list)
    error: str = ""


class Retention:
    """Removes records from one store.

    Args:
        database: The live table.
        files: The archive.
        writer: Writes files of the archive anew.
        seals: Told what was removed.
        work: Held by whoever moves or removes records; one at a time.
    """

    def __init__(
        self,
        database: CdrDatabase,
        files: ArchiveFiles,
        writer: ArchiveWriter,
        seals: Seals,
        work: threading.RLock,
    ) -> None:
        self._database = database
        self._files = files
        self._writer = writer
        self._seals = seals
        self._work = work

    def preview(self, rules: Rules, now_ms: int) -> Plan:
        """What a run would remove now; changes nothing."""
        return plan(self._database, self._files, rules, now_ms)

    def run(self, rules: Rules, now_ms: int, by: str) -> Run:
        """Remove what the rules say; what was removed is remembered also when it ends early.

        Raises:
            Conflict: another run is at work.
            StoreError: not even the beginning could be written down.
        """
        if not self._work.acquire(timeout=WAIT_S):
            raise Conflict("records are being removed or archived just now; try again in a while")
        try:
            done = Run(uuid7(now_ms), now_ms, by)
            try:
                self._remove(rules, now_ms, done)
            except StoreError as error:
                done.error = error.detail
            self._remember(done)
            return done
        finally:
            self._work.release()

    def history(self, limit: int = 100) -> list[Run]:
        """The last runs, newest first."""
        rows = self._database.fetch(_RUNS, [limit])
        return [_run(*row) for row in rows]

    def _remove(self, rules: Rules, now_ms: int, done: Run) -> None:
        cutoffs = rules.cutoffs(now_ms)
        if not cutoffs:
            return
        while self._seals.seal_next(now_ms) is not None:
            pass
        with self._database.cursor() as cursor:
            entries = self._files.entries(cursor)
        for entry in entries:
            if not touched(entry, cutoffs):
                continue
            if self._files.fault(entry):
                done.skipped.append(entry.file)
            else:
                self._thin(entry, cutoffs, now_ms, done)
        for day in self._days(cutoffs, now_ms):
            self._clear(day, cutoffs, now_ms, done)

    def _thin(self, entry: ArchiveFile, cutoffs: Mapping[int, int], now_ms: int, done: Run) -> None:
        """Write a file anew without what goes."""
        relation = file_relation([self._files.path(entry)])
        holds, gone, rows = self._look(relation, cutoffs, now_ms, [])
        if not rows.total():
            return
        made = None
        if rows.total() < entry.rows:
            staying = negation(removable(cutoffs, holds))
            made = self._writer.write(Source(relation, staying, entry.illegal))
        try:
            with self._database.write() as cursor:
                _same(holds, in_force(cursor, now_ms))
                if entry.rows - rows.total() != (made.rows if made else 0):
                    raise StoreError(f"{entry.file}: not the records it should have; left alone")
                enter(cursor, made, entry.file)
                self._seals.append(cursor, "removed", gone, now_ms)
        except BaseException:
            self._files.retire([made.file] if made else [])
            raise
        self._files.retire([entry.file])
        _count(done, rows)
        done.rewritten += made is not None
        done.deleted += made is None
        done.freed += entry.bytes - (made.bytes if made else 0)

    def _clear(self, day: int, cutoffs: Mapping[int, int], now_ms: int, done: Run) -> None:
        """Remove what goes of one day from the live table."""
        within: list[Clause] = [("start >= ? AND start < ?", [day * DAY_MS, (day + 1) * DAY_MS])]
        holds, gone, rows = self._look("cdr", cutoffs, now_ms, within)
        text, values = conjunction([*within, removable(cutoffs, holds)])
        with self._database.write() as cursor:
            _same(holds, in_force(cursor, now_ms))
            delete = f"DELETE FROM cdr WHERE {text}"  # noqa: S608 - names only
            if cursor.execute(delete, values).fetchall()[0][0] != rows.total():
                raise StoreError("records of a day to be removed arrived meanwhile; tried again")
            self._seals.append(cursor, "removed", gone, now_ms)
        _count(done, rows)

    def _look(
        self, relation: str, cutoffs: Mapping[int, int], now_ms: int, within: list[Clause]
    ) -> tuple[list[Hold], dict[Part, Sum], Counter[int]]:
        """The holds, the sums of what goes and is sealed, and how many go by mode."""
        with self._files.lease(), self._database.snapshot() as cursor:
            holds = in_force(cursor, now_ms)
            condition = conjunction([*within, removable(cutoffs, holds)])
            gone = sums(cursor, self._seals.key, relation, condition, upto(cursor))
            text, values = condition
            counts = f"SELECT billing_mode, count(*) FROM {relation} WHERE {text} GROUP BY 1"  # noqa: S608
            rows = Counter(dict(cursor.execute(counts, values).fetchall()))
        return holds, gone, rows

    def _days(self, cutoffs: Mapping[int, int], now_ms: int) -> list[int]:
        with self._database.snapshot() as cursor:
            text, values = removable(cutoffs, in_force(cursor, now_ms))
            days = f"SELECT DISTINCT {DAY} FROM cdr WHERE {text} ORDER BY 1"  # noqa: S608
            return [row[0] for row in cursor.execute(days, values).fetchall()]

    def _remember(self, done: Run) -> None:
        values = [
            done.id,
            done.at,
            done.by,
            json.dumps(done.removed),
            done.rewritten,
            done.deleted,
            done.freed,
            json.dumps(done.skipped),
            done.error,
        ]
        with self._database.write() as cursor:
            cursor.execute("INSERT INTO cdr_retention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            _forget(cursor)


def _same(before: list[Hold], now: list[Hold]) -> None:
    """Holds may have come since the records were looked at.

    Raises:
        StoreError: they have.
    """
    if before != now:
        raise StoreError("a hold was added or lifted meanwhile; the rest is removed the next time")


def _count(done: Run, rows: Counter[int]) -> None:
    done.removed = dict(sorted((Counter(done.removed) + rows).items()))


def _forget(cursor: Cursor) -> None:
    cursor.execute(
        "DELETE FROM cdr_retention WHERE id NOT IN "
        '(SELECT id FROM cdr_retention ORDER BY "at" DESC, id DESC LIMIT ?)',
        [MAX_RUNS],
    )


def _run(identity: str, at: int, by: str, removed: str, *rest: Any) -> Run:
    rewritten, deleted, freed, skipped, error = rest
    modes = {int(mode): rows for mode, rows in json.loads(removed).items()}
    return Run(identity, at, by, modes, rewritten, deleted, freed, json.loads(skipped), error)
