"""The palette finds every action by its words and runs it by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.command_palette import (
    ActionRole,
    CommandPalette,
    PaletteModel,
    matches,
    plain_text,
)


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("sys par", True), ("par SYS", True), ("sys x", False), ("参数", False)],
)
def test_words_match_in_any_order(query: str, found: bool) -> None:
    assert matches("Softswitch › System parameter", query) is found


def actions(parent: QWidget, ran: list[str]) -> list[QAction]:
    result = []
    for name in ("Refresh", "Sign &out", "R && D"):
        action = QAction(name, parent)
        action.triggered.connect(lambda _checked=False, name=name: ran.append(name))
        result.append(action)
    result[0].setEnabled(False)
    result[1].setShortcut("Ctrl+Q")
    return result


def test_what_cannot_be_used_comes_last(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    model = PaletteModel(parent)
    model.set_actions(actions(parent, []))
    assert [model.index(row).data() for row in range(3)] == ["Sign out", "R & D", "Refresh"]
    assert isinstance(model.index(0).data(ActionRole), QAction)


def test_mnemonics_are_not_words(qtbot: QtBot) -> None:
    assert plain_text(QAction("Save && &close")) == "Save & close"


def test_typing_and_return_run_an_action(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    field = QLineEdit(window)
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    field.setFocus()
    palette = CommandPalette(theme, window)
    ran: list[str] = []
    palette.open(actions(window, ran))
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "out")
    palette.grab()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["Sign &out"]
    assert not palette.isVisible()


def test_the_arrows_move_and_a_disabled_action_does_not_run(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    palette = CommandPalette(theme, window)
    ran: list[str] = []
    palette.open(actions(window, ran))
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.view.currentIndex().data() == "Refresh"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == []
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.view.currentIndex().data() == "Sign out"
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
