"""What is blocked as it is shown: sorted and gathered, and never reset."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt, QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models import block_order
from client.models.block_groups import FEW, GroupRow, group_key
from client.models.block_order import BlockOrder
from client.models.block_rows import BlockRow, key_of_block, key_of_lock, rows_of
from client.models.blocks import BlockTable
from tests.helpers.block_stubs import clock, entry, limited, lock

HOST = "203.0.113.24"
BLOCKS = [entry(1, HOST, 60, hits=4), entry(2, "198.51.100.0/24"), entry(3, "9.0.0.1", hits=9)]
ROWS = rows_of(BLOCKS, [lock("1002"), lock("1001")])
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def table(qapp: object) -> BlockTable:
    made = BlockTable(Formats("UTC"), clock())
    made.sync(ROWS)
    return made


@pytest.fixture
def order(table: BlockTable, qtmodeltester: ModelTester) -> BlockOrder:
    made = BlockOrder(table, Formats("UTC"))
    qtmodeltester.check(made)
    made.sort(made.column("address"), UP)
    made.set_grouped(grouped=True)
    return made


def shown(order: BlockOrder) -> list[str]:
    return [row.what if isinstance(row, BlockRow) else f"*{row.address}" for row in order.rows()]


def test_rows_are_listed_until_they_are_gathered(order: BlockOrder) -> None:
    assert shown(order) == ["9.0.0.1", "198.51.100.0/24", f"*{HOST}", "1002", "1001", HOST]
    order.set_grouped(grouped=False)
    assert not order.grouped
    assert sorted(shown(order)) == sorted(row.what for row in ROWS)
    assert order.plain[0].key == "what"


def test_groups_and_what_is_in_them_are_sorted(order: BlockOrder) -> None:
    order.sort(order.column("hits"), DOWN)
    assert shown(order)[:3] == ["9.0.0.1", f"*{HOST}", HOST]
    order.sort(order.column("what"), UP)
    assert shown(order) == ["198.51.100.0/24", f"*{HOST}", "1001", "1002", HOST, "9.0.0.1"]
    order.sort(-1, DOWN)
    assert shown(order)[0] == "198.51.100.0/24"


def test_folds_and_what_is_held_survive_a_reload(order: BlockOrder, table: BlockTable) -> None:
    resets = QSignalSpy(order.modelReset)
    order.fold(HOST, folded=True)
    assert shown(order) == ["9.0.0.1", "198.51.100.0/24", f"*{HOST}"]
    held = QPersistentModelIndex(order.index(order.place(group_key(HOST)), 0))
    fresh = [entry(9, "1.1.1.1"), entry(1, HOST, 60, hits=50)]
    table.sync(rows_of(fresh, [lock("1001")], [limited(4, HOST)]))
    assert shown(order) == ["1.1.1.1", f"*{HOST}"]
    assert held.row() == 1
    assert order.index(1, order.column("hits")).data() == "57"
    table.search("nothing")
    table.search("")
    assert shown(order) == ["1.1.1.1", f"*{HOST}"]
    assert resets.count() == 0
    assert len(order.entries()) == 4


def test_a_group_of_one_loses_its_heading(order: BlockOrder, table: BlockTable) -> None:
    first = order.find(key_of_lock("1001"))
    assert isinstance(first, BlockRow)
    heading = order.heading(first)
    assert heading is not None
    assert heading.address == HOST
    table.drop([row.key for row in ROWS if row.what in ("1002", HOST)])
    assert shown(order) == ["9.0.0.1", "198.51.100.0/24", "1001"]
    assert not order.is_inside(first)
    assert order.heading(first) is None


def test_many_rows_are_arranged_while_the_window_lives_on(
    order: BlockOrder, table: BlockTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block_order, "AT_ONCE", 3)
    monkeypatch.setattr(block_order, "SLICE_S", 0.0)  # one step a slice
    beats: list[int] = []
    heart = QTimer(order)
    heart.timeout.connect(lambda: beats.append(1))
    heart.start(0)
    before = shown(order)
    order.sort(order.column("hits"), DOWN)
    order.set_grouped(grouped=False)  # what was begun is given up
    assert order.busy
    assert shown(order) == before
    table.drop([key_of_block(3)])  # comes while it is under way, and is arranged after it
    table.put([entry(8, "192.0.2.8", hits=7)])
    qtbot.waitUntil(lambda: not order.busy)
    heart.stop()
    assert shown(order)[:2] == ["192.0.2.8", HOST]
    assert "9.0.0.1" not in shown(order)
    assert len(beats) > 2, "other events came in between"
    table.sync(ROWS[:2])
    assert len(shown(order)) == 2


def test_only_small_groups_are_open_at_first(
    order: BlockOrder, table: BlockTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [lock(str(2000 + number)) for number in range(FEW + 1)]
    table.sync(rows_of([], many[:FEW]))
    assert order.rowCount() == 1 + FEW
    monkeypatch.setattr(block_order, "MOST_FOLDS", 1)
    order.fold("192.0.2.99", folded=True)
    assert order._folds == {HOST: False}
    other = BlockOrder(table, Formats("UTC"))
    table.sync(rows_of([], many))
    other.set_grouped(grouped=True)
    assert [type(row) for row in other.rows()] == [GroupRow]
