from pathlib import Path

import pytest

from engine.billing.records import CdrRecord
from engine.store import cdr_blocks, cdr_lookup
from engine.store.cdr_blocks import Block, Blocks
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_lookup import possible
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.cdr_store import CdrStore
from engine.store.time_order import NEWEST, OLDEST, Span
from tests.helpers.stores import START, cdr, fill_with
from tests.helpers.text_records import HOUR, all_answers, searches


@pytest.mark.slow
@pytest.mark.parametrize(
    ("few", "nearly_all", "most"),
    [(1.0, 2.0, 100), (0.0, 2.0, 100), (0.0, 0.0, 100), (1.0, 0.0, 2), (0.3, 0.5, 0)],
)
def test_answers_are_the_same_in_whichever_way_blocks_are_asked_for(
    cdrs: CdrStore,
    indexed: list[CdrRecord],
    monkeypatch: pytest.MonkeyPatch,
    few: float,
    nearly_all: float,
    most: int,
) -> None:
    texts = searches(indexed)
    monkeypatch.setattr(cdr_lookup, "groups", lambda _: [])
    usual = [all_answers(cdrs, text) for text in texts]
    monkeypatch.undo()
    monkeypatch.setattr(cdr_blocks, "FEW", few)
    monkeypatch.setattr(cdr_blocks, "NEARLY_ALL", nearly_all)
    monkeypatch.setattr(cdr_blocks, "MOST_AT_ONCE", most)
    monkeypatch.setattr(Blocks, "at_once", (1, 2))
    monkeypatch.setattr(cdr_lookup, "WORTH_IT", {True: 1.0, False: 1.0})
    assert [all_answers(cdrs, text) for text in texts] == usual


def test_pages_find_matches_in_blocks_that_lie_in_one_another(
    cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls are recorded when they end, so a block has short ones of today and long ones."""
    records = [
        cdr(
            start=START + number * 1000 - (number % 3) * 5 * HOUR,
            callee="4455667788" if number % 400 == 0 else str(number),
        )
        for number in range(3 * BLOCK_ROWS + 9)
    ]
    fill_with(cdrs, journal, *records)
    cdrs.index_texts(100)
    monkeypatch.setattr(Blocks, "at_once", (1, 1))
    wanted = sorted(
        ((record.start, record.flow_no) for record in records if record.callee == "4455667788"),
        reverse=True,
    )
    for oldest in (False, True):
        seen: list[tuple[int, int]] = []
        cursor: str | None = None
        while True:
            rows, cursor = cdrs.page(
                CdrFilter(callees=("4455667788",)), limit=2, cursor=cursor, oldest=oldest
            )
            seen += [(row.start, row.flow_no) for row in rows]
            if cursor is None:
                break
        assert seen == (wanted[::-1] if oldest else wanted)


def test_a_span_is_as_wide_as_so_many_blocks() -> None:
    some = Blocks([Block(0, 0, 10), Block(1, 8, 20), Block(2, 5, 30), Block(3, 40, 50)], 200)
    whole = Span(0, 100)
    assert some.width(whole, NEWEST, 4) == some.width(whole, OLDEST, 4) == 100
    assert some.width(whole, NEWEST, 1) == 50
    assert some.width(whole, NEWEST, 2) == 70
    assert some.width(whole, OLDEST, 1) == 1
    assert some.width(whole, OLDEST, 2) == 6
    assert [len(some.parts("*", Span(*ends))) for ends in ((0, 5), (20, 21), (31, 40))] == [1, 1, 0]
    assert "[1, 2]" in some.parts("*", Span(20, 21))[0]


def test_what_addresses_and_devices_alone_can_have_is_looked_for_in_these_alone(
    cdrs: CdrStore, indexed: list[CdrRecord]
) -> None:
    with cdrs._database.snapshot() as cursor:
        found = possible(cdrs._database, cursor, CdrFilter(q="friendly"))
    assert found is not None
    assert [block.anywhere for block in sorted(found.blocks)] == [False] * 5 + [True]
    everywhere, few = found.parts("*", Span(0, 1 << 62))
    assert "call_id" in everywhere
    assert "call_id" not in few
    assert "user_agent" in few


@pytest.mark.parametrize(
    ("count", "ranged", "anywhere", "seen", "unseen"),
    [
        (3, 90, True, "unnest([0, 1, 2])", "get_bit"),
        (4, 90, True, "get_bit(getvariable('anywhere_blocks')", "unnest"),
        (90, 90, True, "get_bit(getvariable('anywhere_blocks')", "unnest"),
        (44, 90, False, "get_bit(getvariable('few_values_blocks')", "unnest"),
        (45, 90, False, "user_agent", "get_bit"),
        (101, 90_000, False, "get_bit(getvariable('few_values_blocks')", "unnest"),
    ],
)
def test_how_blocks_are_asked_for_depends_on_how_many_they_are(
    count: int, ranged: int, anywhere: bool, seen: str, unseen: str
) -> None:
    some = Blocks([Block(number, 5, 6, anywhere) for number in range(count)], ranged, "x")
    [part] = some.parts("rowid", Span(0, 10))
    assert seen in part
    assert unseen not in part
