"""Records as Parquet with zstd, for analysis: typed columns, times in UTC.

A sorted million of whole rows would take half a gigabyte at once. So each slice, in its order,
becomes a file of some groups of rows, and the files become one (:mod:`engine.store.parquet_join`).
For that their columns must be the same, but the database writes a column as one without gaps where
it knows of none, which may change from slice to slice. So each slice has a row of gaps behind it
that is never there.

The lowest level of zstd takes a quarter less work than the usual one, and a twentieth more bytes.
"""

from typing import Final

from engine.store.cancelling import Cursor
from engine.store.cdr_schema import quoted
from engine.store.csv_columns import TIMES, code_text
from engine.store.export_parts import Given, Slice
from engine.store.parquet_join import ParquetJoin

_GROUP_ROWS: Final = 20_480
"""Rows of a group, which is kept in memory until it is whole. One of a whole slice took 100 MB more
and made the file a fiftieth smaller; one of 40,960 takes 20 MB more and makes it no smaller."""

_NEVER: Final = "random() > 1"
"""The database cannot know it before it has looked."""

_FORMAT: Final = (
    f"(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {_GROUP_ROWS})"
)


class ParquetWriter:
    """Writes one Parquet file."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._join = ParquetJoin(given.path)

    def begin(self) -> None:
        """There is nothing before the rows."""

    def add(self, cursor: Cursor, part: Slice) -> int:
        """Write the rows of a slice; how many."""
        _, values = part.condition
        cells = ", ".join(f'{_typed(name)} AS "{name}"' for name in self._given.columns)
        gaps = ", ".join("NULL" for _ in self._given.columns)
        statement = (
            f"COPY (SELECT {cells} FROM {part.sorted_rows} "  # noqa: S608
            f"UNION ALL SELECT {gaps} WHERE {_NEVER}) TO ? {_FORMAT}"
        )
        scratch = self._given.scratch
        rows = int(cursor.execute(statement, [*values, str(scratch)]).fetchall()[0][0])
        self._join.append(scratch)
        return rows

    def finish(self, cursor: Cursor) -> tuple[int, str]:
        """Write the footer and wait for the disk; size and checksum."""
        del cursor
        return self._join.finish()

    def close(self) -> None:
        """Let go of the file."""
        self._join.close()


def _typed(name: str) -> str:
    if name in TIMES:
        return f"make_timestamptz({quoted(name)} * 1000)"
    return code_text(name) or quoted(name)
