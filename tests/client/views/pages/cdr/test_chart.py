from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.api.cdr_values import SeriesPoint
from client.models.cdr_feed import fetch_totals
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords
from client.views.pages.cdr.chart import RecordChart
from tests.helpers.cdr_stubs import NOW, Engine
from tests.helpers.page_stage import PageStage


@pytest.fixture
def chart(qtbot: QtBot, stage: PageStage, engine: Engine, words: CdrWords) -> RecordChart:
    widget = RecordChart(stage.theme, stage.formats)
    qtbot.addWidget(widget)
    widget.set_words(words)
    engine.not_recorded = 81_300
    query = CdrFilter(range=Range.LAST_HOUR).query(NOW, stage.formats.zone)
    widget.show_totals(fetch_totals(engine, query))  # type: ignore[arg-type]
    return widget


def test_every_mode_has_a_bar_and_a_chip(chart: RecordChart) -> None:
    assert {mode: chip.words() for mode, chip in chart.legend().items()} == {
        9: "9 Illegal call",
        -1: "not recorded: 81,300",
    }
    assert chart.plot.bars() == 2


def test_the_legend_switches_a_mode_off_and_on(chart: RecordChart) -> None:
    chart.legend()[9].click()
    assert chart.plot.bars() == 0
    assert 9 in chart.legend()
    chart.legend()[9].click()
    assert chart.plot.bars() == 2


def test_a_drag_chooses_a_time_range(qtbot: QtBot, chart: RecordChart) -> None:
    start = NOW - timedelta(minutes=30)
    with qtbot.waitSignal(chart.range_chosen) as heard:
        chart.plot.mark(NOW.timestamp(), start.timestamp(), finished=True)
    assert heard.args == [start, NOW]


def test_a_drag_is_described_by_its_times_and_its_length(chart: RecordChart) -> None:
    assert chart.plot.describe(NOW, NOW + timedelta(minutes=77)) == (
        "2026-11-23 12:00:00 – 13:17:00 · 1 h 17 min"
    )
    assert chart.plot.describe(NOW, NOW + timedelta(days=2)).endswith("2026-11-25 12:00:00 · 2 d")


def test_what_was_not_recorded_is_explained_and_dated(
    chart: RecordChart, engine: Engine, stage: PageStage
) -> None:
    assert chart.legend()[-1].toolTip().startswith("12:00 – 12:01\nAttempts that reached")
    assert not chart.legend()[-1].isCheckable()
    query = CdrFilter(range=Range.WEEK).query(NOW, stage.formats.zone)
    totals = fetch_totals(engine, query)  # type: ignore[arg-type]
    more = (*totals.series.not_recorded, SeriesPoint(NOW - timedelta(days=2), 9, 1))
    chart.show_totals(replace(totals, series=replace(totals.series, not_recorded=more)))
    assert "2026-11-21 12:00 – 2026-11-23" in chart.legend()[-1].toolTip()


def test_the_gestures_are_handed_on_and_have_buttons(qtbot: QtBot, chart: RecordChart) -> None:
    with qtbot.waitSignal(chart.zoom_wanted):
        chart.plot.zoom_wanted.emit(NOW, 0.5)
    with qtbot.waitSignal(chart.back_wanted):
        chart.plot.back_wanted.emit()
    chart.show_ways(back=True, limit_days=0)
    assert not chart.back.isHidden()
    with qtbot.waitSignal(chart.back_wanted):
        chart.back.click()
    with qtbot.waitSignal(chart.wider_wanted):
        chart.wider.click()
    chart.show_ways(back=False, limit_days=31)
    assert chart.back.isHidden()
    assert not chart.wider.isEnabled()
    assert "SERVER_QUERY_CDR_MAX_DAY_INTERVAL" in chart.wider.toolTip()
    assert "31" in chart.wider.toolTip()


def test_the_bar_under_the_pointer_is_read_out(chart: RecordChart) -> None:
    before = chart.reading()
    assert "drag to set the time range" in before
    chart.plot.hover(NOW.timestamp())
    at = "2026-11-23 12:00:00 – 12:01:00 · 1 min"
    assert chart.reading() == f"{at} · not recorded: 81,300"
    assert chart.stack is not None
    bars = [chart.stack.reading(moment) for moment in chart.stack.times.tolist()]
    chart.plot.hover(next(bar.first for bar in bars if bar and bar.counts))
    assert "9 Illegal call: " in chart.reading()
    chart.plot.hover(None)
    assert chart.reading() == before
    assert "Drag to set the time range" in chart.plot.toolTip()


def test_the_legend_keeps_its_order_whatever_comes_back(
    chart: RecordChart, engine: Engine, stage: PageStage
) -> None:
    query = CdrFilter(range=Range.LAST_HOUR).query(NOW, stage.formats.zone)
    totals = fetch_totals(engine, query)  # type: ignore[arg-type]
    points = tuple(SeriesPoint(NOW - timedelta(minutes=5), mode, 1) for mode in (9, 2, 0))
    chart.show_totals(replace(totals, series=replace(totals.series, points=points)))
    chips = chart.legend()
    placed = sorted(chips, key=lambda mode: chart._legend.indexOf(chips[mode]))
    assert placed == [0, 2, 9, -1]
