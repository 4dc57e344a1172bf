"""Gateways are changed by administrators, after a question where something is lost."""

from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Conflict
from client.models.gateway_changes import GatewayChanges
from client.views.actions.gateways import DeleteGateways, SaveGateway, SetGatewayEnabled
from tests.helpers.call_stubs import StubCallApi, gateway
from tests.helpers.client_stubs import StubSession
from tests.helpers.page_stage import SpokenPrompts


class Stage:
    def __init__(self, parent: QWidget, role: str = "admin") -> None:
        self.api = StubCallApi()
        self.api.put(gateway("a"), gateway("b"))
        self.prompts = SpokenPrompts(reason="moved")
        given: Any = (cast(Any, StubSession(cast(Any, self.api), role)), self.prompts, parent)
        self.save = SaveGateway("save", *given)
        self.enable = SetGatewayEnabled("enable", *given)
        self.delete = DeleteGateways("delete", *given)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_saving_asks_nothing_and_keeps_the_reason(parent: QWidget, qtbot: QtBot) -> None:
    stage = Stage(parent)
    with qtbot.waitSignal(stage.save.done):
        stage.save.create({"name": "c", "kind": "routing"}, "new carrier")
    stage.save.change("a", {"capacity": 5}, "")
    stage.save.change("a", {}, "")
    assert stage.api.asked == [
        ("create_gateway", {"name": "c", "kind": "routing"}, "new carrier"),
        ("update_gateway", "a", {"capacity": 5}, ""),
    ]
    assert stage.prompts.questions == []


def test_a_refusal_is_left_to_the_form(parent: QWidget, qtbot: QtBot) -> None:
    stage = Stage(parent)
    with qtbot.waitSignal(stage.save.failed) as failed:
        stage.save.create({"name": "a", "kind": "routing"}, "")
    assert isinstance(failed.args[0], Conflict)
    assert stage.prompts.errors == []


def test_disabling_and_enabling_ask_first(parent: QWidget, qtbot: QtBot) -> None:
    stage = Stage(parent)
    stage.enable.disable(["a"])
    assert stage.prompts.questions[0].title == "Disable a?"
    assert stage.prompts.questions[0].ask_reason
    assert stage.api.asked[-1] == ("update_gateway", "a", {"enabled": False}, "moved")
    stage.enable.enable(["a", "b"])
    assert stage.prompts.questions[1].title == "Enable 2 gateways?"
    assert stage.prompts.questions[1].items == ("a", "b")
    assert stage.api.asked[-1] == ("update_gateway", "b", {"enabled": True}, "moved")


def test_deleting_wants_the_name_typed(parent: QWidget, qtbot: QtBot) -> None:
    stage = Stage(parent)
    with qtbot.waitSignal(stage.delete.done) as done:
        stage.delete.delete(["a"])
    assert done.args == [GatewayChanges(("a",))]
    question = stage.prompts.questions[0]
    assert (question.typed, question.tone, question.ask_reason) == ("a", "bad", True)
    assert stage.api.asked == [("delete_gateway", "a", "moved")]
    stage.delete.delete(["b", "c"])
    assert stage.prompts.questions[1].typed == "DELETE"
    stage.delete.delete([])
    assert len(stage.prompts.questions) == 2


@pytest.mark.parametrize("role", ["auditor", "operator"])
def test_only_administrators_may(parent: QWidget, role: str) -> None:
    stage = Stage(parent, role)
    assert not any(action.isEnabled() for action in (stage.save, stage.enable, stage.delete))
