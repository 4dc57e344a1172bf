"""The layout of the window: everything has its place and its name."""

from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.theme import Theme
from client.views.main_window.chrome import Chrome
from client.views.widgets.navigation import WIDTH, Navigation
from client.views.widgets.page_tabs import PageTabs
from client.views.widgets.status_bar import StatusBar


def test_navigation_left_status_below(theme: Theme, qtbot: QtBot) -> None:
    tabs, status = PageTabs(theme), StatusBar(theme, Formats("UTC"))
    chrome = Chrome(theme, Navigation(theme, ()), tabs, status)
    qtbot.addWidget(chrome)
    chrome.resize(1280, 800)
    chrome.show()
    assert chrome.rail.width() == WIDTH
    assert chrome.rail.x() == 0
    assert status.geometry().bottom() == chrome.height() - 1
    assert tabs.stack.x() == WIDTH
    assert chrome.banner.isHidden()
    assert chrome.menu_button.accessibleName() == "Menu"
    assert "Ctrl+K" in chrome.go_to.text()
    chrome.rail.hide()
    qtbot.waitUntil(lambda: tabs.stack.x() == 0)
