"""The answer shows the sentence, rewritten numbers, and gateways when some are asked."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from client.api.call_values import RouteAnalysis, RouteStep
from client.views.pages.routing_analysis.answer import RouteAnswer
from tests.helpers.page_stage import PageStage

STEP = RouteStep("carrier-a", "candidate", caller="1001", callee="447")


def test_what_is_shown_follows_from_the_analysis(stage: PageStage, qtbot: QtBot) -> None:
    answer = RouteAnswer(stage.context())
    qtbot.addWidget(answer)
    answer.show_answer(RouteAnalysis("1001", "00447", steps=(STEP,)), "1001", "00447")
    assert answer.verdict.accessibleName() == answer.words
    assert answer.words == "Goes to carrier-a as 447, from 1001."
    assert answer.numbers.isHidden()
    assert not answer.view.isHidden()
    assert answer.view.accessibleName()
    answer.show_answer(RouteAnalysis("441001", "1002", extension="1002"), "1001", "91002")
    assert "441001" in answer.numbers.text()
    assert not answer.numbers.isHidden()
    assert answer.view.isHidden()
