from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.api.alarm_rule_values import Webhook
from client.api.errors import Rejected
from client.theme import Theme
from client.views.dialogs.webhook import WebhookDialog

URL = "https://chat.example.org/x"


@pytest.fixture
def dialog(theme: Theme, window: QWidget) -> WebhookDialog:
    return WebhookDialog(theme, Webhook(URL, has_secret=True), window)


def test_the_secret_is_never_shown_and_stays_unless_typed(
    dialog: WebhookDialog, qtbot: QtBot
) -> None:
    assert dialog.secret.echoMode() is QLineEdit.EchoMode.Password
    assert (dialog.secret.text(), bool(dialog.secret.placeholderText())) == ("", True)
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.save.click()
    assert wanted.args == [URL, None]


def test_another_address_needs_its_secret_anew(dialog: WebhookDialog, qtbot: QtBot) -> None:
    dialog.url.setText("https://other.example.org/x")
    assert not dialog.save.isEnabled()
    dialog.secret.setText("x" * 15)
    assert dialog.secret_field.complaint()
    dialog.secret.setText("x" * 16)
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.save.click()
    assert wanted.args == ["https://other.example.org/x", "x" * 16]


def test_nowhere_needs_no_secret_and_a_refusal_is_said(dialog: WebhookDialog) -> None:
    dialog.url.setText("")
    assert dialog.save.isEnabled()
    dialog.complain(Rejected("not an address", fields={}, status=422))
    assert "not an address" in dialog.notice.text()
