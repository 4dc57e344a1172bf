from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from client.views.widgets.plot_parts import CountAxis, PlotParts, TimeAxis

START = datetime(2026, 11, 23, tzinfo=UTC)
# An axis draws text, which needs an application even without a window.
pytestmark = pytest.mark.usefixtures("qapp")


class Heard:
    """Writes down what is done over the plot."""

    def __init__(self) -> None:
        self.deeds: list[tuple[str, float, object]] = []
        self.over: list[float | None] = []

    def begin_mark(self) -> None:
        self.deeds.append(("begin", 0, None))

    def drop_mark(self) -> None:
        self.deeds.append(("drop", 0, None))

    def mark(self, first: float, last: float, *, finished: bool) -> None:
        self.deeds.append(("mark", last - first, finished))

    def turn(self, moment: float, delta: int) -> None:
        self.deeds.append(("turn", moment, delta))

    def clicked(self, moment: float, height: float, *, double: bool) -> None:
        self.deeds.append(("click", moment, double))

    def hover(self, moment: float | None) -> None:
        self.over.append(moment)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def parts(qtbot: QtBot, heard: Heard) -> Iterator[PlotParts]:
    made = PlotParts(heard, "Records", UTC)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made.plot)
    qtbot.addWidget(holder)
    holder.resize(800, 300)
    holder.show()
    qtbot.waitExposed(holder)
    made.box.setRange(QRectF(0, 0, 1000, 10), padding=0)
    QApplication.processEvents()
    yield made
    holder.hide()


def test_ticks_stand_on_round_times_of_the_zone() -> None:
    """Kathmandu is 5 h 45 min ahead: ticks on round hours of UTC would read 05:45."""
    axis = TimeAxis(ZoneInfo("Asia/Kathmandu"))
    low = START.timestamp()
    ((spacing, ticks),) = axis.tickValues(low, low + 86_400, 900)
    texts = axis.tickStrings(ticks, 1, spacing)
    assert texts
    assert all(text.endswith(":00") for text in texts)


def test_ticks_stay_on_midnight_when_the_clocks_are_changed() -> None:
    """In Berlin the 25th of October 2026 has 25 hours, the 29th of March 23."""
    axis = TimeAxis(ZoneInfo("Europe/Berlin"))
    for month, day in ((10, 25), (3, 29)):
        low = datetime(2026, month, day - 3, tzinfo=UTC).timestamp()
        ((spacing, ticks),) = axis.tickValues(low, low + 6 * 86_400, 900)
        shown = [datetime.fromtimestamp(tick, ZoneInfo("Europe/Berlin")) for tick in ticks]
        assert {(moment.hour, moment.minute) for moment in shown} == {(0, 0)}
        texts = axis.tickStrings(ticks, 1, spacing)
        assert len(set(texts)) == len(texts) == 6


def test_counts_are_whole_numbers() -> None:
    axis = CountAxis()
    for high in (0.5, 1.06, 3.2, 12_000.0):
        for step, _ in axis.tickSpacing(0, high, 150):
            assert step == int(step) >= 1
    assert axis.tickStrings([0.0, 12_000.0], 1, 12_000) == ["0", "12,000"]


def test_many_days_are_labelled_with_dates() -> None:
    axis = TimeAxis(UTC)
    low = START.timestamp()
    ((spacing, ticks),) = axis.tickValues(low, low + 14 * 86_400, 900)
    texts = axis.tickStrings(ticks, 1, spacing)
    assert len(texts) >= 2
    assert all(re.fullmatch(r"\d\d-\d\d", text) for text in texts)


def drag(parts: PlotParts, first: int, last: int) -> None:
    view = parts.plot.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(first, 100))
    for step in (1, 2, 3):
        QTest.mouseMove(view, QPoint(first + (last - first) * step // 3, 100), 20)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(last, 100))
    QTest.qWait(30)


def test_a_drag_marks_from_where_it_began(parts: PlotParts, heard: Heard) -> None:
    drag(parts, 300, 600)
    names = [name for name, *_ in heard.deeds]
    assert names[0] == "begin"
    assert heard.deeds[-1][0] == "mark"
    assert heard.deeds[-1][2] is True
    assert 300 < heard.deeds[-1][1] < 500


def test_a_click_says_its_place(parts: PlotParts, heard: Heard) -> None:
    view = parts.plot.viewport()
    QTest.mouseMove(view, QPoint(398, 100), 20)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    QTest.qWait(30)
    name, moment, double = heard.deeds[-1]
    assert (name, double) == ("click", False)
    assert 350 < moment < 600


def test_the_wheel_says_how_far_and_where(parts: PlotParts, heard: Heard) -> None:
    view = parts.plot.viewport()
    place = QPointF(400, 100)
    event = QWheelEvent(
        place, view.mapToGlobal(place), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    assert [(name, delta) for name, _, delta in heard.deeds] == [("turn", 240)]


def test_the_pointer_says_where_it_is_until_it_leaves(parts: PlotParts, heard: Heard) -> None:
    parts.box.hoverEvent(SimpleNamespace(pos=lambda: QPointF(100, 50), isExit=lambda: False))
    parts.box.hoverEvent(SimpleNamespace(isExit=lambda: True))
    assert heard.over[0] == pytest.approx(parts.box.mapToView(QPointF(100, 50)).x())
    assert heard.over[1] is None
