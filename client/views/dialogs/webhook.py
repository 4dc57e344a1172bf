"""Where alarms are posted to; the secret that signs the messages is written and never shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.alarm_rule_values import Webhook
from client.api.errors import ApiError
from client.models.alarm_rule_draft import MAX_SECRET, MIN_SECRET
from client.theme import Theme
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.error_texts import advice
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice

MAX_URL = 500


class WebhookDialog(DialogFrame):
    """Asks for the webhook.

    Signals:
        wanted: the address, and the secret or None to keep the one there is.
    """

    wanted = Signal(str, object)

    def __init__(self, theme: Theme, webhook: Webhook, parent: QWidget) -> None:
        explanation = self.tr(
            "Rules that tell the webhook post a JSON message here, signed with the secret. Leave "
            "the address empty to post nowhere."
        )
        super().__init__(theme, self.tr("Webhook"), explanation, parent)
        self._before = webhook
        self.url = QLineEdit(webhook.url)
        self.url.setMaxLength(MAX_URL)
        self.url.setPlaceholderText("https://chat.example.org/hooks/alarms")
        self.secret = QLineEdit()
        self.secret.setMaxLength(MAX_SECRET)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        kept = self.tr("Stored; type to replace it") if webhook.has_secret else ""
        self.secret.setPlaceholderText(kept)
        self.notice = Notice(theme, "", "bad")
        self.notice.hide()
        self.secret_field = Field(theme, self.tr("Secret"), self.secret)
        self.box.addWidget(Field(theme, self.tr("Address"), self.url))
        self.box.addWidget(self.secret_field)
        self.box.addWidget(self.notice)
        self.refuse = self.add_button(self.tr("Cancel"))
        self.save = self.add_button(self.tr("Save"), primary=True)
        self.refuse.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask)
        for line in (self.url, self.secret):
            line.textChanged.connect(lambda _text: self._check())
        self._check()
        self.url.setFocus()

    def complain(self, error: ApiError) -> None:
        """Say why it was not accepted."""
        self.notice.set(error.detail or advice(error), "bad")
        self.notice.show()
        self.save.setEnabled(True)

    def _check(self) -> None:
        """A secret belongs to its address: another address needs it anew."""
        url, secret = self.url.text().strip(), self.secret.text()
        fresh = bool(url) and url != self._before.url
        short = len(secret) < MIN_SECRET if secret else fresh
        text = self.tr("At least {count} characters; a new address needs its secret anew.")
        self.secret_field.complain(text.format(count=MIN_SECRET) if short else "")
        self.save.setEnabled(not short)

    def _ask(self) -> None:
        self.notice.hide()
        self.save.setEnabled(False)
        self.wanted.emit(self.url.text().strip(), self.secret.text() or None)
