from pathlib import Path

import pytest

from engine.store.cdr_store import CdrStore
from engine.store.seal_check import check
from engine.store.seal_sums import DAY_MS
from tests.helpers.archives import archive_by_hand
from tests.helpers.keeping import FIRST_DAY, days_of_records, part_of, seal_all, states, verified
from tests.helpers.stores import cdr, fill_with


@pytest.fixture
def sealed(cdrs: CdrStore, journal: Path) -> CdrStore:
    """Three days, the first one in the archive."""
    days_of_records(cdrs, journal, 3)
    seal_all(cdrs)
    archive_by_hand(cdrs, f"start < {(FIRST_DAY + 1) * DAY_MS} AND billing_mode = 9")
    return cdrs


def tamper(cdrs: CdrStore, statement: str) -> None:
    with cdrs._database.write() as cursor:
        cursor.execute(statement)


def test_what_was_not_touched_is_intact_wherever_it_is(sealed: CdrStore) -> None:
    report = verified(sealed)
    assert report.sound
    assert (report.links, report.head) == sealed.seals.head()
    assert len(report.parts) == 6
    assert set(states(report).values()) == {"intact"}


def test_a_changed_fee_of_one_record_is_found_and_its_day_named(sealed: CdrStore) -> None:
    within = f"start = {(FIRST_DAY + 1) * DAY_MS + 1} AND billing_mode = 0"
    tamper(sealed, f"UPDATE cdr SET fee = fee + 0.01 WHERE {within}")  # noqa: S608
    report = verified(sealed)
    assert not report.sound
    found = [day for day, status in states(report).items() if status != "intact"]
    assert found == [(1, 0)]
    assert states(report)[1, 0] == "changed"


def test_lost_and_added_records_are_found(sealed: CdrStore) -> None:
    day = (FIRST_DAY + 2) * DAY_MS
    tamper(sealed, f"DELETE FROM cdr WHERE start = {day} AND billing_mode = 9")  # noqa: S608
    tamper(
        sealed,
        f"INSERT INTO cdr SELECT * REPLACE (flow_no - 1 AS flow_no) FROM cdr "  # noqa: S608
        f"WHERE start = {day} AND billing_mode = 0",
    )
    report = verified(sealed)
    assert (states(report)[2, 9], states(report)[2, 0]) == ("missing", "changed")
    assert part_of(report, 2, 9)[3:] == (3, 0, 2, 0)


def test_a_whole_day_that_was_removed_by_hand_is_missing(sealed: CdrStore) -> None:
    tamper(sealed, f"DELETE FROM cdr WHERE start >= {(FIRST_DAY + 2) * DAY_MS}")  # noqa: S608
    report = verified(sealed)
    assert {states(report)[2, mode] for mode in (0, 9)} == {"missing"}


def test_a_seal_that_was_changed_or_left_out_breaks_the_chain(sealed: CdrStore) -> None:
    tamper(sealed, "UPDATE cdr_seal SET rows = rows - 1 WHERE number = 2")
    assert verified(sealed).broken == [2]
    tamper(sealed, "DELETE FROM cdr_seal WHERE number = 4")
    assert verified(sealed).broken == [2, 5]
    tamper(sealed, "DELETE FROM cdr_seal WHERE number = 1")
    assert verified(sealed).broken == [2, 5]


def test_a_file_that_cannot_be_read_is_a_finding(sealed: CdrStore) -> None:
    [entry] = sealed.records.entries()
    sealed.archive.path(entry).unlink()
    report = verified(sealed)
    assert [each.file for each in report.missing] == [entry.file]
    assert states(report)[0, 9] == "missing"
    assert not report.sound


def test_a_range_of_days_and_days_without_a_seal(sealed: CdrStore, journal: Path) -> None:
    fill_with(sealed, journal, cdr(start=(FIRST_DAY + 5) * DAY_MS))
    report = verified(sealed)
    assert report.sound
    assert states(report)[5, 9] == "unsealed"
    files, seals = sealed.archive, sealed.seals
    some = check(sealed._database, files, seals, FIRST_DAY + 1, FIRST_DAY + 2)
    assert {day for day, _ in states(some)} == {1, 2}
