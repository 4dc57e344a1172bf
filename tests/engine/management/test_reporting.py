from pathlib import Path

from engine.api.models.schedules import SchedulePlan
from engine.api.schedule_times import times_of
from engine.management.exports import Exports
from engine.management.reporting import plan_filter, reporting
from engine.management.reports.illegal_calls import IllegalCallReports
from engine.store.schedules import ScheduleRow
from tests.helpers.api_app import Stage
from tests.helpers.stores import START, cdr


def test_a_schedule_becomes_a_file_in_its_folder(tmp_path: Path) -> None:  # req 55
    stage = Stage(tmp_path / "data")
    stage.ingest("cdr", *[cdr(start=START + number) for number in range(7)])
    wall = lambda: START / 1000 + 86_400  # noqa: E731
    folder = tmp_path / "exports"
    folder.mkdir()
    report = IllegalCallReports(stage.config, stage.cdrs.evidence, wall).write
    exports = Exports(folder, stage.cdrs, wall, lambda: 24, lambda: 100, report)
    root = tmp_path / "out"
    scheduler, _ = reporting(
        stage.config, exports, stage.alarms, root, wall, lambda: stage.services
    )
    plan = SchedulePlan(folder="audit", format="csv").model_dump(mode="json", by_alias=True)
    row = ScheduleRow("id", "Daily", True, plan, 0.0, "alice")
    stage.config.schedules.add(row, address="")
    assert scheduler.sweep() == 1
    done = stage.config.schedules.get("id")
    assert (done.last_status, stage.alarms.all()) == ("done", []), done.last_detail
    (file,) = (root / "audit").glob("*.csv")
    assert file.read_bytes().count(b"\r\n") == 8
    assert done.last_detail.startswith(f"7 records. The file is {file}.")
    exports.close()
    stage.close()


def test_a_report_is_of_unauthorised_calls_and_an_export_of_all(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    for kind, illegal in (("illegal-calls", True), ("cdrs", None)):
        plan = SchedulePlan(folder="a", kind=kind, format="csv")  # type: ignore[arg-type]
        times = times_of(plan, START / 1000)
        found = plan_filter(stage.services, plan, times)
        assert (found.illegal, found.from_, found.to) == (illegal, times.start, times.end)
    stage.close()
