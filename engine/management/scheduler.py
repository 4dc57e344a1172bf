"""Runs schedules: makes the file, delivers it, notes how it went.

One thread looks every second for what is due and does one run after the other, so that a hundred
reports at midnight cost the machine no more than one. A run that was missed while the engine was
down is made up once, for the latest moment that is over. ``due_at`` moves when a run has ended: one
that was cut off by a stop or a crash is still due at the next start. A failure is an alarm until
the schedule succeeds, is disabled or deleted.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from pydantic import ValidationError

from engine.api.alarm_board import AlarmBoard
from engine.api.models.schedules import SchedulePlan
from engine.api.schedule_times import Times, latest_due, next_due, times_of
from engine.api.services import ExportJob, ExportPort, ExportRequest
from engine.errors import Conflict, NotFound, StoreError, SwitchwardenError
from engine.logs import get_logger
from engine.management.schedule_delivery import ScheduleDelivery
from engine.store.cdr_filter import CdrFilter
from engine.store.csv_columns import DEFAULT_COLUMNS
from engine.store.schedules import ScheduleRow, Schedules

ALARM: Final = "schedule.failed"
LOOK_S: Final = 0.1
"""How often a running job is looked at, seconds."""

PATIENCE_S: Final = 600.0
"""How long a run waits for a place in the queue of exports, which operators may have filled."""

LONGEST_BACK_S: Final = 366 * 86_400.0
"""What was missed longer ago is not counted."""

MakeFilter = Callable[[SchedulePlan, Times], CdrFilter]
"""The filter of a plan over a range; refuses what the store cannot be asked."""

_log = get_logger(__name__)


class Scheduler:
    """Implements :class:`engine.api.services.SchedulePort`.

    Args:
        schedules: Where they are kept.
        exports: Makes the files.
        delivery: Brings them where they belong.
        alarms: Told of failures.
        make_filter: From a plan to the filter of the store.
        wall: Present time, epoch seconds.
    """

    def __init__(
        self,
        schedules: Schedules,
        exports: ExportPort,
        delivery: ScheduleDelivery,
        alarms: AlarmBoard,
        make_filter: MakeFilter,
        wall: Callable[[], float],
    ) -> None:
        self._schedules = schedules
        self._exports = exports
        self._delivery = delivery
        self._alarms = alarms
        self._make_filter = make_filter
        self._wall = wall
        self._lock = threading.Lock()
        self._asked: list[str] = []
        self._running = ""
        self._stop = threading.Event()

    @property
    def root(self) -> str:
        """The folder of all deliveries."""
        return self._delivery.root

    def request(self, schedule_id: str) -> None:
        """Have one run as soon as possible; asking twice before it does is asking once."""
        with self._lock:
            if schedule_id not in self._asked:
                self._asked.append(schedule_id)

    def running(self) -> frozenset[str]:
        """Those that run, or are about to because somebody asked."""
        with self._lock:
            return frozenset({*self._asked, self._running} - {""})

    def close(self) -> None:
        """Give up what runs; it stays due."""
        self._stop.set()

    def sweep(self) -> int:
        """Do what is due or asked for; how many runs. Blocks while they run."""
        done = 0
        rows = self._schedules.all()
        self._tell(rows)
        now = self._wall()
        with self._lock:
            asked = list(self._asked)
        for row in rows:
            wanted = row.id in asked
            if not self._stop.is_set() and (wanted or (row.enabled and row.due_at <= now)):
                self._run(row, by_clock=not wanted)
                done += 1
        self._forget(set(asked))  # those that are gone by now
        return done

    def _forget(self, ids: set[str]) -> None:
        with self._lock:
            self._asked = [each for each in self._asked if each not in ids]

    def _tell(self, rows: list[ScheduleRow]) -> None:
        """Have exactly the alarms stand that are true."""
        failed = {row.id: row for row in rows if row.enabled and row.last_status == "failed"}
        for alarm in self._alarms.all():
            if alarm.kind == ALARM and alarm.id.partition(":")[2] not in failed:
                self._alarms.clear(ALARM, alarm.id.partition(":")[2])
        for row in failed.values():
            self._alarms.put(ALARM, "warning", f"“{row.name}”: {row.last_detail}", row.id)

    def _run(self, row: ScheduleRow, *, by_clock: bool) -> None:
        with self._lock:
            self._running = row.id
        self._forget({row.id})
        try:
            self._work(row, by_clock=by_clock)
        finally:
            with self._lock:
                self._running = ""

    def _work(self, row: ScheduleRow, *, by_clock: bool) -> None:
        now = self._wall()
        due, missed, following = now, 0, None
        try:
            plan = SchedulePlan.model_validate(row.plan, strict=False)
            if by_clock:
                due, missed = latest_due(plan, max(row.due_at, now - LONGEST_BACK_S), now)
                following = next_due(plan, now)
            detail = self._produce(row, plan, due)
            status = "done"
        except _StoppedError:
            return
        except ValidationError:
            status, detail = "failed", "its settings are of another release; save it again"
            following = now + 86_400 if by_clock else None
        except SwitchwardenError as error:
            status, detail = "failed", error.detail
        except Exception as error:  # noqa: BLE001 - the boundary of one run
            _log.error("a schedule failed", schedule=row.id, exc_info=error)
            status, detail = "failed", "a fault of the engine; its log has the trace"
        if missed:
            detail += f" {missed} earlier runs were missed and are not made up."
        self._schedules.ended(row.id, status, detail, following)
        _log.info("a schedule ran", schedule=row.id, status=status, detail=detail)
        with suppress(NotFound):
            self._tell([*self._others(row.id), self._schedules.get(row.id)])

    def _others(self, schedule_id: str) -> list[ScheduleRow]:
        return [row for row in self._schedules.all() if row.id != schedule_id]

    def _produce(self, row: ScheduleRow, plan: SchedulePlan, due: float) -> str:
        """Make the file and deliver it; what became of it."""
        job = self._queued(
            ExportRequest(
                filters=self._make_filter(plan, times_of(plan, due)),
                columns=tuple(plan.columns) or (DEFAULT_COLUMNS if plan.kind == "cdrs" else ()),
                timezone=plan.timezone,
                owner=f"{row.created_by} (schedule “{row.name}”)",
                file_format=plan.format,
                kind=plan.kind,
                sort=plan.sort,
                oldest=plan.order == "oldest",
                language=plan.language,
            )
        )
        job = self._ended(job)
        if job.status != "done":
            raise StoreError(job.detail or f"the file was {job.status}")
        return self._delivery.deliver(row, plan, job)

    def _queued(self, request: ExportRequest) -> ExportJob:
        """Queue an export, as soon as there is room.

        Raises:
            Conflict: there was none all the time.
            _StoppedError: the engine stops.
        """
        for _ in range(round(PATIENCE_S / LOOK_S)):
            with suppress(Conflict):
                return self._exports.create(request)
            if self._stop.wait(LOOK_S):
                raise _StoppedError
        return self._exports.create(request)

    def _ended(self, job: ExportJob) -> ExportJob:
        """Wait for a job.

        Raises:
            _StoppedError: the engine stops; the job is given up.
        """
        while job.status in ("queued", "running"):
            if self._stop.wait(LOOK_S):
                with suppress(SwitchwardenError):
                    self._exports.cancel(job.id)
                raise _StoppedError
            job = self._exports.get(job.id)
        return job


class _StoppedError(Exception):
    """The engine stops while a run is under way."""
