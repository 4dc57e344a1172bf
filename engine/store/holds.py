"""Legal holds: records that nobody may remove before a date, whatever retention says.

A hold is a filter with a reason. Records that match one that is in force stay, in the live table
and in the archive, until its date has come or it is lifted (requirement 56). A hold is added and
lifted in a transaction of the one writer, and whoever removes records looks at the holds again in
the transaction that removes them; so none is overlooked that was answered for.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, NamedTuple

from engine.errors import Conflict, NotFound
from engine.identifiers import uuid7
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter, where
from engine.store.clauses import Clause, disjunction

MAX_HOLDS: Final = 200
"""Each one is a condition more over every record that retention looks at."""

_ALL: Final = 'SELECT id, filters, until, reason, "by", "at" FROM cdr_hold ORDER BY "at", id'
_MOMENTS: Final = ("from_", "to")


class Hold(NamedTuple):
    """One hold.

    Attributes:
        id: UUIDv7.
        filters: Which records.
        until: First epoch millisecond at which it holds nothing any more; None for never.
        reason: Why.
        by: Who asked for it.
        at: When, epoch milliseconds.
    """

    id: str
    filters: CdrFilter
    until: int | None
    reason: str
    by: str
    at: int

    def active(self, now_ms: int) -> bool:
        """Whether it is in force."""
        return self.until is None or now_ms < self.until


class Holds:
    """The holds of one store."""

    def __init__(self, database: CdrDatabase) -> None:
        self._database = database

    def all(self) -> list[Hold]:
        """All of them, the oldest first; also those whose date has come."""
        with self._database.cursor() as cursor:
            return _read(cursor)

    def add(self, filters: CdrFilter, until: int | None, reason: str, by: str, now_ms: int) -> Hold:
        """Put one in force.

        Raises:
            Conflict: there are too many already.
            Invalid: a filter that cannot be read.
        """
        where(filters)
        made = Hold(uuid7(now_ms), filters, until, reason, by, now_ms)
        with self._database.write() as cursor:
            if len(_read(cursor)) >= MAX_HOLDS:
                raise Conflict(f"there are {MAX_HOLDS} holds already; lift one that is over")
            values = [made.id, _written(filters), until, reason, by, now_ms]
            cursor.execute("INSERT INTO cdr_hold VALUES (?, ?, ?, ?, ?, ?)", values)
        return made

    def lift(self, hold_id: str) -> Hold:
        """Take one away; what it was.

        Raises:
            NotFound: there is none of that id.
        """
        with self._database.write() as cursor:
            found = next((hold for hold in _read(cursor) if hold.id == hold_id), None)
            if found is None:
                raise NotFound(f"there is no hold {hold_id[:80]!a}")
            cursor.execute("DELETE FROM cdr_hold WHERE id = ?", [hold_id])
        return found


def in_force(cursor: Cursor, now_ms: int) -> list[Hold]:
    """Those that hold something, in the caller's transaction."""
    return [hold for hold in _read(cursor) if hold.active(now_ms)]


def held(holds: Sequence[Hold]) -> Clause:
    """The condition on records that one of them holds."""
    return disjunction(where(hold.filters) for hold in holds)


def _read(cursor: Cursor) -> list[Hold]:
    rows = cursor.execute(_ALL).fetchall()
    return [Hold(row[0], _filter(row[1]), *row[2:]) for row in rows]


def _written(filters: CdrFilter) -> str:
    """A filter as JSON, by the names of its attributes."""
    plain: dict[str, Any] = {name: value for name, value in asdict(filters).items() if value}
    plain |= {name: plain[name].isoformat() for name in _MOMENTS if name in plain}
    plain |= {
        name: getattr(filters, name)
        for name in ("connected", "illegal", "hold_min", "hold_max")
        if getattr(filters, name) is not None
    }
    return json.dumps(plain, ensure_ascii=False)


def _filter(text: str) -> CdrFilter:
    plain = json.loads(text)
    lists = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
    moments = {name: datetime.fromisoformat(plain[name]) for name in _MOMENTS if name in plain}
    return CdrFilter(**plain | lists | moments)
