from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.store import cdr_records
from engine.store.cdr_anchors import EVER, GROUP_BLOCKS, Group, doubtful, groups, missing
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_schema import BLOCK_ROWS, CDR
from engine.store.cdr_store import CdrStore
from engine.store.time_order import Span
from tests.helpers.stores import START, cdr, fill_with

GROUP_ROWS = GROUP_BLOCKS * BLOCK_ROWS
ROWS = 3 * GROUP_ROWS + 5_000
FIRST = 880_100_000_000
"""The called number of a row is this and the number that it had at first."""


@pytest.fixture
def database(cdrs: CdrStore) -> CdrDatabase:
    return cdrs._database


@pytest.fixture
def whole(cdrs: CdrStore, journal: Path, database: CdrDatabase) -> CdrStore:
    """Three groups of rows and a little, with their numbers as flow numbers; indexed."""
    fill_with(cdrs, journal, cdr(start=START, flow_no=0, callee=str(FIRST), billing_mode=0))
    values = {
        "id": "uuid()",
        "flow_no": "number",
        "start": f"{START} + number",
        "callee": f"({FIRST} + number)::VARCHAR",
    }
    columns = ", ".join(values.get(name, f'"{name}"') for name in CDR.columns)
    with database.write() as cursor:
        rows = f"FROM cdr, (SELECT unnest(range(1, {ROWS})) AS number)"
        cursor.execute(f"INSERT INTO cdr SELECT {columns} {rows}")
    while cdrs.index_texts(1000):
        pass
    return cdrs


def test_rows_that_duckdb_moves_are_found_before_and_after_their_bits_are_made_anew(
    whole: CdrStore, database: CdrDatabase
) -> None:
    """It takes the gaps out of some groups, while those behind them keep their numbers."""
    with database.snapshot() as cursor:
        known = groups(cursor)
        assert [group.end for group in known] == [60, 120, 180, 182]
        assert doubtful(cursor, known) == []
    with database.write() as cursor:
        cursor.execute("DELETE FROM cdr WHERE rowid < 100000 OR rowid BETWEEN 130000 AND 200000")
    for _ in range(2):
        with database.cursor() as cursor:
            cursor.execute("CHECKPOINT")
    moved = "SELECT min(rowid), max(rowid), count(*) FROM cdr WHERE rowid <> flow_no"
    first, last, count = database.fetch(moved)[0]
    assert count > 10_000
    assert 0 <= first <= last < 2 * GROUP_ROWS
    check_all_found(whole)
    with database.snapshot() as cursor:
        assert [group.number for group in doubtful(cursor, groups(cursor))] == [0, 1]
    assert whole.index_texts(10) > 0
    blocks = "SELECT count(*) FROM cdr_block WHERE block >= 120"
    assert database.fetch(blocks) == [(62,)]
    check_all_found(whole)
    while whole.index_texts(1000):
        check_all_found(whole)
    with database.snapshot() as cursor:
        known = groups(cursor)
        assert doubtful(cursor, known) == []
        assert list(missing(known)) == [range(182, EVER)]
    check_all_found(whole)


def check_all_found(cdrs: CdrStore) -> None:
    """Every thousandth that is left is found by its number, by the end of it, and by a text."""
    left = cdrs._database.fetch("SELECT flow_no FROM cdr WHERE flow_no % 4999 = 1 ORDER BY 1")
    assert len(left) > 20
    for (flow_no,) in left:
        callee = str(FIRST + flow_no)
        for chosen in (CdrFilter(callees=(callee,)), CdrFilter(q=callee[-8:])):
            rows, _ = cdrs.page(chosen, limit=10)
            assert flow_no in [row.flow_no for row in rows]


@pytest.mark.parametrize("between", ["within", "possible", "matching"])
def test_rows_that_move_within_a_question_are_asked_for_again(
    whole: CdrStore, database: CdrDatabase, monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    """DuckDB tidies up between two statements of one snapshot."""
    with database.write() as cursor:
        cursor.execute("DELETE FROM cdr WHERE rowid < 100000 OR rowid BETWEEN 130000 AND 200000")
    places: list[int] = []

    def tidied(real: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            first = real(*given, **named) if between == "possible" else None
            if not places:
                with database.cursor() as other:
                    other.execute("CHECKPOINT")
                places.append(database.fetch("SELECT rowid FROM cdr WHERE flow_no = 110000")[0][0])
            return first if between == "possible" else real(*given, **named)

        return run

    owner = cdr_records if between == "possible" else cdr_records.Reading
    monkeypatch.setattr(owner, between, tidied(getattr(owner, between)))
    for chosen in (CdrFilter(callees=(str(FIRST + 110_000),)), CdrFilter(flow_max=110_000)):
        rows, _ = whole.page(chosen, limit=50)
        expected = [110_000] if chosen.callees else list(range(110_000, 109_950, -1))
        assert [row.flow_no for row in rows] == expected
    assert whole.count(CdrFilter(callees=(str(FIRST + 210_000),))) == 1
    assert places[0] < 20_000


def test_a_row_that_comes_behind_the_last_one_of_a_group_is_noticed(
    whole: CdrStore, database: CdrDatabase
) -> None:
    behind = Group(0, 60, 0, 1, 50_000, 50_000, current=True)
    end = Group(0, 60, 0, 1, GROUP_ROWS - 1, GROUP_ROWS - 1, current=True)
    empty = Group(1, 120, 0, 1, None, None, current=True)
    gone = Group(9, 600, 0, 1, None, None, current=True)
    other = end._replace(flow_no=7)
    old = end._replace(current=False)
    with database.snapshot() as cursor:
        assert doubtful(cursor, [behind, end, empty, gone, other, old]) == [
            *(behind, empty, other, old),
        ]
        assert doubtful(cursor, []) == []


def test_where_a_removed_row_was_the_last_one_the_group_is_not_believed(
    whole: CdrStore, database: CdrDatabase
) -> None:
    with database.write() as cursor:
        cursor.execute(f"DELETE FROM cdr WHERE rowid = {2 * GROUP_ROWS - 1} OR rowid = 5")  # noqa: S608
    with database.snapshot() as cursor:
        assert [group.number for group in doubtful(cursor, groups(cursor))] == [1]


def test_what_is_missing_lies_between_groups_and_behind_the_last() -> None:
    def group(number: int, end: int) -> Group:
        return Group(number, end, 0, 0, None, None, current=True)

    assert list(missing([])) == [range(EVER)]
    assert list(missing([group(0, 7)])) == [range(7, EVER)]
    some = [group(1, 120), group(2, 180), group(4, 250)]
    assert list(missing(some)) == [range(60), range(180, 240), range(250, EVER)]
    assert list(missing([group(0, 20), group(1, 120)])) == [range(20, 60), range(120, EVER)]


def test_a_group_touches_the_times_that_it_has_records_of() -> None:
    some = Group(0, 60, 100, 200, None, None, current=True)
    spans = [Span(0, 100), Span(0, 101), Span(200, 201), Span(201, 300)]
    assert [some.touches(span) for span in spans] == [False, True, True, False]
