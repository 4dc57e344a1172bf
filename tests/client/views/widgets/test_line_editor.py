"""A field of lines grows with them and lets Tab go on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from client.views.widgets.line_editor import LineEditor


def test_it_shows_a_text_a_line() -> None:
    editor = LineEditor("Prefixes", "0044")
    editor.set_lines(("0044", "0049"))
    assert editor.toPlainText() == "0044\n0049"
    assert (editor.accessibleName(), editor.placeholderText()) == ("Prefixes", "0044")


def test_it_grows_between_two_and_eight_lines() -> None:
    editor = LineEditor("Prefixes")
    heights = []
    for count in (0, 2, 3, 8, 80):
        editor.set_lines(["0"] * count)
        heights.append(editor.sizeHint().height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    assert editor.minimumSizeHint().height() == heights[-1]


def test_tab_goes_on(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    editor, following = LineEditor("Prefixes"), QLineEdit()
    column.addWidget(editor)
    column.addWidget(following)
    holder.show()
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert holder.focusWidget() is following
    assert editor.toPlainText() == ""
