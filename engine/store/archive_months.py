"""Old months out of the live table into the archive, a piece at a time.

A month is due when it is closed and as many whole months follow it as a parameter says. It goes
in pieces of a bounded number of records, illegal calls apart from all others, so that evidence and
noise can be kept for different times (requirement 56). A piece is one file
(:mod:`engine.store.archive_parquet`), and then one short transaction that removes exactly its
records from the table and enters the file. A record that arrived for the same time in between
makes the numbers differ; then nothing happens, and the piece is written anew the next time.

The file of the database does not become smaller. Its free blocks are used again.
"""

import threading
from datetime import UTC, datetime
from typing import Final, NamedTuple

from engine.billing.modes import ILLEGAL
from engine.errors import StoreError
from engine.store.archive_files import ArchiveFile, ArchiveFiles
from engine.store.archive_parquet import ArchiveWriter, Source, enter
from engine.store.cdr_database import CdrDatabase
from engine.store.clauses import Clause

PIECE_ROWS: Final = 250_000
"""Records of a file, more only where as many began in the same millisecond: some 15 MB, and
sorted some 150 MB of memory."""

_CUT: Final = "SELECT start FROM cdr WHERE {} ORDER BY start LIMIT 1 OFFSET ?"


class Piece(NamedTuple):
    """Records that go together.

    Attributes:
        first_ms: Earliest start, epoch milliseconds.
        end_ms: First start that does not belong to it.
        illegal: Whether it is the illegal calls of that time, or all others.
    """

    first_ms: int
    end_ms: int
    illegal: bool

    def condition(self) -> Clause:
        """Which records of the table."""
        mode = "billing_mode = ?" if self.illegal else "billing_mode <> ?"
        return f"start >= ? AND start < ? AND {mode}", [self.first_ms, self.end_ms, ILLEGAL]


class Months:
    """Moves the records of one database.

    Args:
        database: The live table.
        files: The archive.
        writer: Writes its files.
        work: Held by whoever moves or removes records; one at a time.
    """

    def __init__(
        self,
        database: CdrDatabase,
        files: ArchiveFiles,
        writer: ArchiveWriter,
        work: threading.RLock,
    ) -> None:
        self._database = database
        self._files = files
        self._writer = writer
        self._work = work

    def archive_next(self, months: int, now_ms: int) -> ArchiveFile | None:
        """Archive one piece that is due; its file, or None when nothing is.

        Args:
            months: Closed months that stay in the table besides the running one; 0 archives
                nothing.
            now_ms: The present, epoch milliseconds.

        Raises:
            StoreError: nothing was changed; try again later.
        """
        if not months:
            return None
        cutoff = months_before(now_ms, months)
        with self._work:
            for illegal in (False, True):
                piece = self._next_piece(cutoff, illegal)
                if piece is not None and (made := self._move(piece)):
                    return made
        return None

    def _next_piece(self, cutoff: int, illegal: bool) -> Piece | None:
        text, values = Piece(0, cutoff, illegal).condition()
        oldest = f"SELECT min(start) FROM cdr WHERE {text}"  # noqa: S608 - names only
        first = self._database.fetch(oldest, values)[0][0]
        if first is None:
            return None
        month = Piece(first, min(cutoff, next_month(first)), illegal)
        text, values = month.condition()
        cut = self._database.fetch(_CUT.format(text), [*values, PIECE_ROWS])
        return month if not cut else month._replace(end_ms=max(cut[0][0], first + 1))

    def _move(self, piece: Piece) -> ArchiveFile | None:
        made = self._writer.write(Source("cdr", piece.condition(), piece.illegal))
        if made is None:
            return None
        text, values = piece.condition()
        try:
            with self._database.write() as cursor:
                delete = f"DELETE FROM cdr WHERE {text}"  # noqa: S608 - names only
                removed = cursor.execute(delete, values).fetchall()[0][0]
                if removed != made.rows:
                    raise StoreError("records arrived meanwhile; they are archived later")
                enter(cursor, made)
        except BaseException:
            self._files.retire([made.file])
            raise
        return made


def months_before(now_ms: int, months: int) -> int:
    """First millisecond of the oldest UTC month that stays: the running one and that many more."""
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    return _month(now.year * 12 + now.month - 1 - months)


def next_month(moment_ms: int) -> int:
    """First millisecond of the UTC month after a moment's."""
    moment = datetime.fromtimestamp(moment_ms // 1000, UTC)
    return _month(moment.year * 12 + moment.month)


def _month(number: int) -> int:
    """First millisecond of a month, counted from the year 0; not before 1970."""
    year, month = divmod(max(number, 1970 * 12), 12)
    return int(datetime(year, month + 1, 1, tzinfo=UTC).timestamp()) * 1000
