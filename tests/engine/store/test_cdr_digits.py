from collections.abc import Iterator
from functools import partial
from typing import Any

import duckdb
import pytest

from engine.store.cdr_digits import ADD_SETS, MOST_SETS, SETS, Candidates, candidates, sets_of
from engine.store.cdr_filter import TEXT_COLUMNS
from engine.store.cdr_schema import BLOCK_ROWS, create_statements

TEXTS = (
    "8801712345678",
    "4711",
    "a471-0b0012",
    "٤٧١١",
    "00f3A9b27c@PBX.example",
    "Cisco/7.4 (x86) 12345",
    "王芳打电话 999",
    "a\n123\x00456c",
    "",
)


@pytest.fixture
def ask() -> Iterator[Any]:
    """Asks a database in which the n-th text is in the n-th row, in one column after the other."""
    with duckdb.connect() as connection:
        for statement in create_statements():
            connection.execute(statement)
        connection.execute("DROP TABLE cdr")
        columns = ", ".join(f"{name} VARCHAR" for name in TEXT_COLUMNS)
        connection.execute(f"CREATE TABLE cdr ({columns})")
        for place, text in enumerate(TEXTS):
            texts = ["x"] * len(TEXT_COLUMNS)
            texts[place % len(texts)] = text
            connection.execute("INSERT INTO cdr VALUES (?, ?, ?, ?, ?, ?)", texts)
        connection.execute(ADD_SETS, [0, BLOCK_ROWS])
        yield partial(answer, connection)


def answer(
    connection: duckdb.DuckDBPyConnection, statement: str, values: list[object]
) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = connection.execute(statement, values).fetchall()
    return found


def test_a_record_is_a_candidate_for_every_part_of_its_texts(ask: Any) -> None:
    for row, text in enumerate(TEXTS):
        for first in range(len(text)):
            for end in range(first, len(text) + 1):
                if sets := sets_of(text[first:end]):
                    assert row in candidates(ask, sets, [0]).rows(0)


def test_only_records_with_all_threes_are_candidates(ask: Any) -> None:
    assert candidates(ask, sets_of("4711"), [0]).rows(0) == [1]
    assert candidates(ask, sets_of("471"), [0]).rows(0) == [1, 2]
    assert candidates(ask, sets_of("4719"), [0]) == Candidates({}, 0)
    assert candidates(ask, sets_of("4711"), [1, 2]) == Candidates({}, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("47", []),
        ("47-11", []),
        ("٤٧١١", []),
        ("x471y", [471 % SETS]),
        ("4711", [471 % SETS, 711 % SETS]),
        ("001 001", [1]),
        ("1129", [112 % SETS, 129 % SETS]),
    ],
)
def test_three_digits_in_a_row_are_a_set(text: str, expected: list[int]) -> None:
    assert sets_of(text) == sorted(expected)


def test_of_a_long_text_some_sets_are_compared() -> None:
    assert len(sets_of("012345678987654321")) <= MOST_SETS
    assert sets_of("8801712345678") == sets_of("8801712345678")
    assert set(sets_of("8801712345678")) <= {
        int("8801712345678"[first : first + 3]) % SETS for first in range(11)
    }


def test_rows_are_numbered_through_all_blocks() -> None:
    ends = bytearray(BLOCK_ROWS // 8)
    ends[0], ends[-1] = 0b1000_0000, 0b0000_0001
    found = Candidates.of({0: bytes(ends), 3: bytes(ends)})
    assert found.count == 4
    assert found.rows(0) == [0, BLOCK_ROWS - 1]
    assert found.rows(3) == [3 * BLOCK_ROWS, 4 * BLOCK_ROWS - 1]
