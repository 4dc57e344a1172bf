"""The facts of one endpoint as widgets: bindings, the lockout, the history of lockouts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from client.api.values import SuspensionEvent
from client.formats import Formats
from client.models.endpoint_rows import EndpointRow
from client.models.suspension_history import detail, headline, totals
from client.theme import Theme


class Facts(QWidget):
    """Named values in two columns, and lines of text; emptied and filled anew for each row."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.set_property(self, "role", "clear")
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def clear(self) -> None:
        """Take everything out."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def add_value(self, name: str, value: str) -> None:
        """Add a named value, which can be selected and copied."""
        row = self._grid.rowCount()
        label, text = self._label(name, "muted"), self._label(value, "")
        label.setWordWrap(False)
        text.setAccessibleName(name)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, row, 0, top)
        self._grid.addWidget(text, row, 1, top)

    def add_line(self, text: str, role: str = "muted") -> None:
        """Add a line over both columns."""
        self._grid.addWidget(self._label(text, role), self._grid.rowCount(), 0, 1, 2)

    def texts(self) -> list[str]:
        """Return all texts that are shown."""
        children = self.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [label.text() for label in children]

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            self._theme.set_property(label, "role", role)
        return label


class BindingFacts(Facts):
    """Where an endpoint is registered now."""

    def show_row(self, row: EndpointRow, formats: Formats) -> None:
        """Show all bindings, newest first."""
        self.clear()
        if not row.bindings:
            self.add_line(self.tr("Registered nowhere."))
        for binding in row.bindings:
            self.add_value(self.tr("Contact"), binding.contact)
            self.add_value(self.tr("Source"), f"{binding.source} · {binding.transport.upper()}")
            self.add_value(self.tr("Device"), binding.user_agent or "?")
            self.add_value(self.tr("Since"), formats.date_time(binding.registered_at))
            self.add_value(self.tr("Expires"), formats.date_time(binding.expires_at))


class LockFacts(Facts):
    """A lockout."""

    def show_row(self, row: EndpointRow, formats: Formats, reason: str) -> None:
        """Show since, until, why, from where and how often."""
        self.clear()
        lock = row.suspension
        if lock is None:
            return
        self.add_value(self.tr("Since"), formats.date_time(lock.since))
        self.add_value(self.tr("Until"), formats.date_time(lock.until))
        self.add_value(self.tr("Reason"), reason)
        self.add_value(self.tr("Failures"), formats.count(max(row.failures, lock.failures)))
        self.add_value(self.tr("Sources"), "\n".join(lock.sources) or "?")
        often = {0: self.tr("never"), 1: self.tr("once")}
        times = self.tr("%Ln time(s)", "", lock.repeats)
        self.add_value(self.tr("Before"), often.get(lock.repeats, times))


class HistoryFacts(QWidget):
    """Past lockouts of one endpoint, under a line with how many they were."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "clear")
        self.facts = Facts(theme, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)

    def show_events(
        self, events: Sequence[SuspensionEvent], now: datetime, formats: Formats
    ) -> None:
        """Show what happened, newest first."""
        self.facts.clear()
        self.facts.add_line(totals(events, now, formats))
        for event in events:
            self.facts.add_line(headline(event, formats), "label")
            words = detail(event, formats)
            if words:
                self.facts.add_line(words, "faint")

    def say(self, text: str) -> None:
        """Say something instead."""
        self.facts.clear()
        self.facts.add_line(text)
