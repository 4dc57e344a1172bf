"""The line over the table: whether it is live, what has come in, where one is, and a jump."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from client.formats import Formats
from client.theme import Theme
from client.views.widgets.chip import Chip


class TableStrip(QWidget):
    """Live chip, pill of new records, place in the result, jump.

    Signals:
        live_chosen: whether new records are to come in by themselves.
        fresh_wanted: the operator wants to see the new records.
        jump_wanted: the operator wants to go to a time.
    """

    live_chosen = Signal(bool)
    fresh_wanted = Signal()
    jump_wanted = Signal()

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formats = formats
        theme.set_property(self, "role", "clear")
        self.live = Chip(theme, "", "ok", checkable=True, icon="activity")
        self.live.setChecked(True)
        self.live.toggled.connect(self.live_chosen)
        self.fresh = Chip(theme, "", "accent", icon="chevron-up")
        self.fresh.hide()
        self.fresh.clicked.connect(lambda _checked=False: self.fresh_wanted.emit())
        self.place = QLabel()
        theme.set_property(self.place, "role", "muted")
        self.place.setAccessibleName(self.tr("Place in the result"))
        self.jump = Chip(theme, self.tr("Jump to time…"), "neutral", icon="clock")
        self.jump.setToolTip(self.tr("Go to the first record at or before a time (Ctrl+G)"))
        self.jump.clicked.connect(lambda _checked=False: self.jump_wanted.emit())
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.live)
        row.addWidget(self.fresh)
        row.addStretch(1)
        row.addWidget(self.place)
        row.addWidget(self.jump)
        self.show_live(following=True)

    def add_choice(self, text: str, icon: str) -> Chip:
        """Add something that can be on or off, in front of the jump."""
        chip = Chip(self._theme, text, "neutral", checkable=True, icon=icon)
        self._row.insertWidget(self._row.indexOf(self.jump), chip)
        return chip

    def show_live(self, *, following: bool, ordered: bool = False) -> None:
        """Say whether new records appear by themselves, and if not, why.

        Args:
            following: whether they do.
            ordered: the newest record is not the first one, so that they would be anywhere.
        """
        go = self.tr("Show them where they belong in this order")
        self.fresh.setToolTip(go if ordered else self.tr("Go to the top and show them"))
        on = self.live.isChecked()
        text, tone = self.tr("Live"), "ok"
        tip = self.tr("New records appear at the top as they come in. Click to pause.")
        if not on:
            text, tone = self.tr("Paused"), "neutral"
            tip = self.tr("New records are only counted. Click to go on.")
        elif ordered:
            text, tone = self.tr("Not live in this order"), "neutral"
            tip = self.tr("New records are counted. Sort by Start, newest first, to see them come.")
        elif not following:
            text, tone = self.tr("Live at the top"), "neutral"
            tip = self.tr("The table stands still while you read here. New records are counted.")
        self.live.set_text(text)
        self.live.setToolTip(tip)
        self._theme.set_tone(self.live, tone)

    def show_fresh(self, count: int) -> None:
        """Say how many records the table does not show yet."""
        text = self.tr("%n new record(s)", "", count)
        self.fresh.set_text(text.replace(str(count), self._formats.count(count), 1))
        self.fresh.setVisible(count > 0)

    def show_place(self, first: int, last: int, count: int, *, known: bool) -> None:
        """Say which rows are seen, counted from 0, and of how many."""
        if not count:
            self.place.clear()
            return
        number = self._formats.count
        text = self.tr("{first} – {last} of {count}")
        if not known:
            text = self.tr("{first} – {last} of more than {count}")
        self.place.setText(
            text.format(first=number(first + 1), last=number(last + 1), count=number(count))
        )
