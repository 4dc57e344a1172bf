"""A text to read can be selected, is never markup, and is closed by Return."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.dialogs.info import InfoDialog


def test_the_text_is_shown_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = InfoDialog(theme, "State of the engine", "<b>switch</b>: running\n" * 40, parent)
    dialog.open()
    label = next(item for item in dialog.findChildren(QLabel) if "switch" in item.text())
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
