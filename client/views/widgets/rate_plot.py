"""A small plot of one rate over time: its name, what it is now, the highest, and a filled curve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

import pyqtgraph as pg
from PySide6.QtGui import QBrush, QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from client.theme import Theme
from client.views.widgets.cards import Card
from client.views.widgets.one_by_one import OneByOne
from client.views.widgets.plot_parts import TimeAxis

LEAST_TOP = 1.0
HEADROOM = 1.15
LEFT_WIDTH = 44
FILL_ALPHA = 60
HEIGHT = 96


class RatePlot(Card):
    """One rate.

    Args:
        theme: the look.
        name: what is measured, translated.
        tone: colour name of the curve.
        zone: in which the times are written.
        times: whether the axis of times is written below; the lowest of several has it.
        turns: in which several plots are made; each takes a moment.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        tone: str,
        zone: tzinfo,
        *,
        times: bool = True,
        turns: OneByOne | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme, self._tone, self._name = theme, tone, name
        self._plot: pg.PlotWidget | None = None
        self._zone, self._times = zone, times
        self._turns, self._asked = turns or OneByOne(self), False
        self._drawn: tuple[list[float], list[float]] = ([], [])
        self._span = (0.0, 1.0)
        self.title = QLabel(name)
        theme.set_property(self.title, "role", "label")
        self.now = QLabel()
        theme.set_property(self.now, "role", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(LEFT_WIDTH, 0, 6, 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.now)
        self.box.setContentsMargins(6, 4, 6, 2)
        self.box.setSpacing(0)
        self.box.addLayout(head)
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._dress)

    @property
    def plot(self) -> pg.PlotWidget:
        """What draws; made when it is first wanted, because that takes a moment."""
        return self._plot or self._make()

    def show_curve(
        self, moments: Sequence[float], rates: Sequence[float], span: tuple[float, float], now: str
    ) -> None:
        """Draw a curve over a span of epoch seconds, and say in words what it is now."""
        self._drawn, self._span = (list(moments), list(rates)), span
        self.now.setText(now)
        self.setAccessibleName(f"{self._name}: {now}")
        if self._plot is not None:
            self._draw(self._plot)

    def top(self) -> float:
        """Return the height of the plot."""
        return max(LEAST_TOP, max(self._drawn[1], default=0.0) * HEADROOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have what draws made once the page is seen."""
        super().paintEvent(event)
        if self._plot is None and not self._asked:
            self._asked = True
            self._turns.add(self._draw_first)

    def _draw_first(self) -> None:
        _ = self.plot

    def _draw(self, plot: pg.PlotWidget) -> None:
        self._curve.setData(*self._drawn)
        plot.setXRange(*self._span, padding=0)
        plot.setYRange(0, self.top(), padding=0)

    def _make(self) -> pg.PlotWidget:
        axis = TimeAxis(self._zone)
        # Built with its menu and then told to have none, it takes a third longer.
        plot = pg.PlotWidget(axisItems={"bottom": axis}, enableMenu=False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setAccessibleName(self._name)
        plot.getAxis("left").setWidth(LEFT_WIDTH)
        if not self._times:
            axis.setStyle(showValues=False)
            axis.setHeight(6)
        self._curve = plot.plot([], [])
        self._plot = plot
        self.box.addWidget(plot, 1)
        self._dress()
        self._draw(plot)
        return plot

    def _dress(self) -> None:
        """Take the colours of the palette, now and when it changes."""
        if self._plot is None:
            return
        self._plot.setBackground(self._theme.colour("surface"))
        for name in ("bottom", "left"):
            axis = self._plot.getAxis(name)
            axis.setPen(pg.mkPen(self._theme.colour("line")))
            axis.setTextPen(pg.mkPen(self._theme.colour("muted")))
            axis.setStyle(tickFont=self._theme.font(11), tickLength=4)
        self._plot.showGrid(y=True, alpha=0.15)
        line, fill = self._theme.colour(self._tone), QColor(self._theme.colour(self._tone))
        fill.setAlpha(FILL_ALPHA)
        self._curve.setPen(pg.mkPen(line, width=1.5))
        self._curve.setFillLevel(0)
        self._curve.setBrush(QBrush(fill))
