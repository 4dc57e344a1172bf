"""Schedules and mail, put together."""

from collections.abc import Callable
from pathlib import Path

from engine.api.alarm_board import AlarmBoard
from engine.api.cdr_range import to_filter
from engine.api.models.schedules import SchedulePlan
from engine.api.schedule_times import Times
from engine.api.services import ExportPort, Services
from engine.management.deliveries import Deliveries
from engine.management.mailer import Mailer
from engine.management.schedule_delivery import ScheduleDelivery
from engine.management.scheduler import Scheduler
from engine.store.cdr_filter import CdrFilter
from engine.store.config_store import ConfigStore


def plan_filter(services: Services, plan: SchedulePlan, times: Times) -> CdrFilter:
    """The filter of a plan over a range.

    Raises:
        Invalid: the range is longer than one question may be.
    """
    ranged = {"from_": times.start, "to": times.end}
    only = {"illegal": True} if plan.kind == "illegal-calls" else {}
    return to_filter(services, plan.filters.model_copy(update={**ranged, **only}))


def reporting(
    config: ConfigStore,
    exports: ExportPort,
    alarms: AlarmBoard,
    root: Path,
    wall: Callable[[], float],
    services: Callable[[], Services],
) -> tuple[Scheduler, Mailer]:
    """The scheduler and the mailer; ``services`` is asked when a schedule runs."""
    mailer = Mailer(config.mail.get, wall)
    delivery = ScheduleDelivery(exports, Deliveries(root), mailer)
    scheduler = Scheduler(
        config.schedules,
        exports,
        delivery,
        alarms,
        lambda plan, times: plan_filter(services(), plan, times),
        wall,
    )
    return scheduler, mailer
