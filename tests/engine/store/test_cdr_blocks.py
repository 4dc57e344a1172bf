from pathlib import Path

import pytest

from engine.billing.records import CdrRecord
from engine.store import cdr_blocks, cdr_page, cdr_store
from engine.store.cdr_blocks import Block, Blocks, possible
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_grams import BLOCK_ROWS
from engine.store.cdr_store import CdrStore
from engine.store.time_order import NEWEST, OLDEST, Span
from tests.helpers.stores import START, cdr, fill_with
from tests.helpers.text_records import HOUR, NEEDLES, all_answers, searches, text_records


@pytest.fixture
def made(cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch) -> list[CdrRecord]:
    """Five blocks with bits and a rest without."""
    monkeypatch.setattr(cdr_store, "_BLOCKS_BESIDES", 0)
    records = text_records(5 * BLOCK_ROWS + 500)
    fill_with(cdrs, journal, *records)
    cdrs.index_texts(100)
    return records


def blocks(cdrs: CdrStore, filters: CdrFilter) -> list[int] | None:
    """The blocks that a question is asked of; None for all."""
    with cdrs._database.snapshot() as cursor:
        found = possible(cdrs._database, cursor, filters)
    return None if found is None else sorted(block.number for block in found.blocks)


def test_a_rare_text_is_looked_for_where_it_can_be(cdrs: CdrStore, made: list[CdrRecord]) -> None:
    for block, needle in enumerate(NEEDLES):
        found = blocks(cdrs, CdrFilter(q=needle)) or []
        # The last block is not full, so it is always looked through. Bits may be shared.
        assert {block, 5} <= set(found)
        assert len(found) <= 3
    assert blocks(cdrs, CdrFilter(q="nobody at all")) == [5]
    assert blocks(cdrs, CdrFilter(q="pbx")) == [0, 5]
    assert blocks(cdrs, CdrFilter(q="friendly-scanner")) == [0, 1, 2, 3, 4, 5]


def test_without_bits_and_for_a_short_text_all_is_read(
    cdrs: CdrStore, made: list[CdrRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("", "a", "4711", "beef", "王芳"):
        assert blocks(cdrs, CdrFilter(q=text)) is None
    monkeypatch.setattr(cdr_blocks, "believed", lambda _: 0)
    assert blocks(cdrs, CdrFilter(q=NEEDLES[0])) is None
    monkeypatch.setattr(cdr_blocks, "believed", lambda _: None)
    assert blocks(cdrs, CdrFilter(q=NEEDLES[0])) is None


@pytest.mark.parametrize(
    ("most", "worth", "used"), [(5, 0.0, True), (4, 1.0, True), (4, 0.9, False)]
)
def test_a_text_of_many_blocks_is_looked_for_everywhere(
    cdrs: CdrStore,
    made: list[CdrRecord],
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    worth: float,
    used: bool,
) -> None:
    monkeypatch.setattr(cdr_blocks, "MOST_AT_ONCE", most)
    monkeypatch.setattr(cdr_blocks, "WORTH_IT", worth)
    assert (blocks(cdrs, CdrFilter(q="friendly-scanner")) is not None) == used


def test_many_blocks_without_bits_are_not_gone_to_one_by_one(
    cdrs: CdrStore, made: list[CdrRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_blocks, "MOST_AT_ONCE", 0)
    assert blocks(cdrs, CdrFilter(q="nobody at all")) is None


def test_conditions_on_columns_are_looked_up_as_well(cdrs: CdrStore, made: list[CdrRecord]) -> None:
    number, call_id = NEEDLES[1], NEEDLES[0]
    assert 1 in (blocks(cdrs, CdrFilter(callees=(f"*{number}*",))) or [])
    both = CdrFilter(numbers=(f"*{number}*", "987654321987"), callers=("!1001",))
    assert set(blocks(cdrs, both) or []) <= {1, 5}
    assert blocks(cdrs, CdrFilter(call_ids=(f"*{call_id}*",), q=number)) == [5]
    for everywhere in (
        CdrFilter(callees=(f"!*{number}*",)),
        CdrFilter(callees=(f"*{number}*", "12345")),
        CdrFilter(callees=tuple(f"98765432198{place}" for place in range(9))),
        CdrFilter(user_agents=(f"*{NEEDLES[2]}*",)),
    ):
        assert blocks(cdrs, everywhere) is None
    assert cdrs.count(CdrFilter(callees=(f"*{number}*",))) == 1
    assert cdrs.count(CdrFilter(callees=(f"*{number}*", "12345"))) == 1


@pytest.mark.slow
def test_answers_are_the_same_however_many_blocks_are_gone_to_at_once(
    cdrs: CdrStore, made: list[CdrRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = searches(made)
    usual = [all_answers(cdrs, text) for text in texts]
    for module in (cdr_blocks, cdr_page):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 2)
        monkeypatch.setattr(module, "FIRST_AT_ONCE", 1)
    monkeypatch.setattr(cdr_blocks, "WORTH_IT", 1.0)
    assert [all_answers(cdrs, text) for text in texts] == usual
    monkeypatch.setattr(cdr_blocks, "believed", lambda _: None)
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
    monkeypatch.setattr(cdr_page, "FIRST_AT_ONCE", 1)
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
    some = Blocks([Block(0, 0, 10), Block(1, 8, 20), Block(2, 5, 30), Block(3, 40, 50)])
    whole = Span(0, 100)
    assert some.width(whole, NEWEST, 4) == some.width(whole, OLDEST, 4) == 100
    assert some.width(whole, NEWEST, 1) == 50
    assert some.width(whole, NEWEST, 2) == 70
    assert some.width(whole, OLDEST, 1) == 1
    assert some.width(whole, OLDEST, 2) == 6
    assert some.within(0, 5)[1] == [[0]]
    assert some.within(20, 21)[1] == [[1, 2]]
    assert some.within(31, 40)[1] == [[]]
