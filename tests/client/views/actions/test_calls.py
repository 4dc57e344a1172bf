"""Hanging up asks first, names who talks, and needs the right to operate."""

from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.call_changes import HungUp
from client.views.actions.calls import HangUp
from tests.helpers.call_stubs import StubCallApi, call
from tests.helpers.client_stubs import StubSession
from tests.helpers.page_stage import SpokenPrompts


class Stage:
    def __init__(self, parent: QWidget, role: str = "operator") -> None:
        self.api = StubCallApi()
        self.api.put(call(1), call(2))
        self.prompts = SpokenPrompts(reason="fraud")
        session = StubSession(cast(Any, self.api), role)
        self.action = HangUp("calls.hang-up", cast(Any, session), self.prompts, parent)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_one_call_is_named_in_the_question(parent: QWidget, qtbot: QtBot) -> None:
    stage = Stage(parent)
    with qtbot.waitSignal(stage.action.done) as done:
        stage.action.hang_up([call(1)])
    (question,) = stage.prompts.questions
    assert question.title == "Hang up 8801711000001 → 004419000001?"
    assert (question.tone, question.ask_reason, question.items) == ("bad", True, ())
    assert done.args == [HungUp(("call-1",))]
    assert stage.api.asked == [("hang_up", "call-1", "fraud")]


def test_several_are_listed(parent: QWidget) -> None:
    stage = Stage(parent)
    stage.action.hang_up([call(1), call(2)])
    assert stage.prompts.questions[0].title == "Hang up 2 calls?"
    assert len(stage.prompts.questions[0].items) == 2


def test_refusing_does_nothing(parent: QWidget) -> None:
    stage = Stage(parent)
    stage.prompts.accept = False
    stage.action.hang_up([call(1)])
    stage.action.hang_up([])
    assert (stage.api.asked, len(stage.prompts.questions)) == ([], 1)


def test_an_auditor_may_not(parent: QWidget) -> None:
    assert not Stage(parent, "auditor").action.isEnabled()
    assert Stage(parent).action.isEnabled()
