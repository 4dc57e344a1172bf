from engine.api.keeping_view import hold_item, preview_item, report_item, run_item
from engine.store.archive_files import Missing
from engine.store.cdr_filter import CdrFilter
from engine.store.holds import Hold
from engine.store.retention import Run
from engine.store.retention_plan import FilePlan, ModePlan, Plan, Rules
from engine.store.seal_check import PartReport, Report
from tests.helpers.stores import START

LACKING = Missing("a.parquet", START, START, 7, "it is gone")


def test_a_preview_has_every_mode_and_its_sums() -> None:
    plan = Plan(
        [ModePlan(0, 30, START, 5, 1), ModePlan(9, 90, START, 2, 0)],
        [FilePlan("a", 4, 0, 99), FilePlan("b", 1, 8, 50)],
        [LACKING],
    )
    item = preview_item(plan, Rules({0: 30, 9: 30}, 90))
    assert [mode["keep_days"] for mode in item["modes"]] == [30, 0, 0, 0, 90]
    assert (item["records"], item["held"]) == (7, 1)
    assert [file["action"] for file in item["files"]] == ["remove", "rewrite"]
    assert item["missing"][0]["records"] == 7


def test_a_run_counts_what_it_removed() -> None:
    item = run_item(Run("x", START, "alice", {0: 3, 9: 4}, 1, 2, 99, ["a"], "no room"))
    assert (item.records, item.files_rewritten, item.files_removed) == (7, 1, 2)
    assert [each.billing_mode_name for each in item.removed] == ["Phone", "Illegal call"]


def test_a_hold_is_over_at_its_date() -> None:
    hold = Hold("x", CdrFilter(connected=False, hold_min=0), START, "why", "alice", 0)
    assert hold_item(hold, START / 1000 - 1).active
    assert not hold_item(hold, START / 1000).active
    assert hold_item(hold, 0).filters == {"connected": False, "hold_min": 0}


def test_a_report_names_days() -> None:
    part = PartReport(START // 86_400_000, 9, "missing", 5, 1, 3, 2)
    item = report_item(Report([part], [4], 6, "ab", [LACKING]))
    assert (item["sound"], item["broken_links"], item["links"]) == (False, [4], 6)
    assert item["items"][0]["day"] == "2023-11-14"
