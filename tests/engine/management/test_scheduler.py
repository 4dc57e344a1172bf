import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from engine.api.alarm_board import AlarmBoard
from engine.api.hub import EventHub
from engine.api.models.schedules import SchedulePlan
from engine.api.schedule_times import Times
from engine.api.services import ExportJob, ExportRequest
from engine.errors import Conflict, Invalid
from engine.management import scheduler
from engine.management.mailer import MailError
from engine.management.schedule_delivery import ScheduleDelivery
from engine.management.scheduler import ALARM, Scheduler
from engine.store.cdr_filter import CdrFilter
from engine.store.config_store import ConfigStore
from engine.store.schedules import ScheduleRow
from tests.helpers.stores import Wall, config_store

DAY = 86_400.0
NOON = 1_700_049_600.0
"""2023-11-15, 12:00 in UTC."""

SIX = NOON - 6 * 3600


class Jobs:
    """Jobs that end at once, or when they are told to."""

    def __init__(self) -> None:
        self.asked: list[ExportRequest] = []
        self.cancelled: list[str] = []
        self.status: Any = "done"
        self.full = 0
        self.when_full: Callable[[], object] = lambda: None

    def create(self, request: ExportRequest) -> ExportJob:
        if self.full:
            self.full -= 1
            self.when_full()
            raise Conflict("16 exports wait already")
        self.asked.append(request)
        return ExportJob("x", "queued", 0, None, 0, None, "", "f", request.owner, 0.0, None)

    def get(self, export_id: str) -> ExportJob:
        detail = "the disk is full" if self.status == "failed" else ""
        return ExportJob(export_id, self.status, 3, 3, 1, "ab", detail, "f", "", 0.0, 1.0)

    def cancel(self, export_id: str) -> ExportJob:
        self.cancelled.append(export_id)
        return self.get(export_id)


class Delivery:
    """Delivers nowhere."""

    root = "/srv/out"

    def __init__(self) -> None:
        self.error = ""
        self.delivered: list[str] = []

    def deliver(self, row: ScheduleRow, plan: SchedulePlan, job: ExportJob) -> str:
        if self.error:
            raise MailError(self.error)
        self.delivered.append(row.name)
        return f"{job.rows} records."


class Bench:
    """A scheduler with everything around it."""

    def __init__(self, folder: Path) -> None:
        self.wall = Wall(NOON)
        self.config: ConfigStore = config_store(folder, self.wall)
        self.jobs = Jobs()
        self.delivery = Delivery()
        self.alarms = AlarmBoard(EventHub(), self.wall)
        self.ranges: list[Times] = []
        self.scheduler = self.started()

    def started(self) -> Scheduler:
        return Scheduler(
            self.config.schedules,
            cast("Any", self.jobs),
            cast("ScheduleDelivery", self.delivery),
            self.alarms,
            self.filter,
            self.wall,
        )

    def filter(self, plan: SchedulePlan, times: Times) -> CdrFilter:
        self.ranges.append(times)
        if plan.filters.q == "bad":
            raise Invalid("from", "the range is too long")
        return CdrFilter(from_=times.start, to=times.end)

    def add(self, name: str = "Daily", due_at: float = SIX, **plan: Any) -> str:
        whole = SchedulePlan(**{"folder": "audit", **plan}).model_dump(mode="json", by_alias=True)
        row = ScheduleRow(f"id-{name}", name, True, whole, due_at, "alice")
        self.config.schedules.add(row, address="")
        return row.id

    def row(self, schedule_id: str) -> ScheduleRow:
        return self.config.schedules.get(schedule_id)

    def standing(self) -> list[str]:
        return [alarm.id for alarm in self.alarms.all()]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.config.close()


def test_what_is_due_runs_once_and_is_due_again_the_next_day(bench: Bench) -> None:
    due, later = bench.add(), bench.add("Later", NOON + 1)
    assert bench.scheduler.sweep() == 1
    row = bench.row(due)
    assert (row.last_status, row.last_detail, row.last_at) == ("done", "3 records.", NOON)
    assert row.due_at == SIX + DAY
    assert bench.row(later).last_at is None
    assert bench.jobs.asked[0].owner == "alice (schedule “Daily”)"
    assert bench.jobs.asked[0].kind == "illegal-calls"
    assert bench.scheduler.sweep() == 0


def test_runs_missed_while_the_engine_was_down_are_made_up_once(bench: Bench) -> None:
    late = bench.add(due_at=SIX - 3 * DAY)
    assert bench.started().sweep() == 1
    assert bench.delivery.delivered == ["Daily"]
    start, end = bench.ranges[0]
    assert (start.isoformat(), end.isoformat()) == (
        "2023-11-14T00:00:00+00:00",
        "2023-11-15T00:00:00+00:00",
    )
    assert bench.row(late).last_detail == (
        "3 records. 3 earlier runs were missed and are not made up."
    )
    assert bench.scheduler.sweep() == 0


def test_a_failure_is_an_alarm_until_the_next_success(bench: Bench) -> None:
    due = bench.add()
    bench.jobs.status = "failed"
    bench.scheduler.sweep()
    assert bench.row(due).last_detail == "the disk is full"
    assert bench.standing() == [f"{ALARM}:{due}"]
    bench.alarms.clear(ALARM, due)
    bench.started().sweep()
    assert bench.standing() == [f"{ALARM}:{due}"], "it stands again after a restart"
    bench.jobs.status = "done"
    bench.wall.now += DAY
    bench.scheduler.sweep()
    assert bench.row(due).last_status == "done"
    assert bench.standing() == []


@pytest.mark.parametrize("ends", ["disabled", "deleted"])
def test_the_alarm_goes_with_its_schedule(bench: Bench, ends: str) -> None:
    due = bench.add()
    bench.delivery.error = "the mail server is gone"
    bench.scheduler.sweep()
    assert bench.alarms.all()[0].detail == "“Daily”: the mail server is gone"
    if ends == "deleted":
        bench.config.schedules.remove(due, actor="a", address="")
    else:
        off = replace(bench.row(due), enabled=False)
        bench.config.schedules.change(off, actor="a", address="")
    bench.scheduler.sweep()
    assert bench.standing() == []


def test_run_now_leaves_the_clock_alone(bench: Bench) -> None:
    later = bench.add(due_at=NOON + 100)
    bench.scheduler.request(later)
    bench.scheduler.request(later)
    bench.scheduler.request("nothing")
    assert bench.scheduler.running() == {later, "nothing"}
    assert bench.scheduler.sweep() == 1
    assert bench.scheduler.running() == frozenset()
    assert (bench.row(later).last_status, bench.row(later).due_at) == ("done", NOON + 100)


def test_what_cannot_be_asked_fails_and_is_due_again(bench: Bench) -> None:
    bad = bench.add(filters={"q": "bad"})
    bench.scheduler.sweep()
    row = bench.row(bad)
    assert (row.last_status, row.last_detail) == ("failed", "the range is too long")
    assert row.due_at == SIX + DAY


def test_a_plan_of_another_release_fails_with_advice(bench: Bench) -> None:
    odd = ScheduleRow("odd", "Odd", True, {"folder": "a", "colour": "red"}, SIX, "alice")
    bench.config.schedules.add(odd, address="")
    bench.scheduler.sweep()
    assert "save it again" in bench.row("odd").last_detail
    assert bench.row("odd").due_at > NOON


def test_a_run_that_is_cut_off_by_a_stop_stays_due(bench: Bench) -> None:
    due = bench.add()
    bench.jobs.status = "running"
    thread = threading.Thread(target=bench.scheduler.sweep)
    thread.start()
    while not bench.jobs.asked:
        threading.Event().wait(0.005)
    assert bench.scheduler.running() == {due}
    bench.scheduler.close()
    thread.join(10)
    assert not thread.is_alive()
    assert bench.jobs.cancelled == ["x"]
    assert (bench.row(due).last_at, bench.row(due).due_at) == (None, SIX)
    assert bench.scheduler.root == "/srv/out"


def test_what_a_plan_says_of_order_and_language_is_asked_for(bench: Bench) -> None:
    bench.add("Sorted", kind="cdrs", format="csv", sort="fee", order="oldest")
    bench.add("Report", language="zh")
    bench.scheduler.sweep()
    asked = {(each.kind, each.sort, each.oldest, each.language) for each in bench.jobs.asked}
    assert asked == {("cdrs", "fee", True, "en"), ("illegal-calls", "start", False, "zh")}


def test_a_run_waits_for_a_place_among_the_exports(bench: Bench) -> None:
    due = bench.add()
    bench.jobs.full = 2
    assert bench.scheduler.sweep() == 1
    assert bench.delivery.delivered == ["Daily"]
    assert bench.row(due).last_status == "done"


def test_a_run_that_gets_no_place_fails_in_the_end(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "PATIENCE_S", 2 * scheduler.LOOK_S)
    due = bench.add()
    bench.jobs.full = 99
    assert bench.scheduler.sweep() == 1
    assert bench.jobs.full == 96
    row = bench.row(due)
    assert (row.last_status, row.last_detail) == ("failed", "16 exports wait already")
    assert bench.standing() == [f"{ALARM}:{due}"]


def test_a_run_that_waits_for_a_place_is_still_due_when_the_engine_stops(bench: Bench) -> None:
    due = bench.add()
    bench.jobs.full = 99
    bench.jobs.when_full = bench.scheduler.close
    bench.scheduler.sweep()
    assert bench.jobs.full == 98
    assert (bench.row(due).last_at, bench.row(due).due_at) == (None, SIX)
