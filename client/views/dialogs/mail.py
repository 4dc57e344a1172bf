"""How the engine sends mail, with a test; the password is written and never shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.errors import ApiError
from client.api.schedule_values import Mail, MailTest
from client.theme import Theme
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.buttons import Button
from client.views.widgets.error_texts import advice
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice
from client.views.widgets.number_field import NumberField
from client.views.widgets.reason_line import ReasonLine
from client.views.widgets.select import Select


class MailDialog(DialogFrame):
    """Asks for the way of mail.

    Signals:
        wanted: the `Mail`, and the password or None to keep the one there is.
        test_wanted: the address of a test mail.
    """

    wanted = Signal(object, object)
    test_wanted = Signal(str)

    def __init__(self, theme: Theme, mail: Mail, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Mail settings"), "", parent)
        self.host = QLineEdit(mail.host)
        self.host.setPlaceholderText("mail.example.org")
        self.port = NumberField(self.tr("Port"), 1, 65_535)
        self.port.setValue(mail.port)
        self.security = Select(
            theme,
            (
                ("starttls", "STARTTLS"),
                ("tls", "TLS"),
                ("none", self.tr("None: this machine only")),
            ),
        )
        self.security.set_value(mail.security)
        self.username = QLineEdit(mail.username)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        kept = self.tr("Stored; type to replace it") if mail.has_password else ""
        self.password.setPlaceholderText(kept)
        self.origin = QLineEdit(mail.sender)
        self.origin.setPlaceholderText("pbx@example.org")
        self.most = NumberField(self.tr("Largest attachment"), 1, 50, unit="MB")
        self.most.setValue(mail.max_attachment_mb)
        self.to = QLineEdit()
        self.to.setPlaceholderText("you@example.org")
        self.test = Button(theme, self.tr("Send test mail"))
        self.test.setAutoDefault(False)
        self.reason = ReasonLine(theme, self)
        self.notice = Notice(theme)
        self.notice.hide()
        self._arrange(theme)
        self.refuse = self.add_button(self.tr("Close"))
        self.save = self.add_button(self.tr("Save"), primary=True)
        self.refuse.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask)
        self.test.clicked.connect(lambda _on=False: self._ask_test())
        self.to.textChanged.connect(lambda text: self.test.setEnabled("@" in text))
        self.test.setEnabled(False)
        self.host.setFocus()

    def mail(self) -> Mail:
        """Return what the fields say."""
        return Mail(
            host=self.host.text().strip(),
            port=self.port.value(),
            security=self.security.value(),
            username=self.username.text().strip(),
            sender=self.origin.text().strip(),
            max_attachment_mb=self.most.value(),
        )

    def stored(self) -> None:
        """Say that the settings are stored."""
        self.password.clear()
        self._say(self.tr("The settings are stored. A test mail tells whether they work."), "ok")

    def tested(self, result: MailTest) -> None:
        """Say what became of the test mail."""
        text = self.tr("The mail was sent.") if result.sent else self.tr("No mail was sent.")
        self._say(f"{text} {result.detail}", "ok" if result.sent else "bad")

    def complain(self, error: ApiError) -> None:
        """Say why something was not accepted."""
        self._say(error.detail or advice(error), "bad")

    def _arrange(self, theme: Theme) -> None:
        self.add_row(
            Field(theme, self.tr("Server"), self.host),
            Field(theme, self.tr("Port"), self.port),
            Field(theme, self.tr("Security"), self.security),
            shares=(3, 1, 2),
        )
        self.add_row(
            Field(theme, self.tr("User"), self.username),
            Field(theme, self.tr("Password"), self.password),
        )
        self.add_row(
            Field(theme, self.tr("Sender"), self.origin),
            Field(theme, self.tr("Largest attachment"), self.most),
            shares=(2, 1),
        )
        self.box.addWidget(Field(theme, self.tr("Test mail to"), self.to))
        self.box.addWidget(self.test)
        self.box.addWidget(self.reason)
        self.box.addWidget(self.notice)

    def _say(self, text: str, tone: str) -> None:
        icon = "circle-check" if tone == "ok" else "alert-circle"
        self.notice.set(text, tone, icon)
        self.notice.show()
        self.save.setEnabled(True)
        self.test.setEnabled("@" in self.to.text())

    def _ask(self) -> None:
        self.save.setEnabled(False)
        self.wanted.emit(self.mail(), self.password.text() or None)

    def _ask_test(self) -> None:
        self.test.setEnabled(False)
        self.test_wanted.emit(self.to.text().strip())
