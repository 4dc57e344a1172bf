"""The second tab: trusted addresses."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from client.views.pages.blocked.trusted import TrustedTab
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.menu import Menu
from tests.client.views.pages.blocked.conftest import BlockDriver
from tests.helpers.fake_api import problem


def shown(tab: TrustedTab) -> list[str]:
    return [tab.order.index(row, 0).data() for row in range(tab.order.rowCount())]


def test_addresses_are_listed_and_searched(driver: BlockDriver) -> None:
    tab = driver.page.trusted
    assert shown(tab) == ["192.0.2.10", "198.51.100.64/26"]
    tab.order.set_text("carrier")
    assert shown(tab) == ["198.51.100.64/26"]


def test_an_address_is_added(driver: BlockDriver, qtbot: QtBot) -> None:
    tab = driver.page.trusted
    tab.add_button.click()
    assert tab.dialog is not None
    tab.dialog.value.setText("192.0.2.30")
    tab.dialog.comment.setText("new office")
    with qtbot.waitSignal(tab.feed.loaded):
        tab.dialog.accept_button.click()
    assert "192.0.2.30" in shown(tab)
    assert driver.stage.toasts[-1] == ("192.0.2.30 is trusted.", "ok")


def test_addresses_are_removed_after_a_question(driver: BlockDriver, qtbot: QtBot) -> None:
    tab = driver.page.trusted
    assert not tab.remove_button.isEnabled()
    tab.view.selectAll()
    assert tab.remove_button.isEnabled()
    with qtbot.waitSignal(tab.feed.loaded):
        tab.remove_button.click()
    assert driver.stage.prompts.questions[-1].title == "Trust 2 entries no longer?"
    assert isinstance(tab.content.state_widget(), EmptyState)
    assert "Not trusted any more" in driver.stage.toasts[-1][0]


def test_the_menu_of_a_row(driver: BlockDriver) -> None:
    tab = driver.page.trusted
    tab.view.clearSelection()
    assert tab.menu() is None
    tab.view.selectRow(0)
    menu = tab.menu()
    assert menu is not None
    actions = {action.text(): action for action in menu.actions() if action.text()}
    actions["Show its call records"].trigger()
    assert driver.stage.opened == [("cdr", {"caller_ips": ("192.0.2.10",)})]
    driver.stage.prompts.accept = False
    actions["Remove…"].trigger()
    assert len(driver.stage.prompts.questions) == 1
    tab.view.menu_wanted.emit(QPoint(3, 3), tab.view.rows())
    next(menu for menu in tab.findChildren(Menu) if menu.isVisible()).close()


def test_a_list_that_cannot_be_read_says_so(driver: BlockDriver, qtbot: QtBot) -> None:
    tab = driver.page.trusted
    tab.content.show_empty("shield", "x", "y")
    driver.fake.answers["GET /allowlist"] = problem(500, "broken")
    with qtbot.waitSignal(tab.feed.failed):
        tab.reload()
    assert isinstance(tab.content.state_widget(), EmptyState)
