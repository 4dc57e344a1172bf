"""An index of the texts in the archive, as :mod:`engine.store.cdr_grams` has one of the table.

To look for a number or a text in old months, DuckDB unpacks its columns of all of them, a second
and a half for a week of five million records. So 2,048 records of a file, in their order, share a
set of bits, and a search reads only what can have it (:mod:`engine.store.cdr_file_lookup`). As a
file is in order of time, a part of it is a span of time, by which DuckDB finds it.

A file never changes. When another one takes its place it has another name, and what was known of
the old one is forgotten. The bits are made a few blocks at a time, of the newest file that lacks
some; one that lacks any is searched as a whole.
"""

from glob import escape
from typing import Final

from engine.errors import StoreError
from engine.store.archive_files import ArchiveFile, ArchiveFiles
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_grams import add_grams, put_in_order
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.text_grams import VERSION

_DONE: Final = f"""
SELECT file, count(*) FROM cdr_file_block WHERE version = {VERSION} GROUP BY file
"""  # noqa: S608

_USELESS: Final = f"""
SELECT block FROM cdr_file_block
WHERE version <> {VERSION} OR file NOT IN (SELECT file FROM cdr_archive)
"""  # noqa: S608
_TABLES: Final = ("cdr_file_gram", "cdr_file_gram_new", "cdr_file_block")

_NEXT: Final = "SELECT coalesce(max(block), -1) + 1 FROM cdr_file_block"

_ROWS: Final = """
read_parquet(?, file_row_number=true, hive_partitioning=false)
WHERE file_row_number >= ? AND file_row_number < ?
"""
_BLOCK: Final = f"file_row_number // {BLOCK_ROWS} + {{}}"

_ADD_BLOCKS: Final = f"""
INSERT INTO cdr_file_block SELECT ?, {{}}, min(start), max(start), {VERSION} FROM {_ROWS} GROUP BY 2
"""  # noqa: S608


class FileIndex:
    """The bits of the files of one archive."""

    def __init__(self, database: CdrDatabase, files: ArchiveFiles) -> None:
        self._database = database
        self._files = files

    def extend(self, blocks: int) -> int:
        """Make the bits of that many blocks, of the newest file first; how many it made.

        Raises:
            StoreError: nothing was changed.
        """
        with self._files.lease():
            found = self._next()
            if found is None:
                return 0
            file, done = found
            try:
                return self._extend(file, done, min(done + blocks, blocks_of(file)))
            except StoreError:
                self._files.doubt([file])  # one that is damaged must not stop the others
                raise

    def _extend(self, file: ArchiveFile, done: int, end: int) -> int:
        with self._database.write() as cursor:
            if blocks_done(cursor).get(file.file, 0) != done:
                return 0  # somebody else was at it
            _forget(cursor)
            self._add(cursor, file, done, end)
            if end == blocks_of(file):
                put_in_order(cursor, "cdr_file_gram", "part")
        return end - done

    def _next(self) -> tuple[ArchiveFile, int] | None:
        """The newest file that lacks bits and can be read, and how many of its blocks have them."""
        with self._database.snapshot() as cursor:
            entries, done = self._files.entries(cursor), blocks_done(cursor)
        for entry in sorted(entries, key=lambda entry: entry.last, reverse=True):
            known = done.get(entry.file, 0)
            if known < blocks_of(entry) and not self._files.fault(entry):
                return entry, known
        return None

    def _add(self, cursor: Cursor, file: ArchiveFile, done: int, end: int) -> None:
        block = _BLOCK.format(cursor.execute(_NEXT).fetchall()[0][0] - done)
        rows = [escape(str(self._files.path(file))), done * BLOCK_ROWS, end * BLOCK_ROWS]
        cursor.execute(_ADD_BLOCKS.format(block), [file.file, *rows])
        cursor.execute(add_grams("cdr_file_gram_new", block, _ROWS), rows)


def blocks_done(cursor: Cursor) -> dict[str, int]:
    """File -> how many of its blocks have bits that can be believed."""
    return dict(cursor.execute(_DONE).fetchall())


def blocks_of(file: ArchiveFile) -> int:
    """How many blocks it has; the last one may be a short one."""
    return -(-file.rows // BLOCK_ROWS)


def _forget(cursor: Cursor) -> None:
    """What is known of files that are gone, or by another rule."""
    useless = [row[0] for row in cursor.execute(_USELESS).fetchall()]
    if useless:
        for table in _TABLES:
            cursor.execute(
                f"DELETE FROM {table} WHERE block IN (SELECT unnest(?::BIGINT[]))",  # noqa: S608
                [useless],
            )
