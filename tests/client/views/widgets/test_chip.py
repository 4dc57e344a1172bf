"""Chips show a filter and its count, and can be taken away by mouse and keyboard."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.chip import Chip


def test_the_count_stands_behind_the_words(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Registered", "ok", count=1137)
    qtbot.addWidget(chip)
    assert chip.text() == "Registered  1,137"
    assert chip.accessibleName() == "Registered: 1,137"
    chip.set_count(None)
    chip.set_text("R & D")
    assert chip.text() == "R && D"
    assert chip.words() == "R & D"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_closable_chip_is_taken_away_by_the_keyboard(
    theme: Theme, qtbot: QtBot, key: Qt.Key
) -> None:
    chip = Chip(theme, "source 203.0.113.24", closable=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.closed):
        qtbot.keyClick(chip, key)
    assert "203.0.113.24" in chip.accessibleName()


def test_a_click_takes_a_closable_chip_away(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "today", closable=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.closed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_a_plain_chip_is_not_taken_away(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Suspended", "bad", checkable=True, icon="lock")
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.closed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()


def test_a_tip_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Caller <b>1001</b>", closable=True)
    qtbot.addWidget(chip)
    assert "<b>" not in chip.toolTip()
    assert "&lt;b&gt;1001" in chip.toolTip()
