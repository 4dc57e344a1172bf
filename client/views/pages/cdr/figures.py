"""The row of totals over the table: of the whole filter, not of what is loaded."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.api.cdr_values import CdrSummary
from client.formats import DASH, Formats
from client.theme import Theme
from client.views.widgets.cards import StatCard

GAP = 12


class Figures(QWidget):
    """Records, connected, ASR, ACD, billed time, illegal."""

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        theme.set_property(self, "role", "clear")
        labels = {
            "records": self.tr("records"),
            "connected": self.tr("connected"),
            "asr": self.tr("ASR"),
            "acd": self.tr("ACD"),
            "minutes": self.tr("billed time"),
            "illegal": self.tr("illegal"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.cards = {key: StatCard(theme, DASH, label) for key, label in labels.items()}
        for card in self.cards.values():
            row.addWidget(card, 1)

    def clear(self) -> None:
        """Show none: what there was is of another question."""
        for card in self.cards.values():
            card.set_value(DASH)

    def show_summary(self, summary: CdrSummary) -> None:
        """Show other totals."""
        formats = self._formats
        asr = DASH if summary.asr is None else formats.percent(summary.asr)
        acd = DASH if summary.acd_s is None else formats.countdown(summary.acd_s)
        minutes = self.tr("{count} min").format(count=formats.count(summary.minutes))
        asr_is = self.tr("Answer-seizure ratio: connected calls among all records")
        acd_is = self.tr("Average call duration of the connected calls")
        for key, value, tooltip in (
            ("records", formats.count(summary.records), ""),
            ("connected", formats.count(summary.connected), ""),
            ("asr", asr, asr_is),
            ("acd", acd, acd_is),
            ("minutes", minutes, ""),
            ("illegal", formats.count(summary.illegal), ""),
        ):
            self.cards[key].set_value(value, tooltip)
