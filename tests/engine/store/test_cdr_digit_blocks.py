import pytest

from engine.billing.records import CdrRecord
from engine.store import cdr_blocks, cdr_digit_blocks, cdr_lookup
from engine.store.cdr_blocks import FIRST_AT_ONCE, MOST_AT_ONCE, Block
from engine.store.cdr_digit_blocks import FASTER, DigitBlocks, worth_it
from engine.store.cdr_digits import Candidates
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_lookup import possible
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.cdr_store import CdrStore
from engine.store.time_order import Span
from tests.helpers.text_records import all_answers

EVER = Span(0, 1 << 62)
ALL = b"\xff" * (BLOCK_ROWS // 8)


def blocks(count: int, *, new: int = 0) -> DigitBlocks:
    """Blocks all records of which are candidates, a second each, and some that are not known."""
    return DigitBlocks(
        [Block(number, number * 1000, number * 1000 + 999) for number in range(count + new)],
        count,
        "4711",
        count + new,
        candidates=Candidates.of(dict.fromkeys(range(count), ALL)),
    )


@pytest.mark.slow
@pytest.mark.parametrize(("most_rows", "chunk"), [(1 << 30, 240), (0, 240), (0, 2)])
def test_answers_are_the_same_in_whichever_way_records_are_asked_for(
    cdrs: CdrStore,
    indexed: list[CdrRecord],
    monkeypatch: pytest.MonkeyPatch,
    most_rows: int,
    chunk: int,
) -> None:
    some = indexed[2_500].callee
    texts = [some[-3:], some[-4:], some[2:6], some, "794600001", "fe80::1234", "9999", "-1"]
    monkeypatch.setattr(cdr_lookup, "groups", lambda _: [])
    usual = [all_answers(cdrs, text) for text in texts]
    monkeypatch.undo()
    monkeypatch.setattr(cdr_digit_blocks, "MOST_ROWS", most_rows)
    monkeypatch.setattr(cdr_digit_blocks, "CHUNK_BLOCKS", chunk)
    monkeypatch.setattr(cdr_digit_blocks, "ASKING", -9)
    monkeypatch.setattr(cdr_lookup, "FIRST_AT_ONCE", 0)
    with cdrs._database.snapshot() as cursor:
        found = [possible(cdrs._database, cursor, CdrFilter(q=text)) for text in texts]
    assert [isinstance(one, DigitBlocks) for one in found] == [True] * 5 + [
        False,  # only in addresses
        True,
        False,
    ]
    assert [all_answers(cdrs, text) for text in texts] == usual


def test_a_few_records_are_gone_to_and_many_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    some = blocks(2, new=1)
    numbers, new = some.parts("rowid", EVER)
    assert "[0, 1, 2, 3," in numbers
    assert f"rowid >= {2 * BLOCK_ROWS}" in new
    assert [variable.name for variable in some.variables(EVER)] == ["looked_for"]
    assert some.at_once == (FIRST_AT_ONCE * FASTER, MOST_AT_ONCE * FASTER)
    assert len(some.parts("rowid", Span(0, 2000))) == 1
    assert some.parts("rowid", Span(3000, 4000)) == []
    monkeypatch.setattr(cdr_digit_blocks, "MOST_ROWS", 0)
    asked, again = some.parts("rowid", EVER)
    assert "get_bit(getvariable('records_0')" in asked
    assert "unnest" not in asked
    assert again == new
    assert some.at_once == (cdr_blocks.FIRST_AT_ONCE, cdr_blocks.MOST_AT_ONCE)


def test_a_span_is_told_of_its_own_records_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cdr_digit_blocks, "MOST_ROWS", 0)
    monkeypatch.setattr(cdr_digit_blocks, "CHUNK_BLOCKS", 2)
    some = blocks(5)
    told = {variable.name: variable.value for variable in some.variables(EVER)}
    assert told == {
        "looked_for": "4711",
        "records_0": ALL + ALL,
        "records_1": ALL + ALL,
        "records_2": ALL,
    }
    late = Span(4000, 5000)
    assert [variable.name for variable in some.variables(late)] == ["looked_for", "records_2"]
    [part] = some.parts("rowid", late)
    assert f"rowid >= {4 * BLOCK_ROWS} AND rowid < {5 * BLOCK_ROWS}" in part


@pytest.mark.parametrize(
    ("count", "ranged", "whole", "worth"),
    [
        (45, 10_000, 90, True),
        (60, 10_000, 120, False),
        (300, 1000, 1000, True),
        (300, 1000, 600, False),
        (600, 1000, 1000, False),
        (3000, 20_000, 20_000, True),
    ],
)
def test_many_records_are_asked_for_if_that_is_less_than_to_read_blocks(
    count: int, ranged: int, whole: int, worth: bool
) -> None:
    half = b"\x0f" * (BLOCK_ROWS // 8)
    found = Candidates.of(dict.fromkeys(range(2 * count), half))
    assert worth_it(found, ranged, whole) == worth


def test_what_a_cursor_is_told_is_bounded() -> None:
    far = Candidates.of(dict.fromkeys((*range(50), 100_000), ALL))
    assert not worth_it(far, 100_000, 100_000)
    assert worth_it(Candidates.of({0: ALL, 100_000: ALL}), 100_000, 100_000)
