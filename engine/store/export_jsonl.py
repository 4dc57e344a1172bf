"""Records as JSON Lines: an object a line, names as in the columns, for programs.

Numbers are numbers, what is missing is null, times are texts in the zone with their offset as in a
CSV. Texts are exactly what they are: JSON has no formulas.

A line is put together as one text, which is quicker than to have objects made and written; only
what may have to be escaped goes through ``to_json``. While the database writes a slice, another
thread hashes the one before and appends it.
"""

from collections.abc import Sequence

from engine.store.cancelling import Cursor
from engine.store.cdr_schema import CDR, quoted
from engine.store.csv_columns import TIMES, Steady, code_text, steady, value_text
from engine.store.export_parts import Given, Slice, copy_lines
from engine.store.trailing_sink import TrailingSink


class JsonLinesWriter:
    """Writes one file of JSON Lines."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._sink = TrailingSink(given.path, given.scratch)

    def begin(self) -> None:
        """There is nothing before the rows."""

    def add(self, cursor: Cursor, part: Slice) -> int:
        """Write the rows of a slice; how many."""
        given, path = self._given, self._sink.free()
        line = _line(given.columns, steady(given.timezone, part.newest))
        rows = copy_lines(cursor, line, part, path, end="\\n")
        self._sink.take(path)
        return rows

    def finish(self, cursor: Cursor) -> tuple[int, str]:
        """Wait for the disk; size and checksum."""
        del cursor
        return self._sink.finish()

    def close(self) -> None:
        """Let go of the file."""
        self._sink.close()


def _line(columns: Sequence[str], interval: Steady) -> str:
    """A line of these columns without its end, in SQL: what varies between what does not."""
    pieces, before = [], "{"
    for name in columns:
        value, mark = _value(name, interval)
        pieces += [f"""'{before}"{name}":{mark}'""", value]
        before = f"{mark},"
    return f"concat({', '.join(pieces)}, '{before[:-1]}}}')"


def _value(name: str, interval: Steady) -> tuple[str, str]:
    """A value as JSON, in SQL and never NULL, which is no text; and the mark around it."""
    text = code_text(name) or (quoted(name) if CDR.columns[name] == "VARCHAR" else "")
    if text:
        return f"to_json({text})", ""
    value = value_text(name, interval)
    mark = '"' if name in TIMES or name == "id" else ""  # nothing in them has to be escaped
    if name in CDR.nullable:
        return f"coalesce('{mark}' || {value} || '{mark}', 'null')", ""
    return value, mark
