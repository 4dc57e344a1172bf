"""The plot of records over time: stacked bars, a time axis in a zone, a drag that chooses.

Only drawing: heights come as a `Stack`. Where something was not recorded the plot is hatched to the
top, so that silence is not read as peace. A drag over the plot marks a time range and says which;
the wheel asks for less or more time around the pointer, a double click or Esc for what was before.

To make the parts of the plotting library takes a third of what opening a page may take. So a plot
begins as an empty surface of its later size and colour; the parts are made after its first paint,
or when something is to be drawn before that. No answer of the engine is there so soon.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from client.models.cdr_series import ILLEGAL, Stack
from client.theme import Theme
from client.views.widgets.plot_parts import PlotParts

TONES = {0: "accent", ILLEGAL: "bad", 1: "ok", 2: "warning", 3: "neutral"}
NOT_RECORDED = "warning"
GAP = 0.12
NEARER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)  # the key of plus without Shift
ZOOM = 1.5  # times as much or as little time for one step of the wheel
WHEEL_STEP = 120  # eighths of a degree, as Qt counts
WHEEL_MS = 120  # steps within that time are one wish
MOST_STEPS = 6.0
WORDS_SHARE = 0.14  # of the plot, from its edge to the middle of the words of a drag
HINT = QSize(600, 480)
HEADROOM = 1.06


def tone_of(mode: int) -> str:
    """The colour of a billing mode, by the name of its tone."""
    return TONES.get(mode, "neutral")


def _single(owner: QObject, milliseconds: int, run: Callable[[], object]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer


class RecordPlot(QWidget):
    """The plot.

    Signals:
        range_chosen: two aware moments, from a drag.
        zoom_wanted: an aware moment, and how many times as much time is to be seen around it.
        back_wanted: what was shown before is wanted again.
        bar_chosen: the first moment of a bar, the first after it, and the billing mode; -1 for all.
        pointed: the `Reading` of the bar over or under the pointer, None beside the bars.
    """

    range_chosen = Signal(object, object)
    zoom_wanted = Signal(object, float)
    back_wanted = Signal()
    bar_chosen = Signal(object, object, int)
    pointed = Signal(object)

    def __init__(self, theme: Theme, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self._stack: Stack | None = None
        self._bars: list[Any] = []
        self._parts: PlotParts | None = None
        self._dropped = False
        self._turned = 0.0
        self._turned_at = 0.0
        self._pressed = (0.0, 0.0)
        self.describe: Callable[[datetime, datetime], str] = lambda first, last: f"{first} – {last}"
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._make)
        self._zoom = _single(self, WHEEL_MS, self._zoom_now)
        self._click = _single(
            self, QApplication.doubleClickInterval(), lambda: self.choose(*self._pressed)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._dress)

    @property
    def parts(self) -> PlotParts:
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops a drag, or goes back; plus and minus show less and more time."""
        if event.key() in NEARER or event.key() == Qt.Key.Key_Minus:
            self._zoom_around_middle(1 / ZOOM if event.key() in NEARER else ZOOM)
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.marking():
            self.drop_mark()
        else:
            self.back_wanted.emit()

    def _zoom_around_middle(self, times: float) -> None:
        shown = self._stack
        if shown is not None:
            middle = (shown.times[0] + shown.times[-1] + shown.bucket_s) / 2
            self.zoom_wanted.emit(datetime.fromtimestamp(middle, UTC), times)

    def begin_mark(self) -> None:
        """A drag begins."""
        self._dropped = False

    def drop_mark(self) -> None:
        """Forget the drag that is going on."""
        self._dropped = True
        self.parts.mark.hide()
        self.parts.words.hide()

    def marking(self) -> bool:
        """Whether a drag is going on."""
        return self._parts is not None and self._parts.mark.isVisible()

    def mark(self, first: float, last: float, *, finished: bool) -> None:
        """Mark a range of epoch seconds and write its times; when it is finished, say which it is.

        A range that was dropped on the way is not chosen.
        """
        if self._dropped:
            return
        low, high = sorted((first, last))
        moments = [datetime.fromtimestamp(edge, UTC) for edge in (low, high)]
        region, words = self.parts.mark, self.parts.words
        region.setRegion((low, high))
        words.setText(self.describe(*moments), color=self._theme.colour("text"))
        (left, right), (_, top) = self.parts.box.viewRange()
        margin = (right - left) * WORDS_SHARE
        words.setPos(min(max((low + high) / 2, left + margin), right - margin), top)
        for item in (region, words):
            item.setVisible(not finished)
        if finished:
            self.range_chosen.emit(*moments)

    def turn(self, moment: float, delta: int) -> None:
        """The wheel was turned at a moment; several steps become one wish."""
        self._turned -= delta / WHEEL_STEP
        self._turned_at = moment
        self._zoom.start()

    def clicked(self, moment: float, height: float, *, double: bool) -> None:
        """A place was clicked: its bar is chosen once it is clear that no second click follows."""
        if double:
            self._click.stop()
            self.back_wanted.emit()
            return
        self._pressed = moment, height
        self._click.start()

    def hover(self, moment: float | None) -> None:
        """Say what the bar at a moment, in epoch seconds, is made of."""
        shown = self._stack
        self.pointed.emit(None if shown is None or moment is None else shown.reading(moment))

    def _zoom_now(self) -> None:
        steps, self._turned = self._turned, 0.0
        steps = max(-MOST_STEPS, min(MOST_STEPS, steps))
        if steps:
            self.zoom_wanted.emit(datetime.fromtimestamp(self._turned_at, UTC), ZOOM**steps)

    def choose(self, moment: float, height: float) -> None:
        """Say which bar stands at a place of the plot, in epoch seconds and records."""
        bar = self._stack.bar_at(moment, height) if self._stack else None
        if bar is not None:
            first, last = (datetime.fromtimestamp(edge, UTC) for edge in bar[:2])
            self.bar_chosen.emit(first, last, bar[2])

    def bars(self) -> int:
        """How many layers are drawn."""
        return len(self._bars)

    def _make(self) -> PlotParts:
        if self._parts is None:
            self._parts = PlotParts(self, self.accessibleName(), self._zone)
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
        chosen = QColor(self._theme.colour("text"))  # the accent is that of the bars under it
        chosen.setAlpha(60)
        for edge in self._parts.mark.lines:
            edge.setPen(pg.mkPen(self._theme.colour("text")))
        self._parts.mark.setBrush(QBrush(chosen))
        self._parts.words.fill = QBrush(self._theme.colour("surface"))
        self._parts.words.border = pg.mkPen(line)
        if self._stack is not None:
            self.show_stack(self._stack)
