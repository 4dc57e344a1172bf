from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

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
        -1: "not recorded 12:00 – 12:00: 81,300",
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
