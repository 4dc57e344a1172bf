"""What a set of records is, as a number that only the holder of the key can work out.

Each record becomes one line that no other record has, and the line an HMAC-SHA256. The number of a
set is the sum of those of its records, modulo 2^256. So a changed, added or lost record changes it,
the order does not matter, and what is left after a removal is the difference of two numbers: parts
of a day can be removed, or moved into the archive, and the rest can still be checked. (A keyed
MSet-Add-Hash: Clarke, Devadas, van Dijk, Gassend, Suh, ASIACRYPT 2003. Neither the number of one
record nor a set with the same sum can be found without the key.)
"""

import hmac
from collections.abc import Mapping
from typing import Final, NamedTuple

from engine.store.cancelling import Cursor
from engine.store.cdr_schema import CDR, quoted
from engine.store.clauses import Clause

DAY_MS: Final = 86_400_000
DAY: Final = f"start // {DAY_MS}"
"""The UTC day of a record, counted from 1970, in SQL."""

MODULUS: Final = 1 << 256
_BATCH: Final = 10_000


class Part(NamedTuple):
    """Records of one UTC day (counted from 1970) and billing mode."""

    day: int
    mode: int


class Sum(NamedTuple):
    """What records are, all together.

    Attributes:
        rows: How many.
        number: The sum of their numbers.
        last: Their greatest flow number, -1 for none.
    """

    rows: int = 0
    number: int = 0
    last: int = -1

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(self.rows - other.rows, (self.number - other.number) % MODULUS, self.last)

    def plus(self, other: "Sum") -> "Sum":
        """Both together; they have nothing in common."""
        number = (self.number + other.number) % MODULUS
        return Sum(self.rows + other.rows, number, max(self.last, other.last))


def sums(
    cursor: Cursor,
    key: bytes,
    relation: str,
    condition: Clause,
    upto: Mapping[Part, int] | None = None,
) -> dict[Part, Sum]:
    """The sums of records by day and mode, a bounded number of rows in memory.

    Args:
        cursor: In a transaction that reads.
        key: Of the HMAC.
        relation: What stands behind ``FROM``.
        condition: Which records.
        upto: Greatest flow number of each part that is meant; without it all are.
    """
    text, values = condition
    statement = (
        f"SELECT {DAY}, billing_mode, flow_no, {_line()} "  # noqa: S608 - names only
        f"FROM {relation} WHERE {text}"
    )
    found: dict[Part, list[int]] = {}
    cursor.execute(statement, values)
    while rows := cursor.fetchmany(_BATCH):
        for day, mode, flow_no, line in rows:
            part = Part(day, mode)
            if upto is not None and flow_no > upto.get(part, -1):
                continue
            total = found.setdefault(part, [0, 0, -1])
            total[0] += 1
            total[1] += int.from_bytes(hmac.digest(key, line.encode(), "sha256"), "big")
            total[2] = max(total[2], flow_no)
    return {part: Sum(rows, number % MODULUS, last) for part, (rows, number, last) in found.items()}


def _line() -> str:
    """A record as text, in SQL; a text has its length in front, so no two records share a line."""
    return " || '|' || ".join(_cell(name) for name in CDR.columns)


def _cell(name: str) -> str:
    column = quoted(name)
    if CDR.columns[name] == "VARCHAR":
        return f"length({column}) || ':' || {column}"
    plain = f"CAST({column} AS VARCHAR)"
    return f"coalesce({plain}, '')" if name in CDR.nullable else plain
