from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.value_label import LONG, ValueLabel, breakable

CALL_ID = "1f2e3d4c5b6a79880011223344556677@192.168.100.200"


@pytest.fixture
def label(theme: Theme, qtbot: QtBot) -> ValueLabel:
    made = ValueLabel(theme)
    qtbot.addWidget(made)
    made.setText(CALL_ID)
    return made


def test_a_long_word_is_seen_whole_in_a_narrow_place(label: ValueLabel) -> None:
    label.setFixedWidth(160)
    label.show()
    one_line = label.fontMetrics().height()
    assert label.minimumSizeHint().width() <= 160
    assert label.heightForWidth(160) >= 2 * one_line


def test_what_is_copied_is_the_value_itself(label: ValueLabel, qtbot: QtBot) -> None:
    assert label.text() == CALL_ID
    label.show()
    label.setFocus()
    label.setSelection(0, len(breakable(CALL_ID)))
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == CALL_ID
    label.setText("short")
    label.copy()
    assert QGuiApplication.clipboard().text() == "short"


def test_only_long_words_get_places_to_break() -> None:
    words = "a sentence of ordinary words"
    assert breakable(words) == words
    assert breakable("x" * LONG) == "x" * LONG
    assert breakable("x" * (LONG + 1)).count("\u200b") == 1
