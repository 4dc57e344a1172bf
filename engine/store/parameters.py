"""Values of the parameters, their versions, and changes that return by themselves.

Only parameters that were ever changed have a row; the others have the catalogue's default and
version 0. A timed change keeps beside the value when it returns and to what. A second timed change
before the first returned keeps the value from before the first one: what was set for a while never
becomes what is returned to.
"""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from engine.errors import Conflict, NotFound
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.model import Parameter
from engine.parameters.values import parse
from engine.store.audit import Audit, By, record
from engine.store.database import Database
from engine.store.meta import raise_version
from engine.store.rows import AuditFilter, AuditRow, ParameterRow
from engine.store.schema import PARAMETER

TIMER = "timer"
"""Actor of a timed change that returned."""

MAX_TIMED_S = 30 * 86_400.0
"""Longest time ahead at which a change may return, seconds."""


class Parameters:
    """The parameters of one configuration store."""

    def __init__(self, database: Database, audit: Audit, wall: Callable[[], float]) -> None:
        self._database = database
        self._audit = audit
        self._wall = wall

    def all(self) -> list[ParameterRow]:
        """The whole catalogue with the values in force, alphabetical."""
        with self._database.read() as connection:
            stored = {row.name: _row(row) for row in connection.execute(select(PARAMETER))}
        return [stored.get(name) or _unchanged(entry) for name, entry in CATALOGUE.items()]

    def values(self) -> dict[str, int | str]:
        """The values in force by name."""
        return {row.name: row.value for row in self.all()}

    def get(self, name: str) -> ParameterRow:
        """One parameter.

        Raises:
            NotFound: the catalogue has no such name.
        """
        entry = _entry(name)
        with self._database.read() as connection:
            return _load(connection, entry)

    def set(
        self,
        name: str,
        value: object,
        *,
        actor: str,
        address: str,
        reason: str = "",
        expected_version: int | None = None,
        revert_at: float | None = None,
    ) -> ParameterRow:
        """Change one parameter, for good or until ``revert_at`` (epoch seconds).

        Args:
            name: Name in the catalogue.
            value: As the operator wrote it, see :func:`engine.parameters.values.parse`.
            actor: Who changes it.
            address: From where.
            reason: Why, may be empty.
            expected_version: Refuse unless the parameter still has this version.
            revert_at: When the present value comes back.

        Raises:
            NotFound: the catalogue has no such name.
            ParameterError: the value is out of range.
            Conflict: somebody changed it meanwhile.
        """
        entry = _entry(name)
        parsed = parse(entry, value)
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            before = _load(connection, entry, expected_version)
            return _change(connection, by, before, parsed, revert_at)

    def revert(self, name: str, *, expected_version: int) -> ParameterRow:
        """Return a timed change to the value before it.

        Raises:
            Conflict: it was changed meanwhile, or is not a timed change any more.
        """
        entry = _entry(name)
        by = By(TIMER, "", "the time of the change is over", self._wall())
        with self._database.write() as connection:
            before = _load(connection, entry, expected_version)
            return _change(connection, by, before, _permanent(before), None)

    def return_now(self, name: str, *, actor: str, address: str, reason: str = "") -> ParameterRow:
        """Return a timed change before its time, in the name of an operator.

        Raises:
            NotFound: the catalogue has no such name.
            Conflict: it is not a timed change, or not any more.
        """
        entry = _entry(name)
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            before = _load(connection, entry)
            return _change(connection, by, before, _permanent(before), None)

    def extend(
        self, name: str, seconds: float, *, actor: str, address: str, reason: str = ""
    ) -> ParameterRow:
        """Let a timed change return ``seconds`` later than it would, or than now if it is overdue.

        Raises:
            NotFound: the catalogue has no such name.
            Conflict: it is not a timed change, or not any more, or would last too long.
        """
        entry = _entry(name)
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            before = _load(connection, entry)
            _permanent(before)
            end = max(before.revert_at or 0.0, by.at) + seconds
            if end > by.at + MAX_TIMED_S:
                raise Conflict(f"{name} would return later than in 30 days; change it for good")
            return _change(connection, by, before, before.value, end)

    def timed(self) -> list[ParameterRow]:
        """Timed changes, the one that returns next first."""
        query = (
            select(PARAMETER)
            .where(PARAMETER.c.revert_at.is_not(None), PARAMETER.c.name.in_(CATALOGUE))
            .order_by(PARAMETER.c.revert_at, PARAMETER.c.name)
        )
        with self._database.read() as connection:
            return [_row(row) for row in connection.execute(query)]

    def history(self, name: str, limit: int = 100, before_id: int | None = None) -> list[AuditRow]:
        """Changes of one parameter, newest first.

        Raises:
            NotFound: the catalogue has no such name.
        """
        filters = AuditFilter(object=_object(_entry(name).name))
        return self._audit.page(limit=limit, before_id=before_id, filters=filters)


def _entry(name: str) -> Parameter:
    entry = CATALOGUE.get(name)
    if entry is None:
        raise NotFound(f"there is no parameter {name[:80]!a}")
    return entry


def _permanent(row: ParameterRow) -> int | str:
    """The value that a timed change returns to."""
    if row.revert_to is None:
        raise Conflict(f"{row.name} has no timed change to return from")
    return row.revert_to


def _object(name: str) -> str:
    return f"parameter:{name}"


def _unchanged(entry: Parameter) -> ParameterRow:
    return ParameterRow(entry.name, entry.default)


def _load(
    connection: Connection, entry: Parameter, expected_version: int | None = None
) -> ParameterRow:
    query = select(PARAMETER).where(PARAMETER.c.name == entry.name)
    stored = connection.execute(query).one_or_none()
    row = _row(stored) if stored else _unchanged(entry)
    if expected_version is not None and row.version != expected_version:
        raise Conflict(
            f"{entry.name} was changed meanwhile (version {row.version}, by "
            f"{row.changed_by or 'nobody'}); look at it again before changing it"
        )
    return row


def _change(
    connection: Connection,
    by: By,
    before: ParameterRow,
    value: int | str,
    revert_at: float | None,
) -> ParameterRow:
    """Write the new state, its audit row and the new version of the configuration."""
    permanent = before.value if before.revert_to is None else before.revert_to
    after = ParameterRow(
        name=before.name,
        value=value,
        version=before.version + 1,
        changed_by=by.actor,
        changed_at=by.at,
        revert_at=revert_at,
        revert_to=None if revert_at is None else permanent,
    )
    _store(connection, after)
    record(connection, by, "parameter.set", _object(after.name), _state(before), _state(after))
    raise_version(connection)
    return after


def _store(connection: Connection, row: ParameterRow) -> None:
    values = {
        "value": json.dumps(row.value, ensure_ascii=False),
        "version": row.version,
        "changed_by": row.changed_by,
        "changed_at": row.changed_at,
        "revert_at": row.revert_at,
        "revert_to": None if row.revert_to is None else json.dumps(row.revert_to),
    }
    statement = insert(PARAMETER).values(name=row.name, **values)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[PARAMETER.c.name], set_=values)
    )


def _state(row: ParameterRow) -> dict[str, Any]:
    """What the audit keeps of a parameter."""
    state: dict[str, Any] = {"value": row.value, "version": row.version}
    return state if row.revert_at is None else {**state, "revert_at": row.revert_at}


def _row(stored: Any) -> ParameterRow:
    """A parameter from its stored columns."""
    reverts = stored.revert_to is not None
    return ParameterRow(
        name=stored.name,
        value=json.loads(stored.value),
        version=stored.version,
        changed_by=stored.changed_by,
        changed_at=stored.changed_at,
        revert_at=stored.revert_at,
        revert_to=json.loads(stored.revert_to) if reverts else None,
    )
