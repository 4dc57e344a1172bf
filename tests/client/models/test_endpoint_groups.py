"""Grouping by source and runs of numbers."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.models.endpoint_groups import (
    SCATTERED,
    SHORTEST_RUN,
    Run,
    address_of,
    group_by_source,
    run_of,
    sequential_runs,
)


@dataclass(frozen=True)
class Row:
    extension: str
    source_address: str = ""
    locked: bool = False


def test_one_source_behind_several_extensions_is_one_group_and_comes_first() -> None:  # req 112
    rows = [
        Row("3000", "192.0.2.1"),
        Row("1001", "203.0.113.24", True),
        Row("3001"),
        Row("1002", "203.0.113.24", True),
        Row("1009", "203.0.113.24"),
        Row("3002", "192.0.2.1"),
    ]
    first, second, last = group_by_source(rows)
    assert (first.source, first.rows, first.locked) == ("203.0.113.24", (1, 3, 4), 2)
    assert (second.source, second.rows, second.locked) == ("192.0.2.1", (0, 5), 0)
    assert last.source == ""


def test_extensions_alone_behind_their_sources_are_one_group() -> None:
    rows = [Row("1", "192.0.2.1"), Row("2", "192.0.2.2", True), Row("3", "192.0.2.3"), Row("4")]
    assert [(group.source, group.rows) for group in group_by_source(rows)] == [
        ("192.0.2.2", (1,)),
        (SCATTERED, (0, 2)),
        ("", (3,)),
    ]


def test_a_group_names_the_sequence_a_scanner_walked_through() -> None:  # req 113
    rows = [Row(str(number), "203.0.113.24", True) for number in (1003, 1001, 1002, 2200)]
    (group,) = group_by_source(rows)
    assert group.runs == (Run("1001", "1003", 3),)


def test_only_suspended_numbers_make_a_sequence() -> None:
    rows = [Row(str(number), "192.0.2.1", False) for number in range(100, 110)]
    assert group_by_source(rows)[0].runs == ()


@pytest.mark.parametrize(
    ("extensions", "runs"),
    [
        (["1001", "1002"], []),
        (["1001", "1002", "1003"], [("1001", "1003", 3)]),
        (["0998", "0999", "1000", "1001"], [("0998", "1001", 4)]),
        (["7", "08", "009"], []),
        (["alice", "1", "2", "3", "٤"], [("1", "3", 3)]),
        (["1", "2", "3", "7", "8", "9", "10", "11"], [("1", "3", 3), ("7", "9", 3)]),
        (["9" * 40, "1" * 40], []),
    ],
)
def test_runs(extensions: list[str], runs: list[tuple[str, str, int]]) -> None:
    assert [(run.first, run.last, run.count) for run in sequential_runs(extensions)] == runs


@given(st.sets(st.integers(0, 300), max_size=60))
@settings(deadline=None, max_examples=60)
def test_a_run_holds_exactly_numbers_that_were_given(numbers: set[int]) -> None:
    extensions = {str(number).zfill(4) for number in numbers}
    for run in sequential_runs(extensions):
        members = {str(n).zfill(4) for n in range(int(run.first), int(run.last) + 1)}
        assert members <= extensions
        assert run.count == len(members) >= SHORTEST_RUN


def test_the_run_of_an_extension_is_found_and_of_a_stranger_is_not() -> None:
    runs = (Run("1001", "1004", 4),)
    assert run_of("1003", runs) == runs[0]
    assert run_of("1005", runs) is None
    assert run_of("100", runs) is None


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("203.0.113.24:5060", "203.0.113.24"),
        ("203.0.113.24", "203.0.113.24"),
        ("[2001:db8::1]:5060", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("", ""),
    ],
)
def test_the_address_of_a_source_has_no_port(source: str, address: str) -> None:
    assert address_of(source) == address
