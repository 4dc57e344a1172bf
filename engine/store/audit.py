"""Who changed or undid what.

Rows are only ever added. A repository adds its row with :func:`record` inside the transaction of
the change itself, so there is no change without its row and no row without its change. Each row is
a link of a chain (:mod:`engine.store.audit_chain`); retention alone takes rows away
(:mod:`engine.store.audit_retention`).
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select

from engine.store import audit_chain
from engine.store.audit_chain import ChainReport, Head, Progress
from engine.store.audit_filter import choices, conditions
from engine.store.audit_retention import remove_old
from engine.store.database import Database
from engine.store.reasons import given_reason
from engine.store.rows import AuditChoices, AuditFilter, AuditRow
from engine.store.schema import AUDIT

_SHOWN: Final = [column for column in AUDIT.columns if column.name != "chain"]
_PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, from where, why and when (epoch seconds).

    Without a reason here, the one that came with the request counts
    (:mod:`engine.store.reasons`).
    """

    actor: str
    address: str
    reason: str
    at: float


class Audit:
    """The audit as the API reads it; :meth:`append` is for deeds that change no table here."""

    def __init__(self, database: Database, wall: Callable[[], float]) -> None:
        self._database = database
        self._wall = wall

    def append(
        self,
        *,
        actor: str,
        address: str,
        action: str,
        object: str,  # noqa: A002 - the word of the contract
        before: Any = None,
        after: Any = None,
        reason: str = "",
    ) -> int:
        """Add one row; ``before`` and ``after`` are JSON types. Returns its id."""
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            return record(connection, by, action, object, before, after)

    def append_many(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows in one transaction; each has the arguments of :meth:`append` by name."""
        with self._database.write() as connection:
            for row in rows:
                by = By(row["actor"], row["address"], row.get("reason", ""), self._wall())
                states = row.get("before"), row.get("after")
                record(connection, by, row["action"], row["object"], *states)

    def page(
        self,
        *,
        limit: int = 100,
        before_id: int | None = None,
        filters: AuditFilter | None = None,
    ) -> list[AuditRow]:
        """At most ``limit`` rows, newest first, all older than the row ``before_id``."""
        query = select(*_SHOWN).where(*conditions(filters or AuditFilter()))
        if before_id is not None:
            query = query.where(AUDIT.c.id < before_id)
        query = query.order_by(AUDIT.c.id.desc()).limit(limit)
        with self._database.read() as connection:
            return [_row(tuple(row)) for row in connection.execute(query)]

    def all(self, filters: AuditFilter, most: int) -> Iterator[AuditRow]:
        """The newest ``most`` rows, a page at a time."""
        before: int | None = None
        while most > 0 and (
            page := self.page(limit=min(most, _PAGE), before_id=before, filters=filters)
        ):
            yield from page
            most -= len(page)
            before = page[-1].id

    def count(self, filters: AuditFilter) -> int:
        """How many rows there are."""
        query = select(func.count()).select_from(AUDIT).where(*conditions(filters))
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def choices(self) -> AuditChoices:
        """What a filter can choose from."""
        return choices(self._database)

    def after(self, number: int, limit: int) -> list[AuditRow]:
        """At most ``limit`` rows behind the row ``number``, the oldest first."""
        query = select(*_SHOWN).where(AUDIT.c.id > number).order_by(AUDIT.c.id).limit(limit)
        with self._database.read() as connection:
            return [_row(tuple(row)) for row in connection.execute(query)]

    def head(self) -> Head:
        """The newest place of the chain."""
        with self._database.read() as connection:
            return audit_chain.head(connection)

    def remove_old(self, days: int, rows: int) -> int:
        """As :func:`engine.store.audit_retention.remove_old`; a row says how much went."""
        if removed := remove_old(self._database, self._wall(), days, rows):
            by = By("system", "", f"kept: {days or 'all'} days, {rows} rows", self._wall())
            with self._database.write() as connection:
                record(connection, by, "audit.remove", "audit", {"rows": removed})
        return removed

    def verify(self, known: Collection[Head] = (), tick: Progress | None = None) -> ChainReport:
        """Whether the rows are still what was written; ``known`` are heads noted before."""
        return audit_chain.verify(self._database, known, tick)


def adopt_rows(database: Database, wall: Callable[[], float]) -> None:
    """Chain the rows of a release that had no chain, and say so in a row."""
    by = By("system", "", "rows of a release without a chain", wall())
    with database.write() as connection:
        if count := audit_chain.adopt(connection):
            record(connection, by, "audit.adopt", "audit", None, {"rows": count})


def record(
    connection: Connection,
    by: By,
    action: str,
    object_: str,
    before: Any = None,
    after: Any = None,
) -> int:
    """Add one row in the caller's transaction; returns its id."""
    return _chained(connection, [_values(by, action, object_, before, after)])


def record_many(
    connection: Connection, by: By, action: str, objects: Iterable[tuple[str, Any]]
) -> None:
    """Add one row an object, given with its state after, in the caller's transaction."""
    _chained(connection, [_values(by, action, name, None, after) for name, after in objects])


def _chained(connection: Connection, rows: list[dict[str, Any]]) -> int:
    """Add rows as the next links of the chain; the number of the last."""
    key = audit_chain.key_of(connection)
    number, chain = audit_chain.head(connection)
    for row in rows:
        number += 1
        chain = audit_chain.link(key, chain, [number, *row.values()])
        row |= {"id": number, "chain": chain}
    if rows:
        connection.execute(insert(AUDIT), rows)
        audit_chain.set_head(connection, Head(number, chain))
    return number


def _values(by: By, action: str, object_: str, before: Any, after: Any) -> dict[str, Any]:
    """The columns of a row, in the order of the table."""
    return {
        "at": float(by.at),
        "actor": by.actor,
        "address": by.address,
        "action": action,
        "object": object_,
        "before": _dump(before),
        "after": _dump(after),
        "reason": by.reason or given_reason(),
    }


def _dump(state: Any) -> str | None:
    return None if state is None else json.dumps(state, ensure_ascii=False)


def _load(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def _row(columns: tuple[Any, ...]) -> AuditRow:
    number, at, actor, address, action, object_, before, after, reason = columns
    return AuditRow(
        number, at, actor, address, action, object_, _load(before), _load(after), reason
    )
