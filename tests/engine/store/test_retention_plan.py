from pathlib import Path

from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.retention_plan import FilePlan, ModePlan, Rules
from engine.store.seal_sums import DAY_MS
from tests.helpers.keeping import FIRST_DAY, NOW, days_of_records

TODAY = NOW // DAY_MS


def test_days_are_whole_and_evidence_stays_longer() -> None:  # req 56
    rules = Rules({0: 30, 1: 0, 9: 30}, evidence_days=90)
    assert rules.cutoffs(NOW + 5) == {0: (TODAY - 30) * DAY_MS, 9: (TODAY - 90) * DAY_MS}
    assert Rules({9: 0}, evidence_days=90).cutoffs(NOW) == {}
    assert Rules({9: 100}, evidence_days=90).kept(9) == 100
    assert Rules({0: 99_999}).cutoffs(NOW) == {0: 0}


def test_a_preview_says_what_a_run_would_do_and_changes_nothing(
    cdrs: CdrStore, journal: Path
) -> None:
    days_of_records(cdrs, journal, 4)
    while cdrs.months.archive_next(1, NOW):
        pass
    days_of_records(cdrs, journal, 1)
    cdrs.holds.add(CdrFilter(callers=("100",), illegal=True), None, "", "alice", NOW)
    rules = Rules({0: 96, 9: 98})
    plan = cdrs.retention.preview(rules, NOW)
    assert plan.modes == [
        ModePlan(0, 96, (FIRST_DAY + 4) * DAY_MS, 15, 0),
        ModePlan(9, 98, (FIRST_DAY + 2) * DAY_MS, 6, 3),
    ]
    ordinary, illegal = sorted(cdrs.records.entries(), key=lambda entry: entry.illegal)
    assert sorted(plan.files, key=lambda file: file.remaining) == [
        FilePlan(ordinary.file, 12, 0, ordinary.bytes),
        FilePlan(illegal.file, 4, 8, illegal.bytes),
    ]
    assert cdrs.count(CdrFilter()) == 30
    done = cdrs.retention.run(rules, NOW, "")
    assert done.removed == {mode.mode: mode.records for mode in plan.modes}
    assert (done.rewritten, done.deleted) == (1, 1)


def test_a_damaged_file_is_named(cdrs: CdrStore, journal: Path) -> None:
    days_of_records(cdrs, journal, 1, (9,))
    cdrs.months.archive_next(1, NOW)
    [entry] = cdrs.records.entries()
    cdrs.archive.path(entry).unlink()
    plan = cdrs.retention.preview(Rules({9: 1, 0: 1}), NOW)
    assert ([each.file for each in plan.missing], plan.files) == ([entry.file], [])
    assert cdrs.retention.preview(Rules({0: 1}), NOW).missing == []
