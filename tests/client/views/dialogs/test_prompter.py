"""The prompter opens dialogs without waiting, and one error at a time."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Unreachable
from client.settings import LAST_FOLDER, Settings
from client.theme import Theme
from client.views.dialogs.confirm import ConfirmDialog
from client.views.dialogs.error import ErrorDialog
from client.views.dialogs.info import InfoDialog
from client.views.dialogs.prompter import Prompter
from client.views.widgets.prompts import Answer, Prompts, Question


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def prompter(theme: Theme, settings: Settings) -> Prompter:
    return Prompter(theme, settings)


def test_it_is_what_pages_ask_for(prompter: Prompter) -> None:
    prompts: Prompts = prompter
    assert prompts is prompter


def test_a_question_is_answered_later(prompter: Prompter, window: QWidget) -> None:
    answers: list[Answer] = []
    prompter.confirm(window, Question("Clear?", "", "Clear"), answers.append)
    dialog = prompter.opened
    assert isinstance(dialog, ConfirmDialog)
    assert answers == []
    dialog.accept()
    assert answers == [Answer(True, "")]


def test_errors_do_not_pile_up(prompter: Prompter, window: QWidget) -> None:
    prompter.error(window, Unreachable("one"))
    first = prompter.opened
    prompter.error(window, Unreachable("two"))
    assert isinstance(first, ErrorDialog)
    assert prompter.opened is first
    first.reject()
    prompter.error(window, Unreachable("three"))
    assert prompter.opened is not first
    assert prompter.opened is not None
    prompter.opened.reject()


def test_a_text_is_told(prompter: Prompter, window: QWidget) -> None:
    prompter.tell(window, "Help", "text")
    assert isinstance(prompter.opened, InfoDialog)
    prompter.opened.reject()


def test_a_chosen_file_is_handed_over_and_its_folder_remembered(
    prompter: Prompter, window: QWidget, settings: Settings, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    prompter.save_file(window, "Export", "cdr.csv", chosen.append)
    dialog = prompter.opened
    assert isinstance(dialog, QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "cdr.csv"))
    dialog.reject()
    assert chosen == [tmp_path / "cdr.csv"]
    assert settings.get(LAST_FOLDER) == str(tmp_path)


def test_a_file_to_read_must_exist(prompter: Prompter, window: QWidget) -> None:
    prompter.open_file(window, "Import", "CSV (*.csv)", lambda _: None)
    dialog = prompter.opened
    assert isinstance(dialog, QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    assert dialog.nameFilters() == ["CSV (*.csv)"]
    dialog.reject()
