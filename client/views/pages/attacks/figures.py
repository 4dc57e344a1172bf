"""Totals over the table of sources, and what the lockouts of all of them together show."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.api.attack_values import AttackReading
from client.formats import DASH, Formats
from client.models.attack_text import lacking, together
from client.theme import Theme
from client.views.widgets.cards import StatCard
from client.views.widgets.notice import Notice

GAP = 12


class AttackFigures(QWidget):
    """Sources, attempts, those without a record, lockouts; below them what stands out.

    Attributes:
        cards: the figures by name.
        pattern: what the lockouts show together; hidden when nothing.
        gap: what this reading could not know; hidden when nothing.
    """

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        theme.set_property(self, "role", "clear")
        labels = {
            "sources": self.tr("sources"),
            "records": self.tr("attempts on record"),
            "not_recorded": self.tr("counted without a record"),
            "lockouts": self.tr("lockouts"),
            "extensions": self.tr("extensions locked out"),
        }
        self.cards = {key: StatCard(theme, DASH, label) for key, label in labels.items()}
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for card in self.cards.values():
            row.addWidget(card, 1)
        self.pattern = Notice(theme, tone="warning")
        self.gap = Notice(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        for notice in (self.pattern, self.gap):
            notice.hide()
            column.addWidget(notice)

    def show_reading(self, reading: AttackReading) -> None:
        """Show the totals of another reading."""
        counts = {
            "sources": reading.total,
            "records": reading.records,
            "not_recorded": reading.not_recorded,
            "lockouts": reading.lockouts.suspensions,
            "extensions": reading.lockouts.extensions,
        }
        for key, count in counts.items():
            self.cards[key].set_value(self._formats.count(count))
        words = (together(reading, self._formats), lacking(reading, self._formats))
        for notice, text in zip((self.pattern, self.gap), words, strict=True):
            notice.set(text)
            notice.setVisible(bool(text))
