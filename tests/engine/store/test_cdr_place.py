import random
from pathlib import Path

import pytest

from engine.store import cdr_place
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import START, cdr, fill_with

ALL = CdrFilter()


@pytest.fixture
def numbers(cdrs: CdrStore, journal: Path) -> list[int]:
    """Flow numbers newest first of records that are dense, sparse and at one moment."""
    draw = random.Random(11)
    starts = [START + int(draw.random() ** 8 * 10**9) for _ in range(200)] + [START + 77] * 60
    records = [cdr(start=start, caller=str(n % 2)) for n, start in enumerate(starts)]
    fill_with(cdrs, journal, *records)
    ordered = sorted(records, key=lambda record: (record.start, record.flow_no), reverse=True)
    return [record.flow_no for record in ordered]


@pytest.mark.parametrize("few", [1, 50, cdr_place.FEW])
def test_any_place_is_reached_in_either_order(
    cdrs: CdrStore, numbers: list[int], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(cdr_place, "FEW", few)
    for oldest, expected in ((False, numbers), (True, numbers[::-1])):
        for offset in (0, 1, 59, 130, 259, 260, 10_000):
            rows, _ = cdrs.page(ALL, limit=7, offset=offset, oldest=oldest)
            assert [row.flow_no for row in rows] == expected[offset : offset + 7]


def test_a_place_is_counted_behind_the_cursor_and_read_on_from(
    cdrs: CdrStore, numbers: list[int]
) -> None:
    for oldest, expected in ((False, numbers), (True, numbers[::-1])):
        _, first = cdrs.page(ALL, limit=20, oldest=oldest)
        rows, second = cdrs.page(ALL, limit=5, cursor=first, offset=100, oldest=oldest)
        assert [row.flow_no for row in rows] == expected[120:125]
        rows, _ = cdrs.page(ALL, limit=5, cursor=second, oldest=oldest)
        assert [row.flow_no for row in rows] == expected[125:130]


def test_only_what_matches_is_counted(cdrs: CdrStore, numbers: list[int]) -> None:
    one = CdrFilter(callers=("1",))
    whole = [row.flow_no for row in cdrs.page(one, limit=1000)[0]]
    assert len(whole) == 130
    rows, cursor = cdrs.page(one, limit=10, offset=125)
    assert ([row.flow_no for row in rows], cursor) == (whole[125:], None)
