import threading
from pathlib import Path

from engine.store.cdr_store import CdrStore
from engine.store.seal_sums import DAY_MS, Part
from engine.store.seals import LAG_MS, Seals, link, links, upto
from tests.helpers.keeping import FIRST_DAY, days_of_records, part_of, seal_all, states, verified
from tests.helpers.stores import cdr, fill_with

END = (FIRST_DAY + 1) * DAY_MS


def test_a_day_is_sealed_some_hours_after_its_end(cdrs: CdrStore, journal: Path) -> None:
    made = days_of_records(cdrs, journal, 2)
    assert seal_all(cdrs, END + LAG_MS - 1) == 0
    assert seal_all(cdrs, END + LAG_MS) == 2
    assert seal_all(cdrs, END + LAG_MS) == 0
    with cdrs._database.snapshot() as cursor:
        rows = list(links(cursor))
        last = {Part(FIRST_DAY, 0): made[2].flow_no, Part(FIRST_DAY, 9): made[5].flow_no}
        assert upto(cursor) == last
    assert [(row.number, row.kind, row.rows) for row in rows] == [
        (1, "sealed", 3),
        (2, "sealed", 3),
    ]
    assert cdrs.seals.head() == (2, rows[1].chain)
    assert rows[1].chain == link(cdrs.seals.key, rows[1], rows[0].chain)


def test_what_comes_later_is_sealed_by_itself(cdrs: CdrStore, journal: Path) -> None:
    days_of_records(cdrs, journal, 1)
    seal_all(cdrs)
    fill_with(cdrs, journal, cdr(start=END - 1))
    assert states(verified(cdrs)) == {(0, 0): "intact", (0, 9): "intact"}
    assert seal_all(cdrs) == 1
    report = verified(cdrs)
    assert states(report) == {(0, 0): "intact", (0, 9): "intact"}
    assert part_of(report, 0, 9)[3:] == (4, 0, 4, 1)


def test_without_the_key_nothing_fits(cdrs: CdrStore, journal: Path) -> None:
    days_of_records(cdrs, journal, 1)
    seal_all(cdrs)
    cdrs.seals = Seals(cdrs._database, b"another", threading.RLock())
    report = verified(cdrs)
    assert (report.broken, report.sound) == ([1, 2], False)
    assert set(states(report).values()) == {"changed"}


def test_before_the_first_link_there_is_no_head(cdrs: CdrStore) -> None:
    assert cdrs.seals.head() == (0, "")
    assert verified(cdrs).sound
