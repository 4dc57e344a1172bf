"""What a plot of records is drawn with: an axis of times, an area with gestures, a mark."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Protocol

import pyqtgraph as pg
from PySide6.QtCore import Qt

LEAST_DRAG_PX = 6
TICKS = ((86_400, "%m-%d"), (60, "%H:%M"), (0, "%H:%M:%S"))


class Gestures(Protocol):
    """What is done over a plot; places are in epoch seconds and records."""

    def begin_mark(self) -> None:
        """A drag begins."""

    def drop_mark(self) -> None:
        """A drag was none."""

    def mark(self, first: float, last: float, *, finished: bool) -> None:
        """A drag goes from one place to another."""

    def turn(self, moment: float, delta: int) -> None:
        """The wheel was turned, by eighths of a degree."""

    def clicked(self, moment: float, height: float, *, double: bool) -> None:
        """A place was clicked."""

    def hover(self, moment: float | None) -> None:
        """The pointer is over a moment, or has left."""


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
        """Ticks on round times of the zone, not of UTC, also behind a change of its clocks."""
        step = self.tickSpacing(low, high, size)[0][0]
        shift = self._offset(low)
        first = -(-(low + shift) // step) * step
        walls = (first + number * step for number in range(int((high - low) // step) + 2))
        ticks = {self._moment(wall) for wall in walls}
        return [(step, sorted(tick for tick in ticks if low <= tick <= high))]

    def _offset(self, moment: float) -> float:
        """Seconds that the zone is ahead of UTC."""
        local = datetime.fromtimestamp(moment, self._zone)
        return (local.utcoffset() or timedelta()).total_seconds()

    def _moment(self, wall: float) -> float:
        """Epoch seconds at which the clocks of the zone show a time, itself given as in UTC."""
        shown = datetime.fromtimestamp(wall, UTC).replace(tzinfo=self._zone)
        return shown.timestamp()

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """``14:00``, or the date when a tick is a day."""
        form = next(form for least, form in TICKS if spacing >= least)
        return [datetime.fromtimestamp(value, self._zone).strftime(form) for value in values]


class CountAxis(pg.AxisItem):
    """A left axis of whole numbers: there are no half records."""

    def __init__(self) -> None:
        super().__init__("left")
        self.enableAutoSIPrefix(enable=False)

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """Steps of at least one."""
        found = super().tickSpacing(low, high, size)
        whole = [(step, start) for step, start in found if step >= 1 and step == int(step)]
        return whole or [(1, 0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """``12,000``, as counts are written everywhere."""
        return [f"{round(value * scale):,}" for value in values]


class PlotArea(pg.ViewBox):
    """The area of the plot: it is not panned, a drag marks a range instead."""

    def __init__(self, plot: Gestures) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=False, y=False)
        self._plot = plot

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:
        """Ask for less time around the pointer, or for more."""
        event.accept()
        self._plot.turn(self.mapToView(event.pos()).x(), event.delta())

    def hoverEvent(self, event: Any) -> None:
        """Say over what the pointer is."""
        self._plot.hover(None if event.isExit() else self.mapToView(event.pos()).x())

    def mouseClickEvent(self, event: Any) -> None:
        """Choose the bar under a click, or go back at a double one."""
        if event.button() == Qt.MouseButton.LeftButton:
            place = self.mapToView(event.pos())
            self._plot.clicked(place.x(), place.y(), double=event.double())
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
        if event.isStart():
            self._plot.begin_mark()
        if event.isFinish() and not far:
            self._plot.drop_mark()
        else:
            self._plot.mark(first, last, finished=event.isFinish())


class PlotParts:
    """The plot, its axis and the mark of a drag."""

    def __init__(self, owner: Gestures, name: str, zone: tzinfo) -> None:
        self.box = PlotArea(owner)
        self.axis = TimeAxis(zone)
        self.plot = pg.PlotWidget(
            viewBox=self.box, axisItems={"bottom": self.axis, "left": CountAxis()}
        )
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setAccessibleName(name)
        for part in (self.plot, self.plot.viewport()):  # keys go to whoever holds the plot
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.mark = pg.LinearRegionItem(movable=False)
        self.mark.setZValue(10)
        self.mark.hide()
        self.plot.addItem(self.mark, ignoreBounds=True)
        self.words = pg.TextItem(anchor=(0.5, 0))
        self.words.setZValue(11)
        self.words.hide()
        self.plot.addItem(self.words, ignoreBounds=True)
