"""One small line for why something is changed; optional, and the same wherever it is asked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.because import LONGEST
from client.theme import Theme
from client.views.widgets.fields import Field


class ReasonLine(Field):
    """Asks for the reason."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.edit = QLineEdit()
        super().__init__(theme, _tr("Reason (optional)"), self.edit, parent=parent)
        self.edit.setMaxLength(LONGEST)
        self.edit.setPlaceholderText(_tr("Kept in the audit"))

    def text(self) -> str:
        """Return what was typed, empty for no reason."""
        return self.edit.text().strip()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReasonLine", text)
