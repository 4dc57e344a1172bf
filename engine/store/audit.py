"""Who changed or undid what.

Rows are only ever added. A repository adds its row with :func:`record` inside the transaction of
the change itself, so there is no change without its row and no row without its change.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from engine.store.database import Database
from engine.store.rows import AuditFilter, AuditRow
from engine.store.schema import AUDIT


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, from where, why and when (epoch seconds)."""

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

    def page(
        self,
        *,
        limit: int = 100,
        before_id: int | None = None,
        filters: AuditFilter | None = None,
    ) -> list[AuditRow]:
        """At most ``limit`` rows, newest first, all older than the row ``before_id``."""
        chosen = filters or AuditFilter()
        query = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit)
        if before_id is not None:
            query = query.where(AUDIT.c.id < before_id)
        for name in ("actor", "action", "object"):
            if wanted := getattr(chosen, name):
                query = query.where(AUDIT.c[name] == wanted)
        if chosen.since is not None:
            query = query.where(AUDIT.c.at >= chosen.since)
        if chosen.until is not None:
            query = query.where(AUDIT.c.at < chosen.until)
        with self._database.read() as connection:
            return [_row(tuple(row)) for row in connection.execute(query)]


def record(
    connection: Connection,
    by: By,
    action: str,
    object_: str,
    before: Any = None,
    after: Any = None,
) -> int:
    """Add one row in the caller's transaction; returns its id."""
    result = connection.execute(
        insert(AUDIT).values(_values(by, action, object_, before, after)).returning(AUDIT.c.id)
    )
    return int(result.scalar_one())


def record_many(
    connection: Connection, by: By, action: str, objects: Iterable[tuple[str, Any]]
) -> None:
    """Add one row an object, given with its state after, in the caller's transaction."""
    rows = [_values(by, action, name, None, after) for name, after in objects]
    if rows:
        connection.execute(insert(AUDIT), rows)


def _values(by: By, action: str, object_: str, before: Any, after: Any) -> dict[str, Any]:
    return {
        "at": by.at,
        "actor": by.actor,
        "address": by.address,
        "action": action,
        "object": object_,
        "before": _dump(before),
        "after": _dump(after),
        "reason": by.reason,
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
