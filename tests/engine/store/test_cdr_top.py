from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.cdr_top import MAX_TOP, TOP_BY
from tests.helpers.stores import START, cdr, connected, fill_with


@pytest.fixture
def filled(cdrs: CdrStore, journal: Path) -> CdrStore:
    fill_with(
        cdrs,
        journal,
        cdr(start=START, caller="2", caller_gateway="east"),
        cdr(start=START + 5, caller="1"),
        connected(60_000, start=START + 3_600_000, caller="1", caller_gateway="east",
                  callee_gateway="west", fee=0.5),
        connected(30_000, start=START + 7, caller="3", caller_gateway="west",
                  callee_gateway="west", fee=0.25),
    )  # fmt: skip
    return cdrs


def test_most_records_first_and_equals_in_their_own_order(filled: CdrStore) -> None:
    rows = filled.top(CdrFilter(), "caller")
    assert [(row.value, row.records) for row in rows] == [("1", 2), ("2", 1), ("3", 1)]
    assert rows[0][2:] == (1, 60_000, 1, 0.5, START + 5, START + 3_600_000)
    assert [row.value for row in filled.top(CdrFilter(), "caller", 1)] == ["1"]
    assert filled.top(CdrFilter(callers=("nobody",)), "caller") == []


def test_a_gateway_counts_a_call_once(filled: CdrStore) -> None:
    found = {row.value: row.records for row in filled.top(CdrFilter(), "gateway")}
    assert found == {"east": 2, "west": 2}
    east = CdrFilter(caller_gateways=("east",))
    assert {row.value: row.records for row in filled.top(east, "gateway")} == {"east": 2, "west": 1}


def test_hours_are_those_of_the_zone_and_in_their_order(filled: CdrStore) -> None:
    assert [(row.value, row.records) for row in filled.top(CdrFilter(), "hour")] == [
        *(("22", 3), ("23", 1)),
    ]
    found = filled.top(CdrFilter(), "hour", timezone="Asia/Shanghai")
    assert [row.value for row in found] == ["6", "7"]


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"])
def test_hours_of_zones_that_are_quarters_apart_or_change(
    cdrs: CdrStore, journal: Path, zone: str
) -> None:
    """Over the days in which clocks change, by half an hour on Lord Howe Island."""
    change = int(datetime(2026, 10, 3, tzinfo=UTC).timestamp() * 1000)
    starts = [change + number * 421_234 for number in range(400)]
    fill_with(cdrs, journal, *(cdr(start=start) for start in starts))
    expected = Counter(
        str(datetime.fromtimestamp(start / 1000, ZoneInfo(zone)).hour) for start in starts
    )
    rows = cdrs.top(CdrFilter(), "hour", timezone=zone)
    assert {row.value: row.records for row in rows} == expected
    assert [int(row.value) for row in rows] == sorted(map(int, expected))
    assert (min(row.first for row in rows), max(row.last for row in rows)) == (
        starts[0],
        starts[-1],
    )


@pytest.mark.parametrize("by", TOP_BY)
def test_every_property_counts_every_record(filled: CdrStore, by: str) -> None:
    found = sum(row.records for row in filled.top(CdrFilter(callers=("2",)), by))
    assert found == filled.count(CdrFilter(callers=("2",))) == 1


@pytest.mark.parametrize(
    ("by", "limit", "digits", "zone", "field"),
    [
        ("fee", 1, 4, "UTC", "by"),
        ("caller", 0, 4, "UTC", "limit"),
        ("caller", MAX_TOP + 1, 4, "UTC", "limit"),
        ("callee_prefix", 1, 16, "UTC", "digits"),
        ("hour", 1, 4, "Nowhere/At_all", "timezone"),
    ],
)
def test_what_cannot_be_listed_is_refused_and_named(
    cdrs: CdrStore, by: str, limit: int, digits: int, zone: str, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        cdrs.top(CdrFilter(), by, limit, digits=digits, timezone=zone)
    assert caught.value.field == field
