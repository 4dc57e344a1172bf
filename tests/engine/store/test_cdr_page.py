import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter, has_list
from engine.store.cdr_page import _growth
from engine.store.cdr_store import CdrStore
from engine.store.cdr_terms import MANY
from tests.helpers.stores import START, cdr, fill_with, segment

ALL = CdrFilter()
HOUR = 3_600_000


def everything(cdrs: CdrStore, filters: CdrFilter, limit: int) -> list[int]:
    """Flow numbers over all pages."""
    seen: list[int] = []
    cursor: str | None = None
    while True:
        rows, cursor = cdrs.page(filters, limit=limit, cursor=cursor)
        assert len(rows) == limit or cursor is None
        seen += [row.flow_no for row in rows]
        if cursor is None:
            return seen


def test_pages_go_back_in_time_without_gap_or_overlap(cdrs: CdrStore, journal: Path) -> None:
    records = [cdr(start=START + number // 7) for number in range(100)]  # many share a moment
    cdrs.ingest(segment(journal, "cdr", *records))
    seen: list[int] = []
    cursor: str | None = None
    while True:
        rows, cursor = cdrs.page(ALL, limit=9, cursor=cursor)
        seen += [row.flow_no for row in rows]
        if cursor is None:
            break
    assert seen == [record.flow_no for record in reversed(records)]


def test_the_last_page_says_so_even_when_it_is_full(cdrs: CdrStore, journal: Path) -> None:
    cdrs.ingest(segment(journal, "cdr", *[cdr() for _ in range(10)]))
    _, cursor = cdrs.page(ALL, limit=5)
    rows, end = cdrs.page(ALL, limit=5, cursor=cursor)
    assert (len(rows), end) == (5, None)
    assert cdrs.page(CdrFilter(callers=("none",))) == ([], None)


def test_rows_that_arrive_meanwhile_do_not_shift_a_page(cdrs: CdrStore, journal: Path) -> None:
    old = [cdr() for _ in range(10)]
    cdrs.ingest(segment(journal, "cdr", *old))
    first, cursor = cdrs.page(ALL, limit=5)
    cdrs.ingest(segment(journal, "cdr", *[cdr() for _ in range(10)]))
    second, _ = cdrs.page(ALL, limit=5, cursor=cursor)
    assert [row.flow_no for row in first + second] == [row.flow_no for row in reversed(old)]


@pytest.mark.parametrize("text", ["9223372036854775808.1", "1.-9223372036854775808", "٣.١"])
def test_a_cursor_beyond_the_numbers_of_the_table_is_refused(cdrs: CdrStore, text: str) -> None:
    with pytest.raises(Invalid, match="cursor"):
        cdrs.page(ALL, cursor=text)
    assert cdrs.page(ALL, cursor="9223372036854775807.1") == ([], None)


@pytest.mark.parametrize("limit", [0, -1, 10_001])
def test_a_limit_out_of_range_is_refused(cdrs: CdrStore, limit: int) -> None:
    with pytest.raises(Invalid, match="10000"):
        cdrs.page(ALL, limit=limit)


@pytest.mark.parametrize(
    ("limit", "count"),
    [(1, 40), (7, 120), (50, 200), (1000, 200), pytest.param(1, 200, marks=pytest.mark.slow)],
)
def test_records_far_apart_are_all_found_in_order(
    cdrs: CdrStore, journal: Path, limit: int, count: int
) -> None:
    draw = random.Random(5)
    starts = [START - int(draw.random() ** 6 * 400 * 24 * HOUR) for _ in range(count)]
    records = [cdr(start=start, caller=str(1000 + n % 3)) for n, start in enumerate(starts)]
    fill_with(cdrs, journal, *records)  # not in order of time
    ordered = sorted(records, key=lambda record: (record.start, record.flow_no), reverse=True)
    assert everything(cdrs, ALL, limit) == [record.flow_no for record in ordered]
    of_one = [record.flow_no for record in ordered if record.caller == "1001"]
    assert everything(cdrs, CdrFilter(callers=("1001",)), limit) == of_one


def test_a_range_is_half_open_whatever_the_windows(cdrs: CdrStore, journal: Path) -> None:
    base = datetime.fromtimestamp(START / 1000, UTC)
    records = [cdr(start=START + number * HOUR) for number in range(100)]
    fill_with(cdrs, journal, *records)
    inside = CdrFilter(from_=base + timedelta(hours=10), to=base + timedelta(hours=90))
    assert everything(cdrs, inside, 9) == [r.flow_no for r in reversed(records[10:90])]
    for empty in (
        CdrFilter(from_=base + timedelta(days=900)),
        CdrFilter(to=base - timedelta(days=900)),
        CdrFilter(from_=base + timedelta(hours=2), to=base + timedelta(hours=1)),
    ):
        assert cdrs.page(empty) == ([], None)
    beyond = CdrFilter(from_=base - timedelta(days=9000), to=base + timedelta(days=9000))
    assert len(everything(cdrs, beyond, 30)) == 100


def test_an_empty_store_has_an_empty_page(cdrs: CdrStore) -> None:
    assert cdrs.page(ALL) == ([], None)


def test_pages_from_the_oldest_record_are_the_same_backwards(cdrs: CdrStore, journal: Path) -> None:
    records = [cdr(start=START + number // 3 * 90_000) for number in range(50)]
    fill_with(cdrs, journal, *records)
    seen: list[int] = []
    cursor: str | None = None
    while True:
        rows, cursor = cdrs.page(ALL, limit=7, cursor=cursor, oldest=True)
        seen += [row.flow_no for row in rows]
        if cursor is None:
            break
    assert seen == everything(cdrs, ALL, 9)[::-1]


def test_a_question_can_be_about_the_records_of_another_time(cdrs: CdrStore, journal: Path) -> None:
    assert cdrs.greatest_flow(ALL) == 0
    cdrs.ingest(segment(journal, "cdr", *[cdr() for _ in range(4)]))
    then = cdrs.greatest_flow(ALL)
    late = [cdr(start=START - HOUR), cdr()]
    cdrs.ingest(segment(journal, "cdr", *late))
    assert cdrs.greatest_flow(ALL) > then
    assert cdrs.greatest_flow(CdrFilter(to=datetime.fromtimestamp(0, UTC))) >= 0
    assert len(everything(cdrs, CdrFilter(flow_max=then), 3)) == 4
    since = CdrFilter(flow_min=then + 1)
    assert sorted(everything(cdrs, since, 3)) == [record.flow_no for record in late]
    assert cdrs.summary(since).records == 2


def test_a_window_grows_by_what_is_missing_within_limits() -> None:
    assert _growth(100, 0) == 64
    assert _growth(100, 1) == 64
    assert _growth(100, 0, 1024) == 1024
    assert _growth(100, 10) == _growth(100, 10, 1024) == 20
    assert _growth(4, 96) == pytest.approx(1 / 12), "no wider than the four need"
    assert _growth(1, 1000) == 1 / 16


def test_a_list_is_what_so_many_values_are() -> None:
    values = tuple(str(number) for number in range(MANY))
    assert has_list(CdrFilter(callees=values))
    assert has_list(CdrFilter(callers=("1",), accounts=values))
    assert not has_list(CdrFilter(callees=values[1:], callers=values[1:]))
    assert not has_list(ALL)
