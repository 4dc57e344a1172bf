"""The routing analysis as an operator uses it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.routing_analysis import RoutingAnalysisPage
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("routing-analysis", ("Business analysis",), "Routing analysis", "x",
                RoutingAnalysisPage)  # fmt: skip


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> RoutingAnalysisPage:
    made = RoutingAnalysisPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 820)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.question.gateways.count() > 1)
    return made


def ask(page: RoutingAnalysisPage, qtbot: QtBot, callee: str, gateway: str = "") -> None:
    page.show_with({"caller": "1002", "callee": callee, "gateway": gateway})
    qtbot.waitUntil(lambda: page.content.state_widget() is page.answer)


def test_before_the_first_question_the_page_teaches(page: RoutingAnalysisPage) -> None:
    state = page.content.state_widget()
    assert isinstance(state, EmptyState)
    assert "press Enter" in state.accessibleName()
    assert page.help_text()
    assert [action.text() for action in page.offered()] == ["Analyse the routing of a number"]


def test_an_operator_sees_the_way_and_what_is_next(page: RoutingAnalysisPage, qtbot: QtBot) -> None:
    ask(page, qtbot, "00447", "acme-pbx")
    words = "Goes to carrier-b as 447, from 441002. If that fails, then to carrier-c."
    assert page.answer.words == words
    assert [row.order for row in page.answer.table.rows()] == [0, 1, 2, 0]
    assert "441002" in page.answer.numbers.text()


def test_the_question_is_asked_again_when_the_page_is_refreshed(
    page: RoutingAnalysisPage, fake: FakeApi, qtbot: QtBot
) -> None:
    ask(page, qtbot, "1001")
    assert page.answer.words == "Rings at extension 1001 at all of its 2 contacts together."
    fake.answers["GET /routing"] = problem(503, "the softswitch is away")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)
    del fake.answers["GET /routing"]
    page.refresh()
    qtbot.waitUntil(lambda: not page.content.is_stale())


def test_what_is_wrong_is_said_at_its_field(page: RoutingAnalysisPage, qtbot: QtBot) -> None:
    page.show_with({"caller": "1002", "callee": "4 4"})
    qtbot.waitUntil(lambda: bool(page.question.fields["callee"].complaint()))
    assert isinstance(page.content.state_widget(), EmptyState)


def test_the_shortcut_of_searching_leads_to_the_called_number(page: RoutingAnalysisPage) -> None:
    page.question.set("1", "2", "")
    page.focus_search()
    assert page.question.callee.selectedText() == "2"
