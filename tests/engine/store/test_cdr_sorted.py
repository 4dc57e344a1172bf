from pathlib import Path
from typing import get_args

import pytest

from engine.api.models.cdr_filters import CdrListQuery
from engine.errors import Invalid
from engine.store import cdr_order
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_order import NUMBERS, TEXTS
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import START, cdr, fill_with

ALL = CdrFilter()


def test_equal_values_follow_by_time(cdrs: CdrStore, journal: Path) -> None:
    held = [cdr(start=START + number, hold_ms=number // 2 * 1000) for number in range(6)]
    fill_with(cdrs, journal, *held)
    rows, cursor = cdrs.page(ALL, limit=4, by="hold_time_s")
    assert [row.start - START for row in rows] == [5, 4, 3, 2]
    assert cdrs.page(ALL, limit=4, by="hold_time_s", cursor=cursor)[0][0].start == START + 1
    rows, _ = cdrs.page(ALL, limit=2, by="hold_time_s", oldest=True)
    assert [row.start - START for row in rows] == [0, 1]


def test_a_result_is_sorted_up_to_a_named_size(
    cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_order, "MOST", 3)
    monkeypatch.setattr(cdr_order, "MOST_TEXTS", 2)
    fill_with(cdrs, journal, cdr(), cdr(), cdr())
    assert len(cdrs.page(ALL, by="fee")[0]) == 3
    with pytest.raises(Invalid, match="3 records match, and at most 2 are sorted by caller"):
        cdrs.page(ALL, by="caller")
    fill_with(cdrs, journal, cdr())
    with pytest.raises(Invalid, match="4 records match, and at most 3"):
        cdrs.page(ALL, by="fee")


def test_an_order_and_a_cursor_that_are_none_are_refused(cdrs: CdrStore, journal: Path) -> None:
    fill_with(cdrs, journal, cdr())
    with pytest.raises(Invalid, match="cannot be sorted by"):
        cdrs.page(ALL, by="hold_ms; DROP TABLE cdr")
    with pytest.raises(Invalid, match="its record was removed"):
        cdrs.page(ALL, by="fee", cursor="1.1")


def test_the_interface_offers_every_order() -> None:
    offered = get_args(CdrListQuery.model_fields["sort"].annotation)
    assert set(offered) == {"start", *NUMBERS, *TEXTS}
