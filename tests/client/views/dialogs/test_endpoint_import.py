"""The preview of an import."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from client.api.values import ImportReport, LineProblem
from client.models.endpoint_import import ImportLine
from client.settings import Settings
from client.theme import Theme
from client.views.dialogs.endpoint_import import ImportDialog

LINES = (ImportLine(3, "1002", "", "the password is too short"), ImportLine(1, "1001", "Sales"))


class Stage:
    def __init__(self, theme: Theme, settings: Settings, qtbot: QtBot) -> None:
        self.theme, self.settings, self.qtbot = theme, settings, qtbot
        self.owner = QWidget()
        qtbot.addWidget(self.owner)

    def dialog(self, report: ImportReport) -> ImportDialog:
        dialog = ImportDialog(self.theme, self.settings, "endpoints.csv", report, LINES, self.owner)
        self.qtbot.addWidget(dialog)
        dialog.open()
        return dialog


@pytest.fixture
def stage(theme: Theme, settings: Settings, qtbot: QtBot) -> Stage:
    return Stage(theme, settings, qtbot)


def test_bad_lines_are_named_with_their_reason(stage: Stage) -> None:
    dialog = stage.dialog(ImportReport(1, 0, (LineProblem(3, "the password is too short"),)))
    texts = [dialog.table.index(0, column).data() for column in range(5)]
    assert texts == ["3", "1002", "", "refused", "the password is too short"]
    assert dialog.notice.property("tone") == "warning"


def test_the_button_says_how_many_will_be_created(stage: Stage, qtbot: QtBot) -> None:
    dialog = stage.dialog(ImportReport(1200, 0))
    assert dialog.accept_button.text() == "Import (1,200)"
    with qtbot.waitSignal(dialog.wanted):
        dialog.accept_button.click()


def test_a_file_without_a_good_line_cannot_be_imported(stage: Stage) -> None:
    dialog = stage.dialog(ImportReport(0, 0, (LineProblem(1, "bad"),)))
    assert not dialog.accept_button.isEnabled()


def test_cancelling_imports_nothing(stage: Stage, qtbot: QtBot) -> None:
    dialog = stage.dialog(ImportReport(1, 0))
    with qtbot.assertNotEmitted(dialog.wanted):
        dialog.refuse.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
