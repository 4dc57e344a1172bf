"""What the page says when there is nothing to show, or an answer fails or is late."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import ServerFault
from client.models.cdr_feed import TOTALS
from client.models.cdr_filter import CdrFilter, Range
from client.views.pages.cdr.page import CdrPage
from client.views.widgets.empty_state import EmptyState
from tests.helpers.cdr_page import shown
from tests.helpers.cdr_stubs import Engine
from tests.helpers.page_stage import PageStage


def empty_state(page: CdrPage) -> EmptyState:
    state = page.content.state_widget()
    assert isinstance(state, EmptyState)
    return state


@pytest.mark.parametrize(
    ("wanted", "not_recorded", "said"),
    [
        (CdrFilter(), 0, "Calls appear here"),
        (CdrFilter(text="x"), 0, "No record of this time"),
        (CdrFilter(), 1, "1 attempt of this time was counted"),
        (CdrFilter(), 2**31, "2,147,483,648 attempts of this time were counted"),
    ],
)
def test_nothing_to_show_says_why(
    page: CdrPage, engine: Engine, wanted: CdrFilter, not_recorded: int, said: str
) -> None:
    engine.records, engine.not_recorded = [], not_recorded
    page.show_filter(wanted)
    labels = empty_state(page).findChildren(type(page.strip.label))
    assert any(said in label.text() for label in labels)
    assert not page.chart.isHidden()


def test_an_error_keeps_what_is_shown_and_says_so(page: CdrPage, stage: PageStage) -> None:
    stage.session.error = ServerFault("broken")
    page.refresh()
    assert page.content.is_stale()
    assert shown(page)
    stage.session.error = None
    page.refresh()
    assert not page.content.is_stale()


def test_figures_of_another_filter_are_not_shown_beside_an_error(
    page: CdrPage, stage: PageStage
) -> None:
    page.export_button.setEnabled(True)
    stage.session.error = ServerFault("the range is too long")
    page.show_filter(CdrFilter(range=Range.WEEK))
    behind = [page.feed.behind]
    stack = page.chart.stack
    assert stack is not None
    assert stack.times[-1] - stack.times[0] > 6 * 86400, "over the time that was asked for"
    assert page.figures.cards["records"].value() == "–"
    assert not page.export_button.isEnabled()
    stage.session.error = None
    page.refresh()
    assert [*behind, page.feed.behind] == [True, False]
    assert page.figures.cards["records"].value() == "12"
    assert page.export_button.isEnabled()


def refusing(_query: object, *_more: object) -> None:
    raise ServerFault("the question took too long")


def test_records_that_cannot_be_counted_have_no_figures_of_others(
    page: CdrPage, engine: Engine, stage: PageStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.not_recorded = 5
    page.refresh()
    monkeypatch.setattr(engine, "cdr_summary", refusing)
    page.show_filter(CdrFilter(range=Range.WEEK))
    assert shown(page), "the records are there"
    assert page.figures.cards["records"].value() == "–"
    assert (page.export_button.text(), page.export_button.isEnabled()) == ("Export", True)
    assert page.chart.reading() == "not counted yet"
    assert all(chip.isHidden() for chip in page.chart.legend().values())
    assert "took too long" in stage.toasts[-1][0]
    assert page.feed.totals is None
    monkeypatch.undo()
    page.refresh()
    assert page.figures.cards["records"].value() == "12"


def test_figures_that_are_late_are_not_those_of_the_question_before(
    qtbot: QtBot, page: CdrPage, stage: PageStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = stage.session.call

    def slow(key: str, *rest: object, **more: object) -> bool:
        return key == TOTALS or answer(key, *rest, **more)

    monkeypatch.setattr(stage.session, "call", slow)
    page._late.setInterval(0)
    page.show_filter(CdrFilter(range=Range.WEEK))
    qtbot.waitUntil(lambda: page.figures.cards["records"].value() == "–")
    assert page.chart.plot.bars() == 0


def test_a_live_table_that_cannot_be_renewed_says_so(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "cdrs", refusing)
    stage.session.happened.emit("cdr", {})
    qtbot.waitUntil(page.content.is_stale)
    monkeypatch.undo()
    page.live.show_fresh()
    assert not page.content.is_stale()
