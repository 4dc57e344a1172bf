"""The table, its countdowns and the pane beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from pytestqt.qtbot import QtBot

from client.models.block_rows import key_of_block
from client.models.block_rules import address_key
from tests.client.views.pages.blocked.conftest import BlockDriver


def test_the_pane_opens_follows_and_closes(driver: BlockDriver, qtbot: QtBot) -> None:
    body = driver.page.body
    assert "pane" not in vars(body), "the page opens without it"
    body.view.activated_row.emit(driver.row("203.0.113.24"))
    assert body.pane_shown
    driver.select("192.0.2.77")
    assert body.pane.row() == driver.row("192.0.2.77")
    body.tick()
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert body.pane.isHidden()
    body.open_pane(driver.row("192.0.2.77"))
    driver.page.table.drop([key_of_block(4)])
    body.follow()
    assert body.pane.isHidden()


def test_the_pane_shows_fresh_figures(driver: BlockDriver, qtbot: QtBot) -> None:
    body = driver.page.body
    body.open_pane(driver.row("203.0.113.24"))
    driver.fake.blocks["1"]["hits"] = 9000
    with qtbot.waitSignal(driver.page.feed.loaded):
        driver.page.feed.reload()
    shown = body.pane.row()
    assert shown is not None
    assert shown.block is not None
    assert shown.block.hits == 9000


def test_countdowns_stand_still_while_nobody_knows(driver: BlockDriver) -> None:
    body = driver.page.body
    body.showEvent(QShowEvent())
    assert body._timer.isActive()
    body.set_live(live=False)
    body.tick()
    body.hide()
    assert not body._timer.isActive()


def test_delete_unblocks(driver: BlockDriver, qtbot: QtBot) -> None:
    body = driver.page.body
    body.view.hasFocus = lambda: True  # type: ignore[method-assign]
    with qtbot.waitSignal(body.unblock_wanted):
        qtbot.keyClick(body, Qt.Key.Key_Delete)


def test_rows_of_one_address_stand_together_when_grouped(driver: BlockDriver) -> None:
    body, table = driver.page.body, driver.page.table
    driver.page.chips.group.click()
    assert not body.view.isColumnHidden(table.column("address"))
    keys = [address_key(row.address) for row in driver.page.exporter.rows()]
    assert keys == sorted(keys)
    driver.page.chips.group.click()
    assert body.view.isColumnHidden(table.column("address"))
