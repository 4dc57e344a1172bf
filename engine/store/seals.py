"""The daily seal: whether the records of a day are still the ones that were written.

Some hours after a UTC day is over, and while no segment waits, the records of the day are summed up
for each billing mode (:mod:`engine.store.seal_sums`) and the sum is put down, with the greatest
flow number it covers. Flow numbers grow with the time at which a record was written; so what comes
in later, say a call that lasted over midnight and longer, has a greater one and is sealed by itself
the next time. Removing records by retention puts the sum of what was removed down as well, in the
same transaction.

Each of these rows has an HMAC over itself and that of the row before: none can be changed, left out
or put in between. That the last ones were cut off shows only to somebody who knows the head of the
chain; so it is written into the audit, which is another database, every time.

The key comes from ``secret.key``. Whoever has that file can seal anything.
"""

import hmac
import threading
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.seal_sums import DAY, DAY_MS, Part, Sum, sums

Kind = Literal["sealed", "removed"]

LAG_MS: Final = 6 * 3_600_000
"""How long after its end a day is sealed; calls over midnight are mostly over by then."""

_PURPOSE: Final = b"switchwarden seal of call records 1"
_ROWS: Final = 'SELECT number, kind, day, mode, upto, rows, sum, "at", chain FROM cdr_seal'
_UPTO: Final = (
    "SELECT day, mode, max(upto) AS upto FROM cdr_seal WHERE kind = 'sealed' GROUP BY ALL"
)
_DUE: Final = f"""
SELECT {DAY} AS day, billing_mode, any_value(upto) FROM cdr LEFT JOIN ({_UPTO}) AS known
    ON known.day = {DAY} AND known.mode = billing_mode
WHERE start < ? AND flow_no > coalesce(upto, -1) GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 1
"""  # noqa: S608


class SealRow(NamedTuple):
    """A link of the chain.

    Attributes:
        number: Counted from 1.
        kind: Whether records were sealed or removed.
        part: Of which day and mode.
        upto: Greatest flow number that is covered.
        rows: How many records.
        number_sum: Their sum, hexadecimal.
        at: When, epoch milliseconds.
        chain: HMAC over this and the chain of the link before, hexadecimal.
    """

    number: int
    kind: Kind
    part: Part
    upto: int
    rows: int
    number_sum: str
    at: int
    chain: str

    def sum(self) -> Sum:
        """What it says about its records."""
        return Sum(self.rows, int(self.number_sum, 16), self.upto)


class Seals:
    """The seals of one store.

    Args:
        database: The store.
        secret: The key at rest, from which that of the seals is derived.
        work: Held by whoever seals, moves or removes records; one at a time.
    """

    def __init__(self, database: CdrDatabase, secret: bytes, work: threading.RLock) -> None:
        self._database = database
        self._work = work
        self.key = hmac.digest(secret, _PURPOSE, "sha256")

    def seal_next(self, now_ms: int) -> SealRow | None:
        """Seal one part that is due; None when none is.

        No segment may wait that has records of days that are over.

        Raises:
            StoreError: nothing was changed; try again later.
        """
        with self._work:
            return self._seal_next(now_ms)

    def _seal_next(self, now_ms: int) -> SealRow | None:
        end = (now_ms - LAG_MS) // DAY_MS * DAY_MS
        with self._database.snapshot() as cursor:
            due = cursor.execute(_DUE, [end]).fetchall()
            if not due:
                return None
            day, mode, upto = due[0]
            condition = "start >= ? AND start < ? AND billing_mode = ? AND flow_no > ?"
            values = [day * DAY_MS, (day + 1) * DAY_MS, mode, -1 if upto is None else upto]
            found = sums(cursor, self.key, "cdr", (condition, values))
        with self._database.write() as cursor:
            return self.append(cursor, "sealed", found, now_ms)[0]

    def append(
        self, cursor: Cursor, kind: Kind, found: Mapping[Part, Sum], now_ms: int
    ) -> list[SealRow]:
        """Put sums down, in the caller's transaction."""
        number, chain = _head(cursor)
        made = []
        for part, total in sorted(found.items()):
            number += 1
            row = SealRow(
                number, kind, part, total.last, total.rows, f"{total.number:064x}", now_ms, ""
            )
            row = row._replace(chain=link(self.key, row, chain))
            chain = row.chain
            made.append(row)
            values = [row.number, row.kind, *part, *row[3:]]
            cursor.execute("INSERT INTO cdr_seal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        return made

    def head(self) -> tuple[int, str]:
        """Number and chain of the last link; (0, "") before the first."""
        with self._database.cursor() as cursor:
            return _head(cursor)


def upto(cursor: Cursor) -> dict[Part, int]:
    """Greatest flow number that is sealed, by day and mode."""
    return {Part(day, mode): last for day, mode, last in cursor.execute(_UPTO).fetchall()}


def links(cursor: Cursor) -> Iterable[SealRow]:
    """The whole chain, in order; a bounded number of links in memory."""
    cursor.execute(f"{_ROWS} ORDER BY number")
    while rows := cursor.fetchmany(1000):
        for number, kind, day, mode, *rest in rows:
            yield SealRow(number, kind, Part(day, mode), *rest)


def link(key: bytes, row: SealRow, before: str) -> str:
    """The chain of a link."""
    fields = (before, row.number, row.kind, *row.part, row.upto, row.rows, row.number_sum, row.at)
    return hmac.digest(key, "|".join(map(str, fields)).encode(), "sha256").hex()


def _head(cursor: Cursor) -> tuple[int, str]:
    rows = cursor.execute("SELECT number, chain FROM cdr_seal ORDER BY number DESC LIMIT 1")
    found = rows.fetchall()
    return (int(found[0][0]), str(found[0][1])) if found else (0, "")
