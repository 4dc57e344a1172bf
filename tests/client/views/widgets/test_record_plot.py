from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from client.api.cdr_values import CdrSeries, SeriesPoint
from client.models.cdr_series import stack
from client.theme import Mode
from client.views.widgets.cards import Card
from client.views.widgets.record_plot import MOST_STEPS, ZOOM, RecordPlot, tone_of
from tests.helpers.page_stage import theme_of

START = datetime(2026, 11, 23, tzinfo=UTC)
# An axis draws text, which needs an application even without a window.
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> RecordPlot:
    widget = RecordPlot(theme_of(qapp), UTC)
    qtbot.addWidget(widget)
    widget.resize(900, 300)
    points = (SeriesPoint(START, 0, 5), SeriesPoint(START + timedelta(hours=2), 9, 7))
    chart = stack(CdrSeries(300, points), START, START + timedelta(hours=4))
    widget.show_stack(chart)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_an_illegal_call_has_the_colour_of_what_is_bad() -> None:
    assert (tone_of(9), tone_of(0), tone_of(77)) == ("bad", "accent", "neutral")


def test_other_bars_replace_the_old_ones(plot: RecordPlot) -> None:
    assert plot.bars() == 2
    plot.show_stack(stack(CdrSeries(300), START, START + timedelta(hours=1)))
    assert plot.bars() == 0


def test_a_mouse_drag_marks_and_chooses(qtbot: QtBot, plot: RecordPlot) -> None:
    heard: list[tuple[datetime, datetime]] = []
    plot.range_chosen.connect(lambda first, last: heard.append((first, last)))
    view = plot.parts.plot.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    for x in (350, 450, 600):
        QTest.mouseMove(view, QPoint(x, 100), 20)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(600, 100))
    qtbot.waitUntil(lambda: bool(heard), timeout=2000)
    (first, last) = heard[0]
    assert START <= first < last <= START + timedelta(hours=4)
    assert timedelta(minutes=50) < last - first < timedelta(hours=2)


def test_a_drag_says_its_times_while_it_goes_on(plot: RecordPlot) -> None:
    plot.describe = lambda first, last: f"{last - first}"
    low = START.timestamp() + 3600
    plot.mark(low, low + 600, finished=False)
    assert plot.marking()
    assert plot.parts.words.toPlainText() == "0:10:00"
    assert plot.parts.words.isVisible()
    plot.mark(low, low + 600, finished=True)
    assert not plot.marking()
    assert not plot.parts.words.isVisible()


def test_esc_drops_a_drag_and_then_goes_back(qtbot: QtBot, plot: RecordPlot) -> None:
    low = START.timestamp()
    plot.begin_mark()
    plot.mark(low, low + 600, finished=False)
    with qtbot.assertNotEmitted(plot.range_chosen), qtbot.assertNotEmitted(plot.back_wanted):
        qtbot.keyClick(plot, Qt.Key.Key_Escape)
        plot.mark(low, low + 900, finished=True)
    assert not plot.marking()
    with qtbot.waitSignal(plot.back_wanted):
        qtbot.keyClick(plot, Qt.Key.Key_Escape)
    plot.begin_mark()
    with qtbot.waitSignal(plot.range_chosen):
        plot.mark(low, low + 900, finished=True)


def test_steps_of_the_wheel_become_one_wish(qtbot: QtBot, plot: RecordPlot) -> None:
    at = START + timedelta(hours=1)
    with qtbot.waitSignal(plot.zoom_wanted) as wanted:
        plot.turn(at.timestamp(), 120)
        plot.turn(at.timestamp(), 120)
    assert wanted.args == [at, pytest.approx(1 / ZOOM**2)]
    with qtbot.waitSignal(plot.zoom_wanted) as wanted:
        plot.turn(at.timestamp(), -120_000)
    assert wanted.args == [at, ZOOM**MOST_STEPS]


def test_a_double_click_goes_back_and_chooses_no_bar(qtbot: QtBot, plot: RecordPlot) -> None:
    bar = START.timestamp() + 10
    with qtbot.waitSignal(plot.bar_chosen):
        plot.clicked(bar, 1.0, double=False)
    with qtbot.assertNotEmitted(plot.bar_chosen, wait=600), qtbot.waitSignal(plot.back_wanted):
        plot.clicked(bar, 1.0, double=False)
        plot.clicked(bar, 1.0, double=True)


def test_the_colours_follow_the_theme(plot: RecordPlot) -> None:
    before = plot.parts.plot.backgroundBrush().color()
    plot._theme.set_mode(Mode.DARK)
    dark = plot.parts.plot.backgroundBrush().color()
    plot._theme.set_mode(Mode.LIGHT)
    assert dark != before == plot.parts.plot.backgroundBrush().color()
    assert plot.bars() == 2


def test_the_parts_are_made_after_the_first_paint(qtbot: QtBot, qapp: QApplication) -> None:
    plot = RecordPlot(theme_of(qapp), UTC)
    plot.setAccessibleName("Records over time")
    qtbot.addWidget(plot)
    plot.resize(900, 300)
    qapp.processEvents()
    assert not plot.made(), "nobody has seen it yet"
    plot.show()
    plot.repaint()
    assert not plot.made(), "the page is painted first"
    qtbot.waitUntil(plot.made)
    assert plot.parts.plot.accessibleName() == "Records over time"


def test_nothing_moves_when_the_parts_are_made(qtbot: QtBot, qapp: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    plot, table = RecordPlot(theme_of(qapp), UTC), QTableView()
    column.addWidget(plot, 2)
    column.addWidget(table, 5)
    holder.resize(1000, 800)
    holder.show()
    before = plot.geometry(), table.geometry()
    qtbot.waitUntil(plot.made)
    qapp.processEvents()
    assert (plot.geometry(), table.geometry()) == before
    assert plot.parts.plot.geometry() == plot.rect()


def test_the_surface_has_its_colour_before_the_parts_are_made(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme = theme_of(qapp)
    card = Card(theme)
    qtbot.addWidget(card)
    plot = RecordPlot(theme, UTC)
    card.box.addWidget(plot)
    card.resize(400, 300)
    card.show()
    middle = plot.mapTo(card, plot.rect().center())
    assert card.grab().toImage().pixelColor(middle) == theme.colour("surface")
    assert not plot.made()
    assert plot.parts.plot.backgroundBrush().color() == theme.colour("surface")


def test_what_is_to_be_drawn_at_once_is(qtbot: QtBot, qapp: QApplication) -> None:
    plot = RecordPlot(theme_of(qapp), UTC)
    qtbot.addWidget(plot)
    points = (SeriesPoint(START, 9, 5),)
    plot.show_stack(stack(CdrSeries(300, points), START, START + timedelta(hours=4)))
    assert plot.bars() == 1


def test_plus_and_minus_show_less_and_more_time(qtbot: QtBot, plot: RecordPlot) -> None:
    heard: list[tuple[datetime, float]] = []
    plot.zoom_wanted.connect(lambda at, times: heard.append((at, times)))
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
        qtbot.keyClick(plot, key)
    middle = START + timedelta(hours=2)
    assert heard == [(middle, 1 / ZOOM), (middle, 1 / ZOOM), (middle, ZOOM)]
    assert plot.parts.plot.focusPolicy() == Qt.FocusPolicy.NoFocus, "one stop for Tab"
