from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.errors import Conflict, StoreError
from engine.store import retention
from engine.store.archive_parquet import ArchiveWriter, Source
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.retention_plan import Rules
from tests.helpers.keeping import FIRST_DAY, NOW, days_of_records, seal_all, states, verified
from tests.helpers.stores import cdr, fill_with

ALL = CdrFilter()
RULES = Rules({9: 95, 0: 98})
"""Of five days from a hundred days ago, mode 9 loses the first five, mode 0 the first two."""


def flows(cdrs: CdrStore) -> set[int]:
    rows, _ = cdrs.page(ALL, limit=1000)
    return {row.flow_no for row in rows}


def archive_all(cdrs: CdrStore) -> None:
    while cdrs.months.archive_next(1, NOW):
        pass


def test_whole_days_go_by_mode_from_table_and_archive_alike(cdrs: CdrStore, journal: Path) -> None:
    made = days_of_records(cdrs, journal, 5)
    done = cdrs.retention.run(Rules({9: 98, 0: 96, 1: 0}), NOW, "alice")
    assert (done.removed, done.error, done.by) == ({0: 12, 9: 6}, "", "alice")
    expected = {each.flow_no for each in made[6 * 4 :]} | {
        each.flow_no for each in made[6 * 2 :] if each.billing_mode == 9
    }
    assert flows(cdrs) == expected
    archive_all(cdrs)
    again = cdrs.retention.run(Rules({9: 97, 0: 95}), NOW + 1, "bob")
    assert (again.removed, again.rewritten, again.deleted) == ({0: 3, 9: 3}, 1, 1)
    assert again.freed > 0
    left = {each.flow_no for each in made[6 * 3 :] if each.billing_mode == 9}
    assert flows(cdrs) == left
    assert len(list(cdrs.archive.folder.iterdir())) == 1
    assert cdrs.retention.history() == [again, done]
    assert set(states(verified(cdrs)).values()) == {"removed", "intact"}


@pytest.mark.parametrize("archived", [False, True])
def test_what_is_held_stays_and_the_rest_goes(  # req 56
    cdrs: CdrStore, journal: Path, archived: bool
) -> None:
    made = days_of_records(cdrs, journal, 2)
    seal_all(cdrs)
    if archived:
        archive_all(cdrs)
    hold = cdrs.holds.add(CdrFilter(callers=("101",)), NOW + 1, "case", "alice", NOW)
    done = cdrs.retention.run(Rules({0: 1, 9: 1}), NOW, "")
    assert done.removed == {0: 4, 9: 4}
    assert flows(cdrs) == {each.flow_no for each in made if each.caller == "101"}
    assert set(states(verified(cdrs)).values()) == {"thinned"}
    assert cdrs.retention.run(Rules({0: 1, 9: 1}), NOW, "").removed == {}
    assert hold.active(NOW)
    assert cdrs.retention.run(Rules({0: 1, 9: 1}), NOW + 1, "").removed == {0: 2, 9: 2}
    assert set(states(verified(cdrs)).values()) == {"removed"}


def test_a_hold_that_comes_while_a_file_is_written_is_not_overlooked(
    cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days_of_records(cdrs, journal, 1, (9,))
    fill_with(cdrs, journal, cdr(start=(FIRST_DAY + 3) * 86_400_000))
    archive_all(cdrs)
    write = ArchiveWriter.write

    def hold(self: ArchiveWriter, source: Source) -> object:
        made = write(self, source)
        cdrs.holds.add(ALL, None, "just now", "alice", NOW)
        return made

    monkeypatch.setattr(ArchiveWriter, "write", hold)
    done = cdrs.retention.run(Rules({9: 98}), NOW, "")
    assert done.removed == {}
    assert "a hold was added" in done.error
    assert cdrs.count(ALL) == 4
    assert len(list(cdrs.archive.folder.iterdir())) == 1


def test_a_file_that_cannot_be_read_is_left_alone(cdrs: CdrStore, journal: Path) -> None:
    days_of_records(cdrs, journal, 2)
    archive_all(cdrs)
    first, second = cdrs.records.entries()
    cdrs.archive.path(first).write_bytes(b"nothing")
    done = cdrs.retention.run(RULES, NOW, "")
    assert done.skipped == [first.file]
    assert done.deleted == 1
    assert cdrs.archive.path(first).read_bytes() == b"nothing"
    assert not cdrs.archive.path(second).exists()


def test_a_run_that_fails_says_so_and_the_next_one_does_the_rest(
    cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days_of_records(cdrs, journal, 2, (9,))
    fill_with(cdrs, journal, cdr(start=NOW - 1))
    append = cdrs.seals.append

    def full(cursor: object, kind: str, *rest: object) -> object:
        if kind == "removed":
            raise StoreError("the disk is full")
        return append(cursor, kind, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(cdrs.seals, "append", full)
    done = cdrs.retention.run(RULES, NOW, "")
    assert (done.error, done.removed) == ("the disk is full", {})
    assert cdrs.count(ALL) == 7
    monkeypatch.undo()
    assert cdrs.retention.run(RULES, NOW, "").removed == {9: 6}
    assert cdrs.count(ALL) == 1


def test_only_one_works_at_a_time_and_runs_are_bounded(
    cdrs: CdrStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "WAIT_S", 0.01)
    monkeypatch.setattr(retention, "MAX_RUNS", 2)
    with cdrs.retention._work, ThreadPoolExecutor(1) as other, pytest.raises(Conflict):
        other.submit(cdrs.retention.run, RULES, NOW, "").result()
    for later in range(3):
        cdrs.retention.run(Rules({}), NOW + later, "")
    assert [run.at for run in cdrs.retention.history()] == [NOW + 2, NOW + 1]
