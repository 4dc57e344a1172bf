"""The Endpoint Management table: pages, groups, changes in place, countdowns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.modeltest import ModelTester

from client.formats import Formats
from client.models.columns import Pill
from client.models.endpoint_rows import EndpointRow, from_endpoint, from_suspension
from client.models.endpoints import REGROUP_AT_ONCE, EndpointTable, GroupRow
from client.models.server_time import ServerTime
from client.models.table import PillRole
from tests.helpers.client_samples import NOON, binding, endpoint, suspension


class Clock:
    def __init__(self) -> None:
        self.seconds = NOON.timestamp()

    def __call__(self) -> float:
        return self.seconds


def locked(extension: str, source: str = "203.0.113.24") -> EndpointRow:
    return from_suspension(suspension(extension, sources=(source,)))


def free(extension: str) -> EndpointRow:
    return from_endpoint(
        endpoint(extension, status="registered", bindings=(binding("192.0.2.10:5060"),))
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(clock: Clock) -> EndpointTable:
    table = EndpointTable(Formats("UTC"), ServerTime(clock, clock))
    table.show([locked("1001"), free("1500"), locked("1002"), locked("1003")])
    return table


def keys(table: EndpointTable) -> list[str]:
    return [
        f"[{row.group.source}]" if isinstance(row, GroupRow) else row.extension
        for row in table.rows()
    ]


def cell(table: EndpointTable, place: int, column: str) -> str:
    return str(table.index(place, table.column(column)).data())


def test_the_model_keeps_qt_s_rules(table: EndpointTable, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table)
    table.set_grouped(True)
    table.fold("203.0.113.24", True)
    table.change([replace(locked("1001"), suspension=None)])
    table.drop(["1002"])
    table.add_page([free("1700")])
    table.set_grouped(False)
    table.drop(["1001"])
    assert keys(table) == ["1500", "1003", "1700"]


def test_pages_are_added_and_rows_seen_twice_are_updated(table: EndpointTable) -> None:
    table.add_page([replace(free("1500"), name="Renamed"), free("1600")])
    assert keys(table) == ["1001", "1500", "1002", "1003", "1600"]
    assert cell(table, 1, "name") == "Renamed"


def test_more_rows_are_asked_for_only_while_there_are_more(table: EndpointTable) -> None:
    asked: list[int] = []
    assert not table.canFetchMore(QModelIndex())
    table.set_fetch_more(lambda: asked.append(1))
    table.fetchMore(QModelIndex())
    assert asked == [1]


def test_rows_gather_under_their_source_with_a_count(table: EndpointTable) -> None:  # req 112
    table.set_grouped(True)
    assert keys(table) == ["[203.0.113.24]", "1001", "1002", "1003", "[*]", "1500"]
    heading = cell(table, 0, "extension")
    assert "203.0.113.24" in heading
    assert "3 extensions · 3 suspended · 1001–1003 in sequence" in heading
    table.set_grouped(False)
    assert keys(table) == ["1001", "1500", "1002", "1003"]


def test_what_is_behind_a_source_is_found_when_it_is_folded(table: EndpointTable) -> None:
    table.set_grouped(True)
    table.fold("203.0.113.24", True)
    header = table.row(0)
    assert isinstance(header, GroupRow)
    assert [row.extension for row in table.behind(header)] == ["1001", "1002", "1003"]


def test_a_group_can_be_folded_and_opened(table: EndpointTable) -> None:
    table.set_grouped(True)
    table.fold("203.0.113.24", True)
    assert keys(table) == ["[203.0.113.24]", "[*]", "1500"]
    assert len(table.loaded) == 4
    table.fold("203.0.113.24", False)
    assert len(keys(table)) == 6


def test_a_row_changes_in_place(table: EndpointTable) -> None:
    resets: list[int] = []
    table.modelReset.connect(lambda: resets.append(1))
    table.change([replace(locked("1001"), suspension=None, failures=0), free("not loaded")])
    assert resets == []
    pill = table.index(0, table.column("status")).data(PillRole)
    assert isinstance(pill, Pill)
    assert pill.word == "Unregistered"
    assert keys(table) == ["1001", "1500", "1002", "1003"]


def test_when_a_source_changes_the_groups_follow(table: EndpointTable) -> None:
    table.set_grouped(True)
    table.change([locked("1500")])
    assert keys(table) == ["[203.0.113.24]", "1001", "1500", "1002", "1003"]


def test_with_very_many_rows_a_live_change_does_not_gather_them_anew(
    table: EndpointTable,
) -> None:
    table.show(free(str(number)) for number in range(10_000, 10_001 + REGROUP_AT_ONCE))
    table.set_grouped(True)
    resets: list[int] = []
    table.modelReset.connect(lambda: resets.append(1))
    table.change([locked("10004")])
    assert resets == []
    changed = table.endpoint("10004")
    assert changed is not None
    assert changed.locked
    assert table.place(("extension", "10004")) > 0


def test_a_row_under_a_folded_source_changes_without_appearing(table: EndpointTable) -> None:
    table.set_grouped(True)
    table.fold("203.0.113.24", True)
    table.change([replace(locked("1001"), failures=9)])
    assert len(keys(table)) == 3
    changed = table.endpoint("1001")
    assert changed is not None
    assert changed.failures == 9


def test_a_tick_announces_only_the_countdowns_that_are_seen(
    table: EndpointTable, clock: Clock
) -> None:  # req 111
    seen: list[tuple[int, int, int]] = []
    table.dataChanged.connect(
        lambda first, last, _roles: seen.append((first.row(), first.column(), last.column()))
    )
    before = cell(table, 0, "registration")
    clock.seconds += 1
    assert table.tick(0, 2) == 2
    column = table.column("registration")
    assert seen == [(0, column, column), (2, column, column)]
    assert cell(table, 0, "registration") != before


def test_a_tick_beyond_the_rows_is_harmless(table: EndpointTable) -> None:
    assert table.tick(-5, 500) == 3
    table.show([])
    assert table.tick(0, 10) == 0


def test_a_hundred_thousand_rows_cost_a_tick_nothing(table: EndpointTable) -> None:
    table.show(free(str(number)) for number in range(20_000))
    assert table.tick(100, 140) == 0


def test_the_note_marks_a_sequence_once_it_is_one(table: EndpointTable) -> None:  # req 113
    assert "1001–1003 in sequence" in cell(table, 0, "note")
    assert cell(table, 1, "note") == ""


def test_headers_have_no_cells_but_their_heading(table: EndpointTable) -> None:
    table.set_grouped(True)
    for column in table.columns:
        for row in table.rows():
            assert isinstance(column.text(row), str)
    assert table.index(0, table.column("status")).data(PillRole) is None
    assert cell(table, 0, "registration") == ""


def test_until_goes_by_the_server_s_clock(table: EndpointTable) -> None:
    table.clock.learn(NOON + timedelta(seconds=60))
    table.tick(0, 0)
    assert "clears in 08:12" in cell(table, 0, "registration")
