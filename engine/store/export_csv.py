"""Records as CSV: RFC 4180, a header, CRLF, quotes doubled, UTF-8.

The cells are :mod:`engine.store.csv_columns`. A million rows have nine million texts, so each slice
is first asked which columns have a text at all that is no cell as it stands; all of them at once
where a slice is no piece of the table. While the database writes a slice, another thread hashes the
one before and appends it.
"""

from collections.abc import Collection, Sequence

from engine.store.cancelling import Cursor
from engine.store.clauses import Clause
from engine.store.csv_columns import doubt, line, steady, texts
from engine.store.export_parts import Given, Slice, copy_lines
from engine.store.trailing_sink import TrailingSink


class CsvWriter:
    """Writes one CSV file."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._sink = TrailingSink(given.path, given.scratch)
        self._careful: set[str] = set()
        self._asked: Clause | None = None

    def begin(self) -> None:
        """Write the header."""
        self._sink.write(",".join(self._given.columns).encode() + b"\r\n")

    def add(self, cursor: Cursor, part: Slice) -> int:
        """Write the rows of a slice; how many."""
        given = self._given
        self._look(cursor, part)
        lines = line(given.columns, steady(given.timezone, part.newest), self._careful)
        path = self._sink.free()
        rows = copy_lines(cursor, lines, part, path)
        self._sink.take(path)
        return rows

    def _look(self, cursor: Cursor, part: Slice) -> None:
        """Know of every column whether the slice has a text that is no cell as it stands."""
        asked = part.every or part.condition
        if asked is not self._asked:
            columns, looked = self._given.columns, part._replace(condition=asked)
            self._careful |= doubtful(cursor, columns, looked, self._careful)
        self._asked = asked

    def finish(self, cursor: Cursor) -> tuple[int, str]:
        """Wait for the disk; size and checksum."""
        del cursor
        return self._sink.finish()

    def close(self) -> None:
        """Let go of the file."""
        self._sink.close()


def doubtful(
    cursor: Cursor, columns: Sequence[str], part: Slice, known: Collection[str]
) -> set[str]:
    """The columns, besides the known ones, with a text in the slice that is no cell as it stands.

    The first such text ends a search; so as many are made as there are columns of the kind.
    """
    text, values = part.condition
    found: set[str] = set()
    while names := [name for name in texts(columns) if name not in found | {*known}]:
        doubts = [f"({doubt(name)})" for name in names]
        statement = (
            f"SELECT {', '.join(doubts)} FROM {part.relation} WHERE {text} "  # noqa: S608
            f"AND ({' OR '.join(doubts)}) LIMIT 1"
        )
        rows = cursor.execute(statement, values).fetchall()
        if not rows:
            break
        found |= {name for name, doubtful in zip(names, rows[0], strict=True) if doubtful}
    return found
