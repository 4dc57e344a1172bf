"""The table of actions becomes actions."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.theme import Mode
from client.views.main_window.window_actions import (
    Line,
    build,
    look_lines,
    page_lines,
    shortcut_sheet,
)
from client.views.shortcuts import Shortcut
from client.views.widgets.page import PageSpec
from tests.client.views.widgets.test_page import Plain


def test_a_line_becomes_an_action(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    ran: list[int] = []
    lines = [Line("window.refresh", "Refresh", lambda: ran.append(1), "refresh", Shortcut.REFRESH)]
    action = build(parent, lines)[0]
    action.trigger()
    assert ran == [1]
    assert (action.objectName(), action.shortcut().toString()) == ("window.refresh", "F5")
    assert shortcut_sheet([action]) == "F5   Refresh"


def test_every_page_and_every_look_has_its_line(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    opened: list[str] = []
    looks: list[object] = []
    spec = PageSpec("cdr", ("Data query",), "CDR", "file-analytics", Plain)
    actions = build(
        parent, [*page_lines([spec], opened.append), *look_lines(looks.append, looks.append)]
    )
    assert [action.objectName() for action in actions] == [
        "go.cdr", "look.auto", "look.light", "look.dark", "language.en", "language.zh_CN",
    ]  # fmt: skip
    assert actions[0].text() == "Data query › CDR"
    for action in actions:
        action.trigger()
    assert opened == ["cdr"]
    assert looks == [Mode.AUTO, Mode.LIGHT, Mode.DARK, "en", "zh_CN"]
