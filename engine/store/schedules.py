"""Scheduled exports and reports: what, when and where to, and how the last one went.

What an operator wrote is kept as one JSON text, which this package does not read; the columns are
what the scheduler needs. ``due_at`` stands here, not in memory: a run that was missed while the
engine was down is still due when it is back.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from engine.errors import Conflict, NotFound
from engine.store.audit import By, record
from engine.store.database import Database
from engine.store.schema import SCHEDULE

MAX_SCHEDULES: Final = 100
"""They run one after the other; more would not be done before the day is over."""

MAX_DETAIL: Final = 600


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One schedule.

    Attributes:
        id: UUIDv7.
        name: What operators call it; unique.
        enabled: Whether it runs by itself.
        plan: What, when and where to, as JSON types.
        due_at: When it runs next, epoch seconds.
        created_by: Operator.
        version: Counts the changes.
        last_at: When it ran last, epoch seconds; None before the first time.
        last_status: ``done``, ``failed`` or "" before the first time.
        last_detail: What became of it, in a sentence.
    """

    id: str
    name: str
    enabled: bool
    plan: dict[str, Any]
    due_at: float
    created_by: str
    version: int = 1
    last_at: float | None = None
    last_status: str = ""
    last_detail: str = ""


class Schedules:
    """The schedules of one configuration store."""

    def __init__(self, database: Database, wall: Callable[[], float]) -> None:
        self._database = database
        self._wall = wall

    def all(self) -> list[ScheduleRow]:
        """All of them by name."""
        with self._database.read() as connection:
            stored = connection.execute(select(SCHEDULE).order_by(SCHEDULE.c.name, SCHEDULE.c.id))
            return [_row(row) for row in stored]

    def get(self, schedule_id: str) -> ScheduleRow:
        """One of them.

        Raises:
            NotFound: there is none of that id.
        """
        with self._database.read() as connection:
            return _load(connection, schedule_id)

    def add(self, row: ScheduleRow, *, address: str) -> ScheduleRow:
        """Keep a new one; its creator is the actor.

        Raises:
            Conflict: the name is taken, or there are :data:`MAX_SCHEDULES`.
        """
        by = By(row.created_by, address, "", self._wall())
        with self._database.write() as connection:
            _check_name(connection, row.name, row.id)
            query = select(func.count()).select_from(SCHEDULE)
            if connection.execute(query).scalar_one() >= MAX_SCHEDULES:
                raise Conflict(f"there are {MAX_SCHEDULES} schedules; delete one of them first")
            connection.execute(insert(SCHEDULE).values(_values(row)))
            record(connection, by, "schedule.create", _object(row), None, _state(row))
            return row

    def change(self, row: ScheduleRow, *, actor: str, address: str) -> ScheduleRow:
        """Replace name, plan, state and next moment of one, as it was when it was read.

        Raises:
            NotFound: it is gone.
            Conflict: it was changed meanwhile, or the name is taken.
        """
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            before = _load(connection, row.id)
            if before.version != row.version:
                raise Conflict("the schedule was changed meanwhile; look at it again")
            _check_name(connection, row.name, row.id)
            changed = {
                "name": row.name,
                "enabled": row.enabled,
                "plan": json.dumps(row.plan, ensure_ascii=False),
                "due_at": row.due_at,
                "version": row.version + 1,
            }
            _update(connection, row.id, **changed)
            record(connection, by, "schedule.update", _object(row), _state(before), _state(row))
            return _load(connection, row.id)

    def remove(self, schedule_id: str, *, actor: str, address: str) -> ScheduleRow:
        """Forget one; what it was.

        Raises:
            NotFound: there is none of that id.
        """
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            row = _load(connection, schedule_id)
            connection.execute(delete(SCHEDULE).where(SCHEDULE.c.id == schedule_id))
            record(connection, by, "schedule.delete", _object(row), _state(row), None)
            return row

    def ended(
        self, schedule_id: str, status: str, detail: str, due_at: float | None = None
    ) -> None:
        """Note how a run went, and when the next one is; one that is gone meanwhile is no fault."""
        changed: dict[str, Any] = {
            "last_at": self._wall(),
            "last_status": status,
            "last_detail": detail[:MAX_DETAIL],
        }
        if due_at is not None:
            changed["due_at"] = due_at
        with self._database.write() as connection:
            _update(connection, schedule_id, **changed)


def _load(connection: Connection, schedule_id: str) -> ScheduleRow:
    query = select(SCHEDULE).where(SCHEDULE.c.id == schedule_id)
    stored = connection.execute(query).one_or_none()
    if stored is None:
        raise NotFound(f"there is no schedule {schedule_id[:80]!a}")
    return _row(stored)


def _check_name(connection: Connection, name: str, schedule_id: str) -> None:
    query = select(SCHEDULE.c.id).where(SCHEDULE.c.name == name, SCHEDULE.c.id != schedule_id)
    if connection.execute(query).first() is not None:
        raise Conflict("there is a schedule of that name already")


def _update(connection: Connection, schedule_id: str, **values: Any) -> None:
    connection.execute(update(SCHEDULE).where(SCHEDULE.c.id == schedule_id).values(values))


def _values(row: ScheduleRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in SCHEDULE.c.keys()}  # noqa: SIM118
    return {**values, "plan": json.dumps(row.plan, ensure_ascii=False)}


def _row(stored: Row[Any]) -> ScheduleRow:
    values = dict(stored._mapping)
    return ScheduleRow(**{**values, "plan": json.loads(values["plan"])})


def _state(row: ScheduleRow) -> dict[str, Any]:
    """What the audit keeps."""
    return {"name": row.name, "enabled": row.enabled, **row.plan}


def _object(row: ScheduleRow) -> str:
    return f"schedule:{row.id}"
