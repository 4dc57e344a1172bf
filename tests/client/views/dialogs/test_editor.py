from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Conflict, Unreachable
from client.theme import Theme
from client.views.dialogs.editor import EditorFrame


class Editor(EditorFrame):
    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "A word", "", parent, "Keep")
        self.word = QLineEdit()
        self.box.addWidget(self.word)

    def send(self) -> None:
        self.wanted.emit(self.word.text())


def test_it_stays_open_until_the_owner_closes_it(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor = Editor(theme, window)
    editor.open()
    editor.word.setText("night")
    assert editor.save.text() == "Keep"
    with qtbot.waitSignal(editor.wanted) as wanted:
        editor.save.click()
    assert wanted.args == ["night"]
    assert (editor.isVisible(), editor.save.isEnabled()) == (True, False)
    editor.complain(Conflict("the word is taken"))
    assert (editor.notice.text(), editor.notice.isVisible()) == ("the word is taken", True)
    editor.complain(Unreachable(""))
    assert editor.notice.text()  # never an empty complaint
    with qtbot.waitSignal(editor.wanted):
        editor.save.click()
    assert editor.notice.isHidden()
    editor.refuse.click()
    assert not editor.isVisible()


def test_the_complaint_stands_below_the_content(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor = Editor(theme, window)
    editor.complain(Conflict("no"))
    editor.open()
    assert editor.notice.y() > editor.word.y()
    assert editor.refuse.y() > editor.notice.y()


def test_a_reason_is_asked_for_where_a_kind_of_dialog_has_one(theme: Theme, qtbot: QtBot) -> None:
    class Reasoned(Editor):
        REASONED = True

    window = QWidget()
    qtbot.addWidget(window)
    plain, asking = Editor(theme, window), Reasoned(theme, window)
    assert (plain.why.isHidden(), asking.why.isHidden()) == (True, False)
    asking.why.edit.setText("ticket 4711")
    assert asking.why.text() == "ticket 4711"
