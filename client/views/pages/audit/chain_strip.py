"""The state of the chain over the table: a sentence, its tone, and the button that verifies."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client.api.audit_values import ChainCheck
from client.formats import Formats
from client.models.audit_table import chain_text
from client.theme import Theme
from client.views.widgets.notice import Notice

ICONS = {"ok": "shield-check", "bad": "alert-triangle", "warning": "alert-circle",
         "accent": "loader-2", "neutral": "shield"}  # fmt: skip


class ChainStrip(Notice):
    """Says whether the audit is what was written.

    Signals:
        verify_wanted: the button was pressed.
        entry_wanted: carries the number of the entry that is to be shown.
    """

    verify_wanted = Signal()
    entry_wanted = Signal(int)

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._formats = formats
        self._first_bad = 0
        self.entry_button = self.add_button(self.tr("Show the entry"), self._show_entry)
        self.verify_button = self.add_button(self.tr("Verify"), self.verify_wanted.emit)
        self.show_check(ChainCheck("idle"))

    def first_bad(self) -> int:
        """Return the number of the first entry that does not fit, 0 for none."""
        return self._first_bad

    def show_check(self, check: ChainCheck) -> None:
        """Show how it stands."""
        text, tone = chain_text(check, self._formats)
        self.set(text, tone, ICONS[tone])
        last = check.last
        broken = last is not None and not last.sound
        self._first_bad = (last.first_bad or 0) if broken and last is not None else 0
        self.entry_button.setVisible(bool(self._first_bad) and not check.running)
        self.verify_button.setEnabled(not check.running)
        self.setToolTip(last.head if last is not None else "")

    def _show_entry(self) -> None:
        self.entry_wanted.emit(self._first_bad)
