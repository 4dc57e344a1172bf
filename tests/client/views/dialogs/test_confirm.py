"""Confirming: refusing is easy, a dangerous thing may ask for a word."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.dialogs.confirm import SHOWN_ITEMS, ConfirmDialog
from client.views.widgets.prompts import Answer, Question

Asked = tuple[ConfirmDialog, list[Answer]]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def ask(theme: Theme, window: QWidget) -> Callable[[Question], Asked]:
    def opened(question: Question) -> Asked:
        answers: list[Answer] = []
        dialog = ConfirmDialog(theme, question, answers.append, window)
        dialog.open()
        return dialog, answers

    return opened


def test_accepting_brings_the_reason(ask: Callable[[Question], Asked], qtbot: QtBot) -> None:
    dialog, answers = ask(Question("Clear?", "text", "Clear"))
    qtbot.keyClicks(dialog.findChild(QLineEdit), " customer called ")
    dialog.accept_button.click()
    assert answers == [Answer(True, "customer called")]


def test_no_reason_is_asked_for_what_is_not_audited(ask: Callable[[Question], Asked]) -> None:
    dialog, _ = ask(Question("Close?", "text", "Close", ask_reason=False))
    assert dialog.why.isHidden()
    dialog.reject()


def test_escape_refuses(ask: Callable[[Question], Asked], qtbot: QtBot) -> None:
    dialog, answers = ask(Question("Clear?", "text", "Clear"))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert answers == [Answer(False, "")]


def test_return_does_not_destroy(ask: Callable[[Question], Asked], qtbot: QtBot) -> None:
    dialog, answers = ask(Question("Delete?", "text", "Delete", tone="bad"))
    assert not dialog.accept_button.isDefault()
    dialog.refuse.click()
    assert answers == [Answer(False, "")]


def test_a_word_must_be_typed(ask: Callable[[Question], Asked], qtbot: QtBot) -> None:
    question = Question("Delete?", "text", "Delete", tone="bad", typed="DELETE")
    dialog, answers = ask(question)
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClicks(dialog.findChildren(QLineEdit)[-1], "DELETE")
    dialog.accept_button.click()
    assert answers == [Answer(True, "")]


def test_many_objects_are_named_in_short(ask: Callable[[Question], Asked], qtbot: QtBot) -> None:
    items = tuple(str(number) for number in range(1001, 1001 + SHOWN_ITEMS + 4))
    dialog, _ = ask(Question("Clear 12?", "", "Clear", items=items))
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(text.endswith("and 4 more") and "1001, 1002" in text for text in texts)
    dialog.reject()
