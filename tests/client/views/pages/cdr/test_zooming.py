from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.models.cdr_filter import CdrFilter, Range
from client.views.pages.cdr.page import CdrPage
from tests.helpers.cdr_page import SPEC
from tests.helpers.cdr_stubs import NOW, Engine
from tests.helpers.page_stage import PageStage

HOUR = timedelta(hours=1)


@pytest.fixture
def page(qtbot: QtBot, stage: PageStage) -> CdrPage:
    widget = CdrPage(SPEC, stage.context())
    qtbot.addWidget(widget)
    widget.refresh()
    return widget


def shown(page: CdrPage) -> timedelta:
    return page.feed.query.end - page.feed.query.start


def test_the_wheel_shows_less_and_more_time_around_the_pointer(page: CdrPage) -> None:
    before = shown(page)
    page.chart.zoom_wanted.emit(NOW - HOUR, 0.5)
    assert shown(page) == before / 2
    assert page.feed.query.start < NOW - HOUR < page.feed.query.end
    page.chart.zoom_wanted.emit(NOW - HOUR, 2)
    assert shown(page) == before


def test_zooming_out_stops_at_what_the_engine_answers(page: CdrPage, engine: Engine) -> None:
    assert page.zooming.days == 31
    for _ in range(12):
        page.chart.wider.click()
        page.chart.zoom_wanted.emit(NOW, 3)
    assert max(query.end - query.start for query in engine.queries) == timedelta(days=31)
    assert not page.chart.wider.isEnabled()
    assert "31" in page.chart.wider.toolTip()


def test_the_limit_is_learned_when_the_parameter_changes(
    page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    page.zooming.choose(NOW - timedelta(days=7), NOW)
    assert page.chart.wider.isEnabled()
    engine.most_days = 7
    stage.session.happened.emit("parameter", [])
    assert page.zooming.days == 7
    assert not page.chart.wider.isEnabled()


def test_every_gesture_can_be_taken_back(page: CdrPage) -> None:
    assert page.chart.back.isHidden()
    begun = page.feed.filter
    page.chart.range_chosen.emit(NOW - HOUR, NOW)
    page.chart.bar_chosen.emit(NOW - HOUR, NOW - HOUR / 2, 9)
    assert page.feed.filter.billing_modes == (9,)
    assert not page.chart.back.isHidden()
    page.chart.plot.back_wanted.emit()
    assert page.feed.filter == CdrFilter(range=Range.CUSTOM, start=NOW - HOUR, end=NOW)
    page.chart.back.click()
    assert page.feed.filter == begun
    assert page.chart.back.isHidden()
    page.zooming.back()
    assert page.feed.filter == begun


def test_a_filter_that_was_taken_away_by_mistake_comes_back(qtbot: QtBot, page: CdrPage) -> None:
    page.show()
    numbers = " ".join(str(1000 + place) for place in range(500))
    page.filter_bar.entry.setText(numbers)
    page.filter_bar.add_typed()
    page.chart.range_chosen.emit(NOW - HOUR, NOW)
    page.filter_bar.entry.setText("-9")
    page.filter_bar.add_typed()
    wanted = page.feed.filter
    assert page.filter_bar.clear_chip is not None
    page.filter_bar.clear_chip.click()
    assert not page.feed.filter.active()
    next(action for action in page.offered() if action.objectName() == "cdr.back").trigger()
    assert page.feed.filter == wanted
    page.zooming.back()
    assert page.feed.filter == wanted.without("end_reasons"), "not a step further"
    page.zooming.back()
    assert len(page.feed.filter.numbers) == 500
    assert page.feed.filter.range is Range.TODAY
    assert page.filter_bar.filter() == page.feed.filter


def test_a_bar_at_the_edge_is_not_wider_than_what_is_shown(page: CdrPage) -> None:
    """The first bar of the last hour begins at a full minute before it."""
    page.chart.range_chosen.emit(NOW - HOUR, NOW)
    page.chart.bar_chosen.emit(NOW - HOUR * 1.5, NOW - HOUR / 2, 9)
    assert (page.feed.filter.start, page.feed.filter.end) == (NOW - HOUR, NOW - HOUR / 2)
