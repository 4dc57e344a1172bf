from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Conflict
from client.api.schedule_values import Mail, MailTest
from client.theme import Theme
from client.views.dialogs.mail import MailDialog

GIVEN = Mail("mail.example.org", 465, "tls", "pbx", has_password=True, sender="pbx@example.org")


@pytest.fixture
def dialog(theme: Theme, window: QWidget) -> MailDialog:
    made = MailDialog(theme, GIVEN, window)
    made.open()
    return made


def test_a_password_is_written_and_never_shown(dialog: MailDialog, qtbot: QtBot) -> None:
    assert dialog.password.text() == ""
    assert dialog.password.echoMode() == QLineEdit.EchoMode.Password
    with qtbot.waitSignal(dialog.wanted) as kept:
        dialog.save.click()
    assert kept.args is not None
    assert kept.args[1] is None
    assert (kept.args[0].host, kept.args[0].security) == (GIVEN.host, "tls")
    qtbot.keyClicks(dialog.password, "secret")
    dialog.complain(Conflict("give it again"))
    assert "give it again" in dialog.notice.text()
    with qtbot.waitSignal(dialog.wanted) as typed:
        dialog.save.click()
    assert typed.args is not None
    assert typed.args[1] == "secret"
    dialog.stored()
    assert dialog.password.text() == ""


def test_a_test_mail_says_what_became_of_it(dialog: MailDialog, qtbot: QtBot) -> None:
    assert not dialog.test.isEnabled()
    qtbot.keyClicks(dialog.to, "a@example.org")
    with qtbot.waitSignal(dialog.test_wanted) as wanted:
        dialog.test.click()
    assert wanted.args == ["a@example.org"]
    dialog.tested(MailTest(sent=False, detail="the server is gone"))
    assert dialog.notice.text().endswith("the server is gone")
    assert dialog.test.isEnabled()
