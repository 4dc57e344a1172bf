"""Groups in the table: keys, clicks, copying, and actions on all that is beneath a heading."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client.models.block_groups import GroupRow, group_key
from tests.client.views.pages.blocked.conftest import BlockDriver

HOST = "203.0.113.24"


@pytest.fixture
def grouped(driver: BlockDriver) -> BlockDriver:
    driver.page.chips.group.click()
    driver.page.view.select_key(group_key(HOST))
    return driver


def group(driver: BlockDriver) -> GroupRow:
    found = driver.page.body.order.find(group_key(HOST))
    assert isinstance(found, GroupRow)
    return found


def test_keys_and_clicks_fold_and_go_in_and_out(grouped: BlockDriver, qtbot: QtBot) -> None:
    view, order = grouped.page.view, grouped.page.body.order

    def press(key: Qt.Key) -> object:
        qtbot.keyClick(view, key)
        return order.at(view.currentIndex().row())

    view.fold(group(grouped), folded=True)
    before = order.rowCount()
    press(Qt.Key.Key_Right)
    assert order.rowCount() == before + len(group(grouped).members)
    assert press(Qt.Key.Key_Right) == group(grouped).members[0]
    assert press(Qt.Key.Key_Right) == group(grouped).members[0]
    assert press(Qt.Key.Key_Left) == group(grouped)
    press(Qt.Key.Key_Left)
    assert order.rowCount() == before
    press(Qt.Key.Key_Return)
    assert not group(grouped).folded
    name = view.currentIndex().siblingAtColumn(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert name.endswith("entries, unfolded")

    # a click on the sign folds, too; one beside it does not
    before_click = group(grouped).folded
    cell = view.visualRect(order.index(order.place(group_key(HOST)), 0))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.viewport(), left, pos=QPoint(cell.left() + 14, cell.center().y()))
    assert group(grouped).folded is not before_click
    qtbot.mouseClick(view.viewport(), left, pos=QPoint(cell.left() + 60, cell.center().y()))
    assert group(grouped).folded is not before_click


def test_a_heading_is_copied_and_exported_with_all_beneath_it(
    grouped: BlockDriver, tmp_path: Path
) -> None:
    page = grouped.page
    page.view.fold(group(grouped), folded=True)
    members = [row.what for row in group(grouped).members]
    page.view.copy_rows()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[0] for line in lines] == ["Blocked", *members]
    grouped.stage.prompts.path = tmp_path / "blocked.csv"
    line = next(text for text in grouped.menu() if text.startswith("Export"))
    grouped.menu()[line].trigger()
    written = (tmp_path / "blocked.csv").read_text(encoding="utf-8").splitlines()
    assert [text.split(",")[0] for text in written[1:]] == members
    page.view.clearSelection()
    page.view.copy_rows()
    assert QGuiApplication.clipboard().text().split("\n") == lines


def test_a_heading_is_unblocked_with_all_beneath_it_and_outlives_a_reload(
    grouped: BlockDriver, qtbot: QtBot
) -> None:
    page = grouped.page
    page.view.fold(group(grouped), folded=True)
    members = group(grouped).members
    with qtbot.waitSignal(page.feed.loaded):
        page.feed.reload()
    assert group(grouped).folded
    assert page.body.selected() == list(group(grouped).members)
    assert page.body.strip.told() == f"{len(members)} selected"
    with qtbot.waitSignal(page.handling.changed):
        page.unblock_selected()
    assert grouped.stage.prompts.questions[-1].items == tuple(row.what for row in members)
    assert page.body.order.find(group_key(HOST)) is None
