"""The chart over the table: bars by billing mode, with a legend that switches them on and off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QWidget

from client.api.cdr_values import CdrQuery, CdrSeries
from client.formats import Formats
from client.models.cdr_feed import Totals
from client.models.cdr_series import Reading, Stack, stack
from client.models.cdr_vocabulary import CdrWords
from client.theme import Theme
from client.views.widgets.cards import Card
from client.views.widgets.chip import Chip
from client.views.widgets.elided_label import ElidedLabel
from client.views.widgets.record_plot import NOT_RECORDED, RecordPlot, tone_of

ROOMY = 150
LEAST = 80
"""Heights of the plot: what it gets if there is room, and bars and times in a small window."""


class RecordChart(Card):
    """Legend and plot.

    Signals:
        range_chosen: two aware moments, from a drag.
        zoom_wanted: an aware moment, and how many times as much time is wanted around it.
        wider_wanted: twice as much time is wanted.
        back_wanted: what was shown before is wanted.
        bar_chosen: two aware moments and the billing mode of a bar; -1 for all modes.
    """

    range_chosen = Signal(object, object)
    zoom_wanted = Signal(object, float)
    wider_wanted = Signal()
    back_wanted = Signal()
    bar_chosen = Signal(object, object, int)

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._formats = formats
        self._words: CdrWords | None = None
        self._totals: Totals | None = None
        self._hidden: set[int] = set()
        self._chips: dict[int, Chip] = {}
        self.stack: Stack | None = None
        self.setAccessibleName(self.tr("Records over time"))
        self._note = ElidedLabel()
        theme.set_property(self._note, "role", "muted")
        self._legend = QHBoxLayout()
        self._legend.setSpacing(8)
        self._legend.addStretch(1)
        self._legend.addWidget(self._note)
        self.wider = Chip(theme, self.tr("Zoom out"), "neutral", icon="minus")
        self.wider.clicked.connect(lambda _checked=False: self.wider_wanted.emit())
        self._legend.addWidget(self.wider)
        self.back = Chip(theme, self.tr("Back"), "neutral", icon="arrow-back-up")
        self.back.setToolTip(self.tr("Show what was shown before (Alt+Left, double click or Esc)"))
        self.back.clicked.connect(lambda _checked=False: self.back_wanted.emit())
        self._legend.addWidget(self.back)
        self.plot = RecordPlot(theme, formats.zone)
        self.plot.range_chosen.connect(self.range_chosen)
        self.plot.bar_chosen.connect(self.bar_chosen)
        self.plot.zoom_wanted.connect(self.zoom_wanted)
        self.plot.back_wanted.connect(self.back_wanted)
        self.plot.pointed.connect(self._read)
        self.plot.describe = self._describe
        self._hint = self.tr(
            "Drag to set the time range, turn the wheel for less or more time, click a bar to "
            "see its records. A double click or Esc goes back."
        )
        self.plot.setToolTip(self._hint)
        self.plot.setAccessibleName(self.accessibleName())
        self.box.addLayout(self._legend)
        self.box.addWidget(self.plot, 1)

    def set_words(self, words: CdrWords) -> None:
        """Name the billing modes."""
        self._words = words
        self._draw()

    def show_totals(self, totals: Totals) -> None:
        """Draw other totals."""
        self._totals = totals
        self._draw()

    def clear(self, query: CdrQuery, bucket_s: int) -> None:
        """Show no bars over the time of a query whose totals are not known, and say so."""
        self._totals, none = None, CdrSeries(bucket_s, (), ())
        self.stack = stack(none, query.start, query.end)
        self.plot.show_stack(self.stack)
        self._show_legend(none)
        self._note.set_whole(self.tr("not counted yet"))

    def fit(self, room: int) -> None:
        """Be smaller than usual where the page is short of room by *room* pixels, all things told.

        Args:
            room: what is left when everything has the least it needs, below 0 if that is too much.
        """
        left = room + self.plot.minimumHeight() - ROOMY
        self.plot.setMinimumHeight(ROOMY if left >= 0 else LEAST)

    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is read."""
        return [*(self._chips[mode] for mode in sorted(self._chips, key=_place)),
                self.wider, self.back, self.plot]  # fmt: skip

    def legend(self) -> dict[int, Chip]:
        """The chips by billing mode; -1 is what was not recorded."""
        return dict(self._chips)

    def toggle(self, mode: int, *, shown: bool) -> None:
        """Show a billing mode, or leave it out."""
        (self._hidden.discard if shown else self._hidden.add)(mode)
        self._draw()

    def show_ways(self, *, back: bool, limit_days: int) -> None:
        """Say whether one can go back, and whether this is the longest range: of so many days."""
        self.back.setVisible(back)
        self.wider.setEnabled(not limit_days)
        tip = self.tr("Show twice as much time")
        if limit_days:
            tip = self.tr(
                "A question may span %n day(s), the value of SERVER_QUERY_CDR_MAX_DAY_INTERVAL.",
                "",
                limit_days,
            )
        self.wider.setToolTip(tip)

    def _describe(self, first: datetime, last: datetime) -> str:
        """The words of a drag: both times and how long it is between them."""
        formats = self._formats
        end = formats.time(last)
        if formats.date(first) != formats.date(last):
            end = formats.date_time(last)
        length = formats.span((last - first).total_seconds())
        return f"{formats.date_time(first)} – {end} · {length}"

    def reading(self) -> str:
        """What the line over the plot says: the bar under the pointer, or what one bar is."""
        return self._note.accessibleName()

    def _read(self, bar: Reading | None) -> None:
        """Write what the bar under the pointer is made of; nobody can read that off the axis."""
        if bar is None:
            QToolTip.hideText()
            self.plot.setToolTip(self._hint)
            self._explain()
            return
        first, last = (datetime.fromtimestamp(edge, UTC) for edge in (bar.first, bar.last))
        count = self._formats.count
        parts = [f"{self._mode_name(mode)}: {count(records)}" for mode, records in bar.counts]
        if bar.not_recorded:
            parts.append(self.tr("not recorded: {count}").format(count=count(bar.not_recorded)))
        lines = (self._describe(first, last), *(parts or ["0"]))
        self._note.set_whole(" · ".join(lines))
        self.plot.setToolTip("\n".join(lines))
        QToolTip.showText(QCursor.pos(), self.plot.toolTip(), self.plot)

    def _draw(self) -> None:
        totals = self._totals
        if totals is None:
            return
        query = totals.query
        self.stack = stack(totals.series, query.start, query.end, self._hidden)
        self.plot.show_stack(self.stack)
        self._show_legend(totals.series)
        self._explain()

    def _explain(self) -> None:
        totals = self._totals
        if totals is None:
            return
        bucket = self._formats.span(totals.series.bucket_s)
        note = self.tr("records per {bucket} · drag to set the time range · {zone}")
        self._note.set_whole(note.format(bucket=bucket, zone=self._formats.zone_name))

    def _show_legend(self, series: CdrSeries) -> None:
        present = {point.billing_mode for point in series.points} | (self._hidden - {-1})
        for mode in sorted(present):
            self._chip(mode, self._mode_name(mode), tone_of(mode))
        count = sum(point.count for point in series.not_recorded)
        if count or -1 in self._chips:
            text = self.tr("not recorded: {count}").format(count=self._formats.count(count))
            self._chip(-1, text, NOT_RECORDED)
            self._chips[-1].setVisible(bool(count))
            self._chips[-1].setToolTip(self._not_recorded_tip(series))
        for mode in set(self._chips) - present - {-1}:
            chip = self._chips.pop(mode)
            self._legend.removeWidget(chip)
            chip.hide()
            chip.deleteLater()

    def _chip(self, mode: int, text: str, tone: str) -> None:
        chip = self._chips.get(mode)
        if chip is None:
            icon = "chart-bar" if mode >= 0 else "eye-off"
            chip = Chip(self._theme, text, tone, checkable=mode >= 0, icon=icon)
            chip.setChecked(mode not in self._hidden)
            if mode >= 0:
                chip.toggled.connect(lambda shown, mode=mode: self.toggle(mode, shown=shown))
            # In the order of the modes, whichever came first; what was not recorded is the last.
            before = sum(0 <= other < mode or mode < 0 for other in self._chips)
            self._legend.insertWidget(before, chip)
            self._chips[mode] = chip
        chip.set_text(text)

    def _mode_name(self, mode: int) -> str:
        return self._words.mode(mode) if self._words else str(mode)

    def _not_recorded_tip(self, series: CdrSeries) -> str:
        """When it was that something was not recorded, and why; there is no room for it above."""
        why = self.tr(
            "Attempts that reached the switch and left no record, because a recording "
            "parameter is 0 or the journal was full. They are counted by the minute; the "
            "hatched parts of the chart are when they came."
        )
        if not series.not_recorded:
            return why
        first = min(point.at for point in series.not_recorded)
        last = max(point.at for point in series.not_recorded) + timedelta(seconds=series.bucket_s)
        day = self._formats.date(first) == self._formats.date(last)
        shown = self._formats.time if day else self._formats.date_time
        return f"{shown(first)[:-3]} – {shown(last)[:-3]}\n{why}"


def _place(mode: int) -> int:
    """The modes in their order; what was not recorded is the last."""
    return mode if mode >= 0 else 1 << 30
