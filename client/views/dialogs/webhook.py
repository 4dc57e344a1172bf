"""Where alarms are posted to; the secret that signs the messages is written and never shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.alarm_rule_values import Webhook
from client.models.alarm_rule_draft import MAX_SECRET, MIN_SECRET
from client.theme import Theme
from client.views.dialogs.editor import EditorFrame
from client.views.widgets.fields import Field

MAX_URL = 500


class WebhookDialog(EditorFrame):
    """Asks for the webhook.

    Signals:
        wanted: the address, and the secret or None to keep the one there is.
    """

    REASONED = True

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
        self.secret_field = Field(theme, self.tr("Secret"), self.secret)
        self.box.addWidget(Field(theme, self.tr("Address"), self.url))
        self.box.addWidget(self.secret_field)
        for line in (self.url, self.secret):
            line.textChanged.connect(lambda _text: self._check())
        self._check()
        self.url.setFocus()

    def _check(self) -> None:
        """A secret belongs to its address: another address needs it anew."""
        url, secret = self.url.text().strip(), self.secret.text()
        fresh = bool(url) and url != self._before.url
        short = len(secret) < MIN_SECRET if secret else fresh
        text = self.tr(
            "At least %Ln character(s); a new address needs its secret anew.", "", MIN_SECRET
        )
        self.secret_field.complain(text if short else "")
        self.save.setEnabled(not short)

    def send(self) -> None:
        """Hand over what the fields say."""
        self.wanted.emit(self.url.text().strip(), self.secret.text() or None)
