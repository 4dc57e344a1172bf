"""Saved views of the call records: which ones, over which time, in which columns.

A view is its owner's alone, or shared with everybody. Who may change which is decided by the
interface; here names stay unique for each owner, the number of views stays bounded, and a change
of something shared is in the audit. What is private is nobody else's business there either.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, delete, insert, or_, select, update

from engine.errors import Conflict, Invalid, NotFound
from engine.store.audit import By, record
from engine.store.database import Database
from engine.store.schema import SAVED_VIEW

ViewRange = Literal["last_hour", "today", "yesterday", "this_week", "week", "custom"]
"""A stretch of time that moves with the clock, or (``custom``) two moments among the filters."""

MAX_OWN: Final = 50
"""Views of one operator: more than a menu can show are not found again."""
MAX_SHARED: Final = 100
"""Shared views of all operators together: everybody reads them all."""
MAX_BYTES: Final = 32 * 1024
"""JSON of the filters of one view: a thousand pasted numbers with room to spare."""


@dataclass(frozen=True, slots=True)
class ViewContent:
    """What a view shows.

    Attributes:
        name: as the owner calls it, 1 to 60 characters.
        shared: whether everybody sees it.
        range: see :data:`ViewRange`.
        filters: conditions by the names of a query; ``from`` and ``to`` with ``custom`` only.
        columns: names of the shown columns in their order; empty for the usual ones.
    """

    name: str
    shared: bool
    range: ViewRange
    filters: Mapping[str, Any]
    columns: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON types, for an answer or the audit."""
        return {
            "name": self.name,
            "shared": self.shared,
            "range": self.range,
            "filters": dict(self.filters),
            "columns": list(self.columns),
        }


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A stored view.

    Attributes:
        id: UUID, chosen by the client that made it.
        owner: operator that made it.
        content: what it shows.
        version: number of changes so far, from 1.
        changed_by: operator of the latest change.
        changed_at: epoch seconds of it.
    """

    id: str
    owner: str
    content: ViewContent
    version: int
    changed_by: str
    changed_at: float


class Views:
    """The views of one configuration store."""

    def __init__(self, database: Database, wall: Callable[[], float]) -> None:
        self._database = database
        self._wall = wall

    def visible(self, operator: str) -> list[ViewRow]:
        """The operator's own views and the shared ones of others, by name."""
        table = SAVED_VIEW.c
        mine = select(SAVED_VIEW).where(or_(table.owner == operator, table.shared))
        with self._database.read() as connection:
            rows = [_row(tuple(stored)) for stored in connection.execute(mine)]
        return sorted(rows, key=lambda row: (row.content.name.casefold(), row.owner))

    def find(self, view_id: str) -> ViewRow | None:
        """One view, or None."""
        with self._database.read() as connection:
            return _find(connection, view_id)

    def create(self, view_id: str, content: ViewContent, *, actor: str, address: str) -> ViewRow:
        """Add a view of the actor.

        Raises:
            Conflict: the id or the name is taken, or there are too many views.
            Invalid: its filters are too long.
        """
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            if _find(connection, view_id) is not None:
                raise Conflict("there is a view of that id already")
            _check(connection, view_id, actor, content)
            row = ViewRow(view_id, actor, content, 1, actor, by.at)
            connection.execute(insert(SAVED_VIEW).values(id=view_id, **_values(row)))
            _audit(connection, by, "view.create", row, None, content)
        return row

    def change(self, before: ViewRow, content: ViewContent, *, actor: str, address: str) -> ViewRow:
        """Give a view another content.

        Args:
            before: the view as it was read; another version meanwhile is a conflict.
            content: what it shows from now on.
            actor: who changes it; the owner stays.
            address: from where.

        Raises:
            Conflict: it was changed or deleted meanwhile, or as for :meth:`create`.
            Invalid: as for :meth:`create`.
        """
        by = By(actor, address, "", self._wall())
        row = ViewRow(before.id, before.owner, content, before.version + 1, actor, by.at)
        with self._database.write() as connection:
            found = _find(connection, before.id)
            if found is None or found.version != before.version:
                raise Conflict("the view was changed meanwhile; look at it again")
            _check(connection, before.id, before.owner, content)
            one = update(SAVED_VIEW).where(SAVED_VIEW.c.id == before.id)
            connection.execute(one.values(**_values(row)))
            _audit(connection, by, "view.update", row, before.content, content)
        return row

    def delete(self, view_id: str, *, actor: str, address: str) -> ViewRow:
        """Remove a view; returns what it was.

        Raises:
            NotFound: there is none of that id.
        """
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            row = _find(connection, view_id)
            if row is None:
                raise NotFound("there is no view of that id")
            connection.execute(delete(SAVED_VIEW).where(SAVED_VIEW.c.id == view_id))
            _audit(connection, by, "view.delete", row, row.content, None)
        return row


def _check(connection: Connection, view_id: str, owner: str, content: ViewContent) -> None:
    """Refuse a name that the owner uses elsewhere, too much text, and too many views."""
    if len(json.dumps(dict(content.filters), ensure_ascii=False).encode()) > MAX_BYTES:
        raise Invalid("filters", f"the filters of a view take at most {MAX_BYTES // 1024} KiB")
    table = SAVED_VIEW.c
    query = select(table.id, table.owner, table.name, table.shared).where(table.id != view_id)
    others = connection.execute(query).all()
    own = [other.name.casefold() for other in others if other.owner == owner]
    if content.name.casefold() in own:
        raise Conflict(f"{owner} has a view of the name {content.name!r} already")
    if len(own) >= MAX_OWN:
        raise Conflict(f"{owner} has {MAX_OWN} views already; delete one first")
    if content.shared and sum(other.shared for other in others) >= MAX_SHARED:
        raise Conflict(f"{MAX_SHARED} views are shared already; delete one first")


def _find(connection: Connection, view_id: str) -> ViewRow | None:
    query = select(SAVED_VIEW).where(SAVED_VIEW.c.id == view_id)
    stored = connection.execute(query).one_or_none()
    return _row(tuple(stored)) if stored else None


def _row(columns: tuple[Any, ...]) -> ViewRow:
    view_id, owner, name, shared, range_, filters, shown, version, changed_by, at = columns
    content = ViewContent(name, shared, range_, json.loads(filters), tuple(json.loads(shown)))
    return ViewRow(view_id, owner, content, version, changed_by, at)


def _values(row: ViewRow) -> dict[str, Any]:
    content = row.content
    return {
        "owner": row.owner,
        "name": content.name,
        "shared": content.shared,
        "range": content.range,
        "filters": json.dumps(dict(content.filters), ensure_ascii=False),
        "columns": json.dumps(content.columns),
        "version": row.version,
        "changed_by": row.changed_by,
        "changed_at": row.changed_at,
    }


def _audit(
    connection: Connection,
    by: By,
    action: str,
    row: ViewRow,
    before: ViewContent | None,
    after: ViewContent | None,
) -> None:
    """Write down what became of a view that others see, or saw."""
    if (before and before.shared) or (after and after.shared):
        record(connection, by, action, f"view:{row.id}", _seen(before), _seen(after))


def _seen(content: ViewContent | None) -> dict[str, Any] | None:
    """What others see of a view: nothing but that it is private, when it is."""
    if content is None:
        return None
    return content.plain() if content.shared else {"shared": False}
