"""The plot of records over time: stacked bars, a time axis in a zone, a drag that chooses.

Only drawing: heights come as a `Stack`. Where something was not recorded the plot is hatched to the
top, so that silence is not read as peace. A drag over the plot marks a time range and says which.

To make the parts of the plotting library takes a third of what opening a page may take. So a plot
begins as an empty surface of its later size and colour; the parts are made after its first paint,
or when something is to be drawn before that. No answer of the engine is there so soon.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from client.models.cdr_series import ILLEGAL, Stack
from client.theme import Theme

TONES = {0: "accent", ILLEGAL: "bad", 1: "ok", 2: "warning", 3: "neutral"}
NOT_RECORDED = "warning"
GAP = 0.12
LEAST_DRAG_PX = 6
HINT = QSize(600, 480)
HEADROOM = 1.06
TICKS = ((86_400, "%m-%d"), (60, "%H:%M"), (0, "%H:%M:%S"))


def tone_of(mode: int) -> str:
    """The colour of a billing mode, by the name of its tone."""
    return TONES.get(mode, "neutral")


class TimeAxis(pg.AxisItem):
    """A bottom axis that writes epoch seconds as times of a zone."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__("bottom")
        self._zone = zone
        self.enableAutoSIPrefix(enable=False)

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """Steps that people read: minutes, hours, days."""
        wanted = (high - low) / max(2, size / 110)
        steps = (10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800)
        return [(next((step for step in steps if step >= wanted), steps[-1]), 0)]

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Ticks on round times of the zone, not of UTC."""
        step = self.tickSpacing(low, high, size)[0][0]
        offset = datetime.fromtimestamp(low, self._zone).utcoffset() or timedelta()
        shift = offset.total_seconds()
        first = -(-(low + shift) // step) * step - shift
        return [
            (step, [first + number * step for number in range(int((high - first) // step) + 1)])
        ]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """``14:00``, or the date when a tick is a day."""
        form = next(form for least, form in TICKS if spacing >= least)
        return [datetime.fromtimestamp(value, self._zone).strftime(form) for value in values]


class _Box(pg.ViewBox):
    """The area of the plot: no zoom and no pan, a drag marks a range instead."""

    def __init__(self, plot: RecordPlot) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=False, y=False)
        self._plot = plot

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:
        """Leave the wheel to whatever scrolls around the plot."""
        event.ignore()

    def mouseClickEvent(self, event: Any) -> None:
        """Choose the bar under a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            place = self.mapToView(event.pos())
            self._plot.choose(place.x(), place.y())
            event.accept()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        """Mark from where the drag began to where it is."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        first = self.mapToView(event.buttonDownPos()).x()
        last = self.mapToView(event.pos()).x()
        far = abs(event.pos().x() - event.buttonDownPos().x()) >= LEAST_DRAG_PX
        self._plot.mark(first, last, finished=event.isFinish() and far)


class _Parts:
    """The plot, its axis and the mark of a drag."""

    def __init__(self, owner: RecordPlot, zone: tzinfo) -> None:
        self.box = _Box(owner)
        self.axis = TimeAxis(zone)
        self.plot = pg.PlotWidget(viewBox=self.box, axisItems={"bottom": self.axis})
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setAccessibleName(owner.accessibleName())
        self.mark = pg.LinearRegionItem(movable=False)
        self.mark.setZValue(10)
        self.mark.hide()
        self.plot.addItem(self.mark, ignoreBounds=True)


class RecordPlot(QWidget):
    """The plot.

    Signals:
        range_chosen: two aware moments, from a drag.
        bar_chosen: the first moment of a bar, the first after it, and the billing mode; -1 for all.
    """

    range_chosen = Signal(object, object)
    bar_chosen = Signal(object, object, int)

    def __init__(self, theme: Theme, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self._stack: Stack | None = None
        self._bars: list[Any] = []
        self._parts: _Parts | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._make)
        theme.changed.connect(self._dress)

    @property
    def parts(self) -> _Parts:
        """What draws; made when it is first wanted."""
        return self._parts or self._make()

    def made(self) -> bool:
        """Whether the parts have been made."""
        return self._parts is not None

    def sizeHint(self) -> QSize:
        """The same before and after the parts are made, so that nothing moves."""
        return HINT

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make the parts in the next turn, once the page around them is seen."""
        super().paintEvent(event)
        if self._parts is None:
            self._soon.start(0)

    def show_stack(self, stack: Stack) -> None:
        """Draw other bars."""
        self._stack = stack
        parts = self.parts
        for bar in self._bars:
            parts.plot.removeItem(bar)
        self._bars = []
        width = stack.bucket_s * (1 - GAP)
        for layer in stack.layers:
            if layer.total:
                self._add(stack, layer.base, layer.heights, self._brush(layer.mode), width)
        self._add_not_recorded(stack)
        end = float(stack.times[-1]) + stack.bucket_s
        parts.box.setRange(
            QRectF(float(stack.times[0]), 0, end - float(stack.times[0]), stack.highest * HEADROOM),
            padding=0,
        )

    def mark(self, first: float, last: float, *, finished: bool) -> None:
        """Mark a range of epoch seconds; when the drag has finished, say which it is."""
        low, high = sorted((first, last))
        region = self.parts.mark
        region.setRegion((low, high))
        region.setVisible(not finished)
        if finished:
            moments = (datetime.fromtimestamp(edge, UTC) for edge in (low, high))
            self.range_chosen.emit(*moments)

    def choose(self, moment: float, height: float) -> None:
        """Say which bar stands at a place of the plot, in epoch seconds and records."""
        bar = self._stack.bar_at(moment, height) if self._stack else None
        if bar is not None:
            first, last = (datetime.fromtimestamp(edge, UTC) for edge in bar[:2])
            self.bar_chosen.emit(first, last, bar[2])

    def bars(self) -> int:
        """How many layers are drawn."""
        return len(self._bars)

    def _make(self) -> _Parts:
        if self._parts is None:
            self._parts = _Parts(self, self._zone)
            self._dress()
            self._column.addWidget(self._parts.plot)
        return self._parts

    def _add(self, stack: Stack, base: Any, heights: Any, brush: QBrush, width: float) -> None:
        inset = (stack.bucket_s - width) / 2
        bar = pg.BarGraphItem(
            x0=stack.times + inset,
            y0=base,
            width=width,
            height=heights,
            brush=brush,
            pen=pg.mkPen(None),
        )
        self.parts.plot.addItem(bar)
        self._bars.append(bar)

    def _add_not_recorded(self, stack: Stack) -> None:
        """Hatch the buckets in which something was not recorded, to the top; counts are words."""
        layer = stack.not_recorded
        if layer.total:
            rest = (stack.highest * HEADROOM - layer.base) * (layer.heights > 0)
            hatch = QBrush(self._theme.colour(NOT_RECORDED), Qt.BrushStyle.BDiagPattern)
            self._add(stack, layer.base, rest, hatch, stack.bucket_s)

    def _brush(self, mode: int) -> QBrush:
        return QBrush(self._theme.colour(tone_of(mode)))

    def _dress(self) -> None:
        """Take the colours of the palette, now and when it changes."""
        if self._parts is None:
            return
        plot = self._parts.plot
        plot.setBackground(self._theme.colour("surface"))
        line = self._theme.colour("line")
        for name in ("bottom", "left"):
            axis = plot.getAxis(name)
            axis.setPen(pg.mkPen(line))
            axis.setTextPen(pg.mkPen(self._theme.colour("muted")))
            axis.setStyle(tickFont=self._theme.font(12), tickLength=4)
        plot.showGrid(y=True, alpha=0.15)
        chosen = QColor(self._theme.colour("accent"))
        chosen.setAlpha(50)
        self._parts.mark.setBrush(QBrush(chosen))
        if self._stack is not None:
            self.show_stack(self._stack)
