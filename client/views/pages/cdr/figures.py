"""The row of totals over the table: of the whole filter, not of what is loaded."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.api.cdr_values import CdrSummary
from client.formats import DASH, Formats
from client.theme import Theme
from client.views.widgets.cards import StatCard

GAP, PADDING = 8, 10
# What steps aside where there is no room for all, the least wanted first.
LESSER = ("fee", "minutes")
SLACK = 24
"""Other totals bring a figure back only with so much room to spare: their digits come and go."""


class Figures(QWidget):
    """Records, connected, ASR, ACD, billed time, fee, illegal.

    Where there is no room for all of them some step aside, whole: a figure that is cut off is
    another figure. They are then in the tooltip of the row.
    """

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
            "fee": self.tr("fee"),
            "illegal": self.tr("illegal"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.cards = {key: StatCard(theme, DASH, label) for key, label in labels.items()}
        for card in self.cards.values():
            card.box.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
            row.addWidget(card, 1)

    def clear(self) -> None:
        """Show none: what there was is of another question."""
        for card in self.cards.values():
            card.set_value(DASH)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """The room that is needed at least; what can step aside asks for none."""
        height = super().minimumSizeHint().height()
        return QSize(self._needed(key for key in self.cards if key not in LESSER), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: figures step aside or come back."""
        super().resizeEvent(event)
        self._make_room(slack=0)

    def show_summary(self, summary: CdrSummary) -> None:
        """Show other totals."""
        formats = self._formats
        asr = DASH if summary.asr is None else formats.percent(summary.asr)
        acd = DASH if summary.acd_s is None else formats.countdown(summary.acd_s)
        minutes = self.tr("{count} min").format(count=formats.count(summary.minutes))
        asr_is = self.tr("Answer-seizure ratio: connected calls among all records")
        acd_is = self.tr("Average call duration of the connected calls")
        fee_is = self.tr("Sum of the fees of all these records")
        for key, value, tooltip in (
            ("records", formats.count(summary.records), ""),
            ("connected", formats.count(summary.connected), ""),
            ("asr", asr, asr_is),
            ("acd", acd, acd_is),
            ("minutes", minutes, ""),
            ("fee", formats.money(summary.fee), fee_is),
            ("illegal", formats.count(summary.illegal), ""),
        ):
            self.cards[key].set_value(value, tooltip)
        self._make_room()

    def _make_room(self, slack: int = SLACK) -> None:
        """Let figures step aside or come back, as the width asks."""
        aside: list[str] = []
        for key in LESSER:
            needed = self._needed(key for key in self.cards if key not in aside)
            spare = slack if self.cards[key].isHidden() else 0
            if needed + spare > self.width():
                aside.append(key)
        for key in LESSER:
            self.cards[key].setVisible(key not in aside)
        self.setToolTip("\n".join(self.cards[key].accessibleName() for key in aside))

    def _needed(self, keys: Iterable[str]) -> int:
        """The least width of these cards side by side."""
        widths = [self.cards[key].minimumSizeHint().width() for key in keys]
        return sum(widths) + GAP * (len(widths) - 1)
