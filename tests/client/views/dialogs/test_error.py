"""Errors: title, cause, next step, details to copy, perhaps another try."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Rejected, Unreachable
from client.theme import Theme
from client.views.dialogs.error import ErrorDialog, details_of


def test_the_details_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    error = Rejected("no", status=422, fields={"value": "from 1 to 100"}, request_id="r-1")
    dialog = ErrorDialog(theme, error, None, parent)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "value: from 1 to 100" in texts
    assert any("r-1" in text for text in texts)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == details_of(error)
    assert "request: r-1" in details_of(error)
    assert dialog.close_button.isDefault()


def test_trying_again_closes_and_tries(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    tried: list[int] = []
    dialog = ErrorDialog(theme, Unreachable("gone"), lambda: tried.append(1), parent)
    dialog.open()
    dialog.retry_button.click()
    assert tried == [1]
    assert not dialog.isVisible()
