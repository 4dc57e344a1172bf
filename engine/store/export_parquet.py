"""Records as Parquet with zstd, for analysis: typed columns, times in UTC.

A sorted million of whole rows would take half a gigabyte at once. So each slice, in its order,
becomes a file, and the files become one in the order they were made. Those in between have no
dictionaries and the last one the lowest level of zstd: a quarter less work, a twentieth more bytes.
"""

from pathlib import Path

from engine.store.cancelling import Cursor
from engine.store.cdr_schema import quoted
from engine.store.csv_columns import TIMES, code_text
from engine.store.export_parts import Given, Slice, file_checksum


class ParquetWriter:
    """Writes one Parquet file."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._parts: list[Path] = []

    def begin(self) -> None:
        """There is nothing before the rows."""

    def add(self, cursor: Cursor, part: Slice) -> int:
        """Write the rows of a slice; how many."""
        text, values = part.condition
        cells = ", ".join(f'{_typed(name)} AS "{name}"' for name in self._given.columns)
        path = self._given.scratch.with_suffix(f".slice{len(self._parts)}")
        self._parts.append(path)
        statement = (
            f"COPY (SELECT {cells} FROM {part.relation} WHERE {text} {part.order}) TO ? "  # noqa: S608
            "(FORMAT parquet, COMPRESSION lz4_raw, DICTIONARY_SIZE_LIMIT 1)"
        )
        return int(cursor.execute(statement, [*values, str(path)]).fetchall()[0][0])

    def finish(self, cursor: Cursor) -> tuple[int, str]:
        """Put the slices together; size and checksum."""
        paths = [str(path) for path in self._parts]
        cursor.execute(
            "COPY (SELECT * FROM read_parquet(?)) TO ? "
            "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)",
            [paths, str(self._given.path)],
        )
        return file_checksum(self._given.path)

    def close(self) -> None:
        """Remove the slices."""
        for path in self._parts:
            path.unlink(missing_ok=True)


def _typed(name: str) -> str:
    if name in TIMES:
        return f"make_timestamptz({quoted(name)} * 1000)"
    return code_text(name) or quoted(name)
