"""In which order records are listed and exported, and what is behind a place of it.

Records lie in the order of time, so every other order has to look at the values of all records that
match. For a million of them the database does that in 20 to 60 ms of one core, for the middle of
the result in 300; for ten million in ten times that. So a result may be sorted up to a named
size, less for texts, which cost five times as much; a larger one has to be narrowed first. A table
on the screen and its export have the same limits, so whoever sees an order also gets it.

Records of equal values follow by start and flow number, so that every record has one place. What is
behind a place is asked by split comparisons, see :mod:`engine.store.cdr_page`.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from engine.errors import Invalid
from engine.store.cdr_records import Reading
from engine.store.clauses import Clause

NUMBERS: Final = {
    "hold_time_s": "hold_ms",
    "fee": "fee",
    "stop": "stop",
    "sip_status": "sip_status",
    "end_reason": "end_reason",
    "end_direction": "end_direction",
    "billing_mode": "billing_mode",
    "flow_no": "flow_no",
}
"""Name in the interface -> column of a number."""

TEXTS: Final = {
    name: name for name in ("caller", "callee", "caller_ip", "account", "user_agent", "call_id")
}
"""Name in the interface -> column of a text, which is sorted by its characters' numbers."""

START: Final = "start"
"""The order in which records lie, which has no limit."""

MOST: Final = 1_000_000
"""Records of a result that may be sorted by a number."""

MOST_TEXTS: Final = 200_000
"""Records of a result that may be sorted by a text."""

Key = tuple[object, ...]
"""Where a record is: its values of the columns of the order."""


class RowOrder(NamedTuple):
    """An order of records.

    Attributes:
        name: What it is called in the interface.
        columns: By which columns, the first one before the others; together they are unique.
        ascending: Whether the least comes first.
    """

    name: str
    columns: tuple[str, ...]
    ascending: bool

    @property
    def by(self) -> str:
        """The end of a statement over ``cdr``."""
        way = "ASC" if self.ascending else "DESC"
        return "ORDER BY " + ", ".join(f"cdr.{column} {way}" for column in self.columns)

    @property
    def names(self) -> str:
        """The columns, as they are selected."""
        return ", ".join(f"cdr.{column}" for column in self.columns)

    def behind(self, key: Key | None) -> list[Clause]:
        """Only records that come after that one; all without one."""
        sign = ">" if self.ascending else "<"
        return [] if key is None else [_beyond(self.columns, key, sign, sign)]

    def upto(self, key: Key | None) -> list[Clause]:
        """Only that record and those that come before it; all without one."""
        sign = "<" if self.ascending else ">"
        return [] if key is None else [_beyond(self.columns, key, sign, f"{sign}=")]


def order_of(name: str, *, ascending: bool) -> RowOrder:
    """The order of a name.

    Raises:
        Invalid: there is no such order.
    """
    if name == START:
        return RowOrder(name, (START, "flow_no"), ascending)
    column = NUMBERS.get(name) or TEXTS.get(name)
    if column is None:
        raise Invalid("sort", f"records cannot be sorted by {name[:40]!a}")
    return RowOrder(name, (column, START, "flow_no"), ascending)


def check_size(order: RowOrder, count: int) -> None:
    """Refuse what is too much for an order.

    Args:
        order: Which one.
        count: How many records match.

    Raises:
        Invalid: there are more than are sorted so.
    """
    if order.name == START:
        return
    most = MOST if order.name in NUMBERS else MOST_TEXTS
    if count > most:
        raise Invalid(
            "sort",
            f"{count:,} records match, and at most {most:,} are sorted by {order.name}; "
            "narrow the filter or the time range, or sort by start",
        )


def matching(reading: Reading) -> int:
    """How many records match."""
    condition, values = reading.condition
    statement = f"SELECT count(*) FROM {reading.relation} WHERE {condition}"  # noqa: S608
    return int(reading.fetch(statement, values)[0][0])


def _beyond(columns: Sequence[str], key: Key, sign: str, end: str) -> Clause:
    """On one side of a key; ``end`` compares the last column, which says whether it belongs."""
    name = f"cdr.{columns[0]}"
    if len(columns) == 1:
        return f"{name} {end} ?", [key[0]]
    text, values = _beyond(columns[1:], key[1:], sign, end)
    return f"{name} {sign}= ? AND ({name} {sign} ? OR ({text}))", [key[0], key[0], *values]
