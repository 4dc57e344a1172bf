"""The table of everything that is blocked."""

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from client.formats import Formats
from client.models.block_groups import FOREVER
from client.models.block_rows import Layer, key_of_block, key_of_lock, rows_of
from client.models.blocks import BlockTable
from client.models.table import SortRole
from tests.helpers.block_stubs import clock, entry, lock

ROWS = rows_of(
    [entry(1, "203.0.113.9", 60, rule="scanner", hits=4), entry(2, "198.51.100.0/24")],
    [lock("1001")],
)


@pytest.fixture
def table(qtmodeltester: ModelTester) -> BlockTable:
    made = BlockTable(Formats("UTC"), clock())
    made.sync(ROWS)
    qtmodeltester.check(made)
    return made


def shown(table: BlockTable) -> list[str]:
    return [row.what for row in table.rows()]


def test_every_column_tells_every_row(table: BlockTable) -> None:
    for place in range(table.rowCount()):
        texts = [table.index(place, column).data() for column in range(table.columnCount())]
        assert all(isinstance(text, str) and text for text in texts)


def test_layer_and_search_choose_and_the_counts_follow_the_search(table: BlockTable) -> None:
    table.choose(Layer.ADDRESS)
    assert shown(table) == ["203.0.113.9", "198.51.100.0/24"]
    table.search("198.51.100.77")
    assert shown(table) == ["198.51.100.0/24"]
    assert dict(table.counts()) == {Layer.ADDRESS: 1}
    table.search("")
    table.choose(None)
    assert len(shown(table)) == 3
    assert table.counts()[Layer.EXTENSION] == 1


def test_fresh_lists_are_told_of_once(table: BlockTable) -> None:
    told = QSignalSpy(table.arranged)
    fresh = rows_of([entry(1, "203.0.113.9", 60, rule="scanner", hits=9), entry(5, "::1")], ())
    table.sync(fresh)
    assert told.count() == 1
    assert sorted(shown(table)) == ["203.0.113.9", "::1"]
    row = table.find(key_of_block(1))
    assert row is not None
    assert row.block is not None
    assert row.block.hits == 9


def test_rows_leave_and_come_at_once(table: BlockTable) -> None:
    table.drop([key_of_lock("1001"), key_of_block(77)])
    table.put([entry(8, "192.0.2.8")])
    assert shown(table) == ["203.0.113.9", "198.51.100.0/24", "192.0.2.8"]
    table.choose(Layer.EXTENSION)
    table.put([entry(9, "192.0.2.9")])
    assert shown(table) == []
    assert len(table.loaded()) == 4


def test_for_good_sorts_behind_every_end(table: BlockTable) -> None:
    column = table.column("until")
    ends = {table.row(place).what: table.index(place, column).data(SortRole) for place in range(3)}
    assert ends["198.51.100.0/24"] == FOREVER
    assert ends["203.0.113.9"] < ends["1001"] < FOREVER
