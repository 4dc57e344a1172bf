"""Where the records of a filter are: the live table, or that and files of the archive.

A question is a function that is handed a :class:`Reading`: one snapshot, the name of what stands
behind ``FROM``, and the condition of the filter over it. Without a file in the range the name is
that of the table; with one it is table and files together, under the same name, so that a question
is written once. Row numbers exist only in the table alone (:attr:`Reading.plain`).

A file that turns out damaged while it is read is left out, and the question asked again.

Numbers of rows are quick to go to, but DuckDB may move rows between two statements of one snapshot,
when it tidies up after others were removed. Whoever goes by them finds out afterwards, and asks
again without them. What takes long goes without them at once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from glob import escape
from pathlib import Path
from typing import Any, Final, TypeVar

from engine.errors import StoreError
from engine.store.archive_files import ArchiveFile, ArchiveFiles, Missing
from engine.store.cancelling import Cursor, QueryStoppedError
from engine.store.cdr_anchors import doubtful, groups
from engine.store.cdr_blocks import FEW_VALUES, Variable, text_condition, told_of
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_file_lookup import places_of
from engine.store.cdr_filter import CdrFilter, span_of, where
from engine.store.cdr_lookup import possible
from engine.store.cdr_schema import CDR, quoted
from engine.store.time_order import Span

T = TypeVar("T")

TABLE: Final = "cdr"
_NAMES: Final = ", ".join(map(quoted, sorted(CDR.columns, key=lambda name: name != "start")))
"""DuckDB reads the first one where it reads several relations and needs none, as a count does, and
an id takes three times as long as all else that it needs."""

_ENDS: Final = (
    "SELECT start FROM cdr ORDER BY start LIMIT 1",
    "SELECT start FROM cdr ORDER BY start DESC LIMIT 1",
)
_ANYTHING: Final = CdrFilter()


class RowsMovedError(Exception):
    """Rows are not where they were when their numbers were read."""


class Reading:
    """One snapshot of the records that a filter may have.

    Attributes:
        cursor: In a transaction that only reads.
        condition: The filter over it, but for what the relation has asked already.
        blocks: The blocks of the table that can have a match, where the index of texts knows them.
        plain: Whether it is the table alone, whose row numbers may be gone by.
        files: Those of the archive that are read.
    """

    def __init__(
        self,
        database: CdrDatabase,
        cursor: Cursor,
        filters: CdrFilter,
        files: list[ArchiveFile],
        folder: Path,
        *,
        by_row: bool,
    ) -> None:
        self.cursor = cursor
        self.files = files
        self.plain = by_row and not files
        self._database = database
        self._folder = folder
        self._told: set[str] = set()
        self.blocks = possible(database, cursor, filters) if by_row else None
        self._places = places_of(database, cursor, filters, files)
        # What is asked of the parts of the relation is not asked once more of everything.
        self._text = filters.q if self._places else ""
        if self.blocks is not None:
            self._text = self.blocks.text
        self.condition = where(replace(filters, q="") if self._text else filters)
        self._span = span_of(filters)

    @cached_property
    def relation(self) -> str:
        """What stands behind ``FROM``: ``cdr`` is its name, its columns are those of the table."""
        return self._of_filter(self.files, self._span)

    def fetch(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Raises:
            QueryStoppedError: it ran longer than the store allows.
        """
        return self._database.ask(self.cursor, statement, values)

    def give_back(self) -> None:
        """Return what was freed of memory to the system."""
        self._database.give_back()

    def keep(self, name: str, statement: str, values: Sequence[object] = ()) -> None:
        """Keep the rows of a query in a table of this reading, which goes with it.

        Raises:
            QueryStoppedError: it ran longer than the store allows.
        """
        self.fetch(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement}", values)

    def moved(self) -> bool:
        """Whether the index of texts was wrong about a row; asked when all else was."""
        if self.blocks is None:
            return False
        known = [group for group in groups(self.cursor) if group.touches(self._span)]
        return bool(doubtful(self.cursor, known))

    def within(self, first: int, end: int, illegal: Collection[bool] = (True, False)) -> str:
        """What has all records that began in ``[first, end)``, quicker than the relation.

        Args:
            first: Epoch milliseconds.
            end: Epoch milliseconds.
            illegal: Which of illegal calls and all others are wanted.
        """
        return TABLE if self.plain else _together(self._paths(self._files_of(first, end, illegal)))

    def matching(self, first: int, end: int) -> str:
        """What has all records of the filter that began in ``[first, end)``; for its condition."""
        return self._of_filter(self._files_of(first, end), Span(first, end))

    def _files_of(
        self, first: int, end: int, illegal: Collection[bool] = (True, False)
    ) -> list[ArchiveFile]:
        return [
            file
            for file in self.files
            if file.first < end and file.last >= first and file.illegal in illegal
        ]

    def _paths(self, files: list[ArchiveFile]) -> list[Path]:
        return [self._folder / file.file for file in files]

    def _of_filter(self, files: list[ArchiveFile], span: Span) -> str:
        """What the indexes of texts leave of the table and of these files."""
        if self.blocks is None and not self._places:
            return TABLE if self.plain else _together(self._paths(files))
        names = f"rowid, {_NAMES}" if self.plain else _NAMES
        parts = [*self._of_table(names, span), *self._of_files(files, span)]
        nothing = f"SELECT {names} FROM cdr WHERE false"  # noqa: S608
        return f"({' UNION ALL '.join(parts) or nothing}) AS cdr"

    def _of_table(self, names: str, span: Span) -> list[str]:
        if self.blocks is None:
            self._tell(told_of(self._text))
            return [f"SELECT {names} FROM cdr WHERE {text_condition(self._text)}"]  # noqa: S608
        self._tell(self.blocks.variables(span))
        return self.blocks.parts(names, span)

    def _of_files(self, files: list[ArchiveFile], span: Span) -> Iterator[str]:
        """Those that are read as a whole together, and of each other one what can have a match."""
        text, few = text_condition(self._text), text_condition(self._text, FEW_VALUES)
        asked: list[tuple[list[ArchiveFile], str]] = [
            ([file], condition)
            for file in files
            if file.file in self._places
            for condition in self._places[file.file].conditions(span, text, few)
        ]
        if whole := [file for file in files if file.file not in self._places]:
            asked.append((whole, text))
        for some, condition in asked:
            relation = file_relation(self._paths(some))
            yield f"SELECT {_NAMES} FROM {relation} WHERE {condition}"  # noqa: S608

    def _tell(self, variables: Iterable[Variable]) -> None:
        """Let the cursor know what the parts of the relation speak of."""
        for name, cast, value in variables:
            if name not in self._told:
                self.fetch(f"SET VARIABLE {name} = ?::{cast}", [value])
                self._told.add(name)

    def span(self) -> tuple[int, int]:
        """Oldest and newest start that any record may have; (0, -1) without a record."""
        # Once records were removed, min and max would read the whole column; this reads its ends.
        ends = [self.fetch(statement) for statement in _ENDS]
        firsts = [file.first for file in self.files] + [row[0] for row in ends[0]]
        lasts = [file.last for file in self.files] + [row[0] for row in ends[1]]
        return min(firsts, default=0), max(lasts, default=-1)


class Records:
    """Reads the records of one database and its archive."""

    def __init__(self, database: CdrDatabase, files: ArchiveFiles) -> None:
        self._database = database
        self._files = files

    def read(self, filters: CdrFilter, question: Callable[[Reading], T]) -> T:
        """What the question answers.

        It is asked again when a file proves damaged meanwhile, or rows were moved.

        Raises:
            StoreError: among others, it took too long or was cancelled.
        """
        by_row = True
        while True:
            entries: list[ArchiveFile] = []
            try:
                with self.reading(filters, entries, by_row=by_row) as reading:
                    answer = question(reading)
                    if not reading.moved():
                        return answer
                by_row = False
            except RowsMovedError:
                by_row = False
            except QueryStoppedError:
                raise
            except StoreError:
                if not entries or not self._files.doubt(entries):
                    raise

    @contextmanager
    def reading(
        self,
        filters: CdrFilter,
        used: list[ArchiveFile] | None = None,
        *,
        by_row: bool = False,
    ) -> Iterator[Reading]:
        """The records of a filter for several statements; ``used`` gets the files.

        With ``by_row`` the answer holds unless rows have :meth:`moved <Reading.moved>`.
        """
        with self._files.lease(), self._database.snapshot() as cursor:
            entries = self._files.entries(cursor, filters)
            sound = [entry for entry in entries if not self._files.fault(entry)]
            if used is not None:
                used += sound
            folder = self._files.folder
            yield Reading(self._database, cursor, filters, sound, folder, by_row=by_row)

    @contextmanager
    def whole(self, filters: CdrFilter) -> Iterator[Reading]:
        """The same for whoever needs all of it.

        Raises:
            StoreError: a file cannot be used; says which days it has.
        """
        used: list[ArchiveFile] = []
        try:
            with self.reading(filters, used) as reading:
                self._all_there(reading.cursor, filters)
                yield reading
        except StoreError:
            if used:
                self._files.doubt(used)
            raise

    def _all_there(self, cursor: Cursor, filters: CdrFilter) -> None:
        for lacking in self._files.missing(self._files.entries(cursor, filters)):
            raise StoreError(f"{lacking.days()} cannot be read, so this would not be complete")

    def entries(self, filters: CdrFilter = _ANYTHING) -> list[ArchiveFile]:
        """The files of the archive that may have records of a filter, oldest first."""
        with self._database.cursor() as cursor:
            return self._files.entries(cursor, filters)

    def look_at_one(self) -> None:
        """Compare a file with its checksum that nobody has read yet, so that it is quick then."""
        with self._files.lease():
            for entry in self._files.unread(self.entries())[:1]:
                self._files.fault(entry)

    def missing(self, filters: CdrFilter = _ANYTHING) -> list[Missing]:
        """What an answer for the filter lacks because its file cannot be used."""
        with self._files.lease():
            return self._files.missing(self.entries(filters))


def _together(paths: list[Path]) -> str:
    """Table and files as one relation under the name of the table."""
    table = f"SELECT {_NAMES} FROM cdr"  # noqa: S608 - names only
    files = f" UNION ALL SELECT {_NAMES} FROM {file_relation(paths)}" if paths else ""  # noqa: S608
    return f"({table}{files}) AS cdr"


def file_relation(paths: Sequence[Path]) -> str:
    """The records of files alone, as what stands behind ``FROM``.

    The name of a file is a pattern to DuckDB: a bracket in that of the folder stands for itself.
    """
    names = ["'" + escape(str(path)).replace("'", "''") + "'" for path in paths]
    return f"read_parquet([{', '.join(names)}], hive_partitioning=false)"
