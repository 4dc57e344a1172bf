"""The banner that says of which days records are missing; hidden while all of them are there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from client.api.cdr_values import MissingDays
from client.formats import Formats
from client.models.missing_days import missing_details, missing_text
from client.theme import Theme
from client.views.widgets.notice import Notice


class MissingNotice(Notice):
    """Says what table and totals lack, because a file of the archive is damaged."""

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(theme, tone="bad", icon="alert-triangle", parent=parent)
        self._formats = formats
        self.hide()

    def show_missing(self, missing: Sequence[MissingDays]) -> None:
        """Say which days; without any, say nothing."""
        if missing:
            rest = self.tr("Everything else is shown and counted.")
            self.set(f"{missing_text(missing, self._formats)}\n{rest}")
            self.setToolTip(missing_details(missing))
        self.setVisible(bool(missing))
