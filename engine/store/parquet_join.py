"""Parquet files put one behind the other, their rows untouched: only the footer is made anew.

A file is groups of rows and a footer that says where each column of each group begins. So the bytes
of the groups are appended as they are, and the places in the footer are moved by as much as the
bytes were. To read the rows and write them again takes as long as writing them the first time.

Why it is done so is in ``docs/adr/0037-joined-parquet.md``.

Source: parquet.thrift of the Apache Parquet format.
"""

from pathlib import Path
from typing import Final

from engine.errors import StoreError
from engine.store.export_parts import Sink
from engine.store.thrift_compact import Kind, Struct, Value, Values, read, write

_MAGIC: Final = b"PAR1"
_TAIL: Final = 8
"""Bytes behind the footer: its length and the magic again."""

# FileMetaData
_SCHEMA: Final = 2
_ROWS: Final = 3
_GROUPS: Final = 4

# RowGroup
_COLUMNS: Final = 1
_GROUP_AT: Final = 5
_ORDINAL: Final = 7

# ColumnChunk
_META: Final = 3
_CHUNK_AT: Final = 2
_INDEXES: Final = (4, 5, 6, 7)
"""Where indexes of pages are and how long. They hold places themselves and need not be there, so
they are left out."""

_META_PLACES: Final = (9, 10, 11, 14)
"""Pages of data, of an index, of the dictionary; the filter of its values."""


class ParquetJoin:
    """Writes one file out of several that have the same columns.

    Args:
        path: The file, written anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sink = Sink(path)
        self._sink.write(_MAGIC)
        self._footer: Struct = {}
        self._groups: list[bytes] = []
        self._rows = 0

    def append(self, path: Path) -> None:
        """Append the rows of a file.

        Raises:
            StoreError: it is no Parquet file, or has other columns.
        """
        try:
            footer, end = _footer(path)
            if self._footer and footer[_SCHEMA] != self._footer[_SCHEMA]:
                raise ValueError("the columns differ")
            self._rows += footer[_ROWS].data
            groups = footer[_GROUPS].data.items
        except (KeyError, ValueError) as error:
            raise StoreError(f"{self._path}: a part cannot be appended: {error}") from error
        self._footer = self._footer or footer
        by = self._sink.size - len(_MAGIC)
        for group in groups:
            _move(group, by)
            if _ORDINAL in group:
                group[_ORDINAL] = Value(Kind.I16, len(self._groups))
            self._groups.append(write(group))
        self._sink.append(path, len(_MAGIC), end)

    def finish(self) -> tuple[int, str]:
        """Write the footer and wait for the disk; size and checksum. At least one was appended."""
        self._footer[_ROWS] = Value(Kind.I64, self._rows)
        self._footer[_GROUPS] = Value(Kind.LIST, Values(Kind.STRUCT, [*self._groups]))
        footer = write(self._footer)
        self._sink.write(footer + len(footer).to_bytes(4, "little") + _MAGIC)
        return self._sink.finish()

    def close(self) -> None:
        """Let go of the file."""
        self._sink.close()


def _footer(path: Path) -> tuple[Struct, int]:
    """The footer of a file and where it begins."""
    with path.open("rb") as file:
        size = path.stat().st_size
        file.seek(max(size - _TAIL, 0))
        tail = file.read(_TAIL)
        begin = size - _TAIL - int.from_bytes(tail[:4], "little")
        if tail[4:] != _MAGIC or begin < len(_MAGIC):
            raise ValueError("it is no Parquet file")
        file.seek(begin)
        return read(file.read(size - _TAIL - begin)), begin


def _move(group: Struct, by: int) -> None:
    """Say of a group of rows that it lies so many bytes further on."""
    _add(group, (_GROUP_AT,), by)
    for chunk in group[_COLUMNS].data.items:
        for field in _INDEXES:
            chunk.pop(field, None)
        _add(chunk, (_CHUNK_AT,), by)
        _add(chunk[_META].data, _META_PLACES, by)


def _add(struct: Struct, fields: tuple[int, ...], by: int) -> None:
    """A place of 0 is none: the file begins with its magic."""
    for field in fields:
        if field in struct and struct[field].data > 0:
            struct[field] = Value(struct[field].kind, struct[field].data + by)
