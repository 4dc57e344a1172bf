"""Menus are shown without waiting and are gone when they are closed."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.menu import Menu, popup


def test_a_line_runs_what_it_says(theme: Theme, qtbot: QtBot) -> None:
    menu = Menu(theme)
    qtbot.addWidget(menu)
    ran: list[str] = []
    menu.add("Clear registration suspend", lambda: ran.append("clear"), "lock-open")
    blocked = menu.add("Delete…", lambda: ran.append("delete"), enabled=False)
    menu.actions()[0].trigger()
    blocked.trigger()
    assert ran == ["clear"]


def test_showing_a_menu_returns_at_once(theme: Theme, qtbot: QtBot) -> None:
    menu = Menu(theme)
    menu.add("Copy", lambda: None)
    gone: list[int] = []
    menu.destroyed.connect(lambda: gone.append(1))
    popup(menu, QPoint(10, 10))
    assert menu.isVisible()
    menu.close()
    qtbot.waitUntil(lambda: bool(gone))
