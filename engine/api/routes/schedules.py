"""Scheduled exports and reports: operators make, change and run them, all who sign in see them.

Where files lie is a folder below the one for deliveries, which only whoever starts the engine
chooses; addresses are plain ones. Every change is audited with what was before and after.
"""

from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from engine.api.cdr_range import to_filter
from engine.api.models.schedules import (
    LastRun,
    NewSchedule,
    ScheduleChange,
    ScheduleItem,
    ScheduleList,
    SchedulePlan,
)
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.schedule_times import next_due
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.services import Services
from engine.api.wire import stamp
from engine.errors import Conflict, Invalid
from engine.identifiers import uuid7
from engine.store.schedules import ScheduleRow

_CHANGING: Final = refusals(400, 401, 403, 404, 409, 413, 415, 422, 503)
router = resource("/schedules", tag="schedules", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 503))
def get_schedules(services: Engine) -> ScheduleList:
    """All schedules by name, with how the last run of each went."""
    running = services.schedules.running()
    rows = services.config.schedules.all()
    return ScheduleList(
        items=[_item(row, running) for row in rows],
        mail_ready=services.config.mail.get().ready,
        root=services.schedules.root,
    )


@router.post("", status_code=201, responses=refusals(400, 401, 403, 409, 413, 415, 422, 503))
def create_schedule(asked: NewSchedule, identity: Operator, services: Engine) -> ScheduleItem:
    """Add a schedule; it runs first when its time comes."""
    _check_filters(services, asked)
    now = services.clock.wall()
    row = ScheduleRow(
        id=uuid7(int(now * 1000)),
        name=asked.name,
        enabled=asked.enabled,
        plan=_plan(asked),
        due_at=next_due(asked, now),
        created_by=identity.name,
    )
    added = services.config.schedules.add(row, address=identity.address)
    return _item(added, services.schedules.running())


@router.patch("/{schedule_id}", responses=_CHANGING)
def update_schedule(
    schedule_id: str, asked: ScheduleChange, identity: Operator, services: Engine
) -> ScheduleItem:
    """Change a schedule; its next run is reckoned anew."""
    before = services.config.schedules.get(schedule_id)
    if asked.version is not None and asked.version != before.version:
        raise Conflict("the schedule was changed meanwhile; look at it again")
    after = _merged(before, asked)
    _check_filters(services, after)
    row = replace(
        before,
        name=after.name,
        enabled=after.enabled,
        plan=_plan(after),
        due_at=next_due(after, services.clock.wall()),
    )
    changed = services.config.schedules.change(row, actor=identity.name, address=identity.address)
    return _item(changed, services.schedules.running())


@router.delete("/{schedule_id}", responses=refusals(401, 403, 404, 422, 503))
def delete_schedule(schedule_id: str, identity: Operator, services: Engine) -> ScheduleItem:
    """Delete a schedule; files it made stay where they are."""
    schedules = services.config.schedules
    row = schedules.remove(schedule_id, actor=identity.name, address=identity.address)
    return _item(row, frozenset())


@router.post("/{schedule_id}/run", status_code=202, responses=refusals(401, 403, 404, 422, 503))
def run_schedule(schedule_id: str, identity: Operator, services: Engine) -> ScheduleItem:
    """Run one now; its next run by the clock stays as it is."""
    row = services.config.schedules.get(schedule_id)
    services.config.audit.append(
        actor=identity.name,
        address=identity.address,
        action="schedule.run",
        object=f"schedule:{row.id}",
    )
    services.schedules.request(row.id)
    return _item(row, services.schedules.running())


def _merged(before: ScheduleRow, asked: ScheduleChange) -> NewSchedule:
    """The schedule after the change.

    Raises:
        Invalid: the whole makes no sense.
    """
    given = asked.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"version"})
    whole = {"name": before.name, "enabled": before.enabled, **before.plan}
    if asked.filters is not None:
        given["filters"] = _filters(asked.filters)
    given = {name: value for name, value in given.items() if value is not None}
    try:
        return NewSchedule.model_validate({**whole, **given})
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid(".".join(map(str, first["loc"])), str(first["msg"])) from error


def _check_filters(services: Services, plan: SchedulePlan) -> None:
    """Refuse now what a run could not read."""
    to_filter(services, plan.filters)


def _plan(schedule: NewSchedule) -> dict[str, Any]:
    plan = schedule.model_dump(mode="json", exclude={"name", "enabled", "filters"})
    return {**plan, "filters": _filters(schedule.filters)}


def _filters(filters: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = filters.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dumped


def _item(row: ScheduleRow, running: frozenset[str]) -> ScheduleItem:
    last = None
    if row.last_at is not None:
        status: Any = row.last_status
        last = LastRun(at=stamp(row.last_at), status=status, detail=row.last_detail)
    return ScheduleItem(
        id=row.id,
        version=row.version,
        name=row.name,
        enabled=row.enabled,
        **row.plan,
        created_by=row.created_by,
        running=row.id in running,
        next_run=stamp(row.due_at) if row.enabled else None,
        last=last,
    )
