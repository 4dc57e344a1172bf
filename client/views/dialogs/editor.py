"""The frame of a dialog that stays open until the engine accepts what it asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.api.errors import ApiError
from client.theme import Theme
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.error_texts import advice
from client.views.widgets.notice import Notice
from client.views.widgets.reason_line import ReasonLine


class EditorFrame(DialogFrame):
    """Content, room for what went wrong, and two buttons; the owner closes it or complains.

    Who derives from it emits what is wanted in `send`.

    Attributes:
        why: asks for a reason, if the kind of dialog has one (``REASONED``).
    """

    REASONED = False

    def __init__(
        self, theme: Theme, title: str, text: str, parent: QWidget, save: str = ""
    ) -> None:
        super().__init__(theme, title, text, parent)
        outer, self.box = self.box, QVBoxLayout()
        self.box.setSpacing(outer.spacing())
        self.notice = Notice(theme, "", "bad")
        self.notice.hide()
        outer.addLayout(self.box)
        self.why = ReasonLine(theme, self)
        self.why.setVisible(self.REASONED)
        outer.addWidget(self.why)
        outer.addWidget(self.notice)
        self.refuse = self.add_button(self.tr("Cancel"))
        self.save = self.add_button(save or self.tr("Save"), primary=True)
        self.refuse.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask)

    def complain(self, error: ApiError) -> None:
        """Say why it was not accepted."""
        self.notice.set(error.detail or advice(error), "bad")
        self.notice.show()
        self.save.setEnabled(True)

    def send(self) -> None:
        """Emit what the fields say."""
        raise NotImplementedError

    def _ask(self) -> None:
        self.notice.hide()
        self.save.setEnabled(False)
        self.send()
