"""Where the record of a number stands: the jump to any place of a result without reading up to it.

A scroll bar over ten million records asks for the records from number 4,200,000 on. Sorting that
many to leave them out takes seconds. Counting them by slices of time does not: one pass counts the
matching records of a thousand slices, the slice in which the wanted one lies is cut again if it
holds many, and in the end a few thousand keys are sorted. What is found is a key, behind which
the page begins as behind a cursor.
"""

from typing import Final

from engine.store.cdr_records import Reading
from engine.store.clauses import Clause, conjunction
from engine.store.time_order import Key, Order, Span

SLICES: Final = 1024
"""Into how many slices of time a range is cut; a slice of two weeks is twenty minutes."""

FEW: Final = 20_000
"""So many records are sorted by their keys in 10 ms; a slice with more is cut again."""


def key_of(
    reading: Reading, span: Span, number: int, order: Order, last: Key | None = None
) -> Key | None:
    """The key of the record of a number, 1 for the first; None when there are fewer.

    Args:
        reading: Which records.
        span: In which range of start times all of them are.
        number: Which of them, at least 1.
        order: In which order they are counted.
        last: Behind which record they are counted.
    """
    text, values = conjunction([reading.condition, *order.behind(last)])
    while span.width > 0:
        width = -(-span.width // SLICES)
        found = _slice(reading, (text, values), span, width, number, order)
        if found is None:
            return None
        span, number, count = found
        if count <= FEW or width == 1:
            break
    statement = (
        f"SELECT start, flow_no FROM {reading.relation} WHERE start >= ? AND start < ? "  # noqa: S608
        f"AND ({text}) {order.by} LIMIT 1 OFFSET ?"
    )
    rows = reading.fetch(statement, [*span, *values, number - 1])
    return Key(*rows[0]) if rows else None


def _slice(
    reading: Reading, condition: Clause, span: Span, width: int, number: int, order: Order
) -> tuple[Span, int, int] | None:
    """The slice with the record of a number, its number there, and the records of the slice."""
    text, values = condition
    direction = "DESC" if order.descending else "ASC"
    statement = (
        f"SELECT (start - ?) // ? AS slice, count(*) FROM {reading.relation} "  # noqa: S608
        f"WHERE start >= ? AND start < ? AND ({text}) GROUP BY slice ORDER BY slice {direction}"
    )
    counts = reading.fetch(statement, [span.low, width, *span, *values])
    for place, count in counts:
        if number <= count:
            low = span.low + place * width
            return Span(low, min(span.high, low + width)), number, count
        number -= count
    return None
