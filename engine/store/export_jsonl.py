"""Records as JSON Lines: an object a line, names as in the columns, for programs.

Numbers are numbers, what is missing is null, times are texts in the zone with their offset as in a
CSV. Texts are exactly what they are: JSON has no formulas.
"""

from engine.store.cancelling import Cursor
from engine.store.csv_columns import plain_value, steady
from engine.store.export_parts import Given, Sink, Slice


class JsonLinesWriter:
    """Writes one file of JSON Lines."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._sink = Sink(given.path)

    def begin(self) -> None:
        """There is nothing before the rows."""

    def add(self, cursor: Cursor, part: Slice) -> int:
        """Write the rows of a slice; how many."""
        given, (text, values) = self._given, part.condition
        interval = steady(given.timezone, part.newest)
        cells = ", ".join(f'{plain_value(name, interval)} AS "{name}"' for name in given.columns)
        statement = (
            f"COPY (SELECT {cells} FROM {part.relation} WHERE {text} {part.order}) TO ? "  # noqa: S608
            "(FORMAT json, ARRAY false)"
        )
        found = cursor.execute(statement, [*values, str(given.scratch)]).fetchall()
        self._sink.append(given.scratch)
        return int(found[0][0])

    def finish(self, cursor: Cursor) -> tuple[int, str]:
        """Wait for the disk; size and checksum."""
        del cursor
        return self._sink.finish()

    def close(self) -> None:
        """Let go of the file."""
        self._sink.close()
