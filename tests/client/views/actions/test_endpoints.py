"""What an operator does to endpoints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.session import Session
from client.views.actions.endpoints import ClearSuspend, DeleteEndpoints, SaveEndpoint, SetEnabled
from client.views.actions.remote import RemoteAction
from tests.helpers.client_samples import endpoint, suspension
from tests.helpers.client_stubs import StubApi, StubSession
from tests.helpers.page_stage import SpokenPrompts

A = TypeVar("A", bound=RemoteAction)


class Engine(StubApi):
    def __init__(self) -> None:
        super().__init__()
        self.locked = {"1001": suspension("1001"), "1002": suspension("1002")}

    def update_endpoint(self, extension: str, **changes: Any) -> Any:
        self._note("update", extension, changes)
        return endpoint(extension, **{k: v for k, v in changes.items() if k != "password"})

    def delete_endpoint(self, extension: str) -> None:
        self._note("delete", extension)

    def create_endpoint(self, *given: Any, **more: Any) -> Any:
        self._note("create", *given, more)
        return endpoint(given[0])


class Stage:
    def __init__(self, qtbot: QtBot) -> None:
        self.api = Engine()
        self.prompts = SpokenPrompts()
        self.owner = QWidget()
        qtbot.addWidget(self.owner)

    def make(self, kind: Callable[..., A], role: str = "operator") -> A:
        session = cast("Session", StubSession(self.api, role))
        return kind("x.y", "Do it", session, self.prompts, self.owner)


@pytest.fixture
def stage(qtbot: QtBot) -> Any:
    return Stage(qtbot)


def test_clearing_asks_names_the_object_and_sends_the_reason(stage: Stage, qtbot: QtBot) -> None:
    stage.prompts.reason = "typing error"  # req 117
    action = stage.make(ClearSuspend)
    with qtbot.waitSignal(action.done) as heard:
        action.clear(["1001"], 5)
    (question,) = stage.prompts.questions
    assert question.title == "Clear registration suspend of 1001?"
    assert "5 attempts" in question.text
    assert [item.extension for item in heard.args[0]] == ["1001"]


def test_clearing_many_counts_and_lists_them(stage: Stage) -> None:
    stage.make(ClearSuspend).clear(["1001", "1002"], 6)
    (question,) = stage.prompts.questions
    assert question.title == "Clear registration suspend of 2 extensions?"
    assert question.items == ("1001", "1002")


def test_a_refusal_leaves_everything_as_it_was(stage: Stage) -> None:  # req 119
    stage.prompts.accept = False
    stage.make(ClearSuspend).clear(["1001"], 6)
    stage.make(DeleteEndpoints).delete(["1001"])
    stage.make(SetEnabled).disable(["1001"])
    assert stage.api.asked == []


def test_nothing_selected_asks_nothing(stage: Stage) -> None:
    stage.make(ClearSuspend).clear([], 6)
    stage.make(DeleteEndpoints).delete([])
    assert stage.prompts.questions == []


def test_enabling_needs_no_question_and_disabling_does(stage: Stage) -> None:
    stage.make(SetEnabled).enable(["1001"])
    assert stage.prompts.questions == []
    stage.make(SetEnabled).disable(["1001", "1002"])
    assert stage.prompts.questions[0].title == "Disable 2 endpoints?"
    assert stage.api.asked == [
        ("update", "1001", {"enabled": True}),
        ("update", "1001", {"enabled": False}),
        ("update", "1002", {"enabled": False}),
    ]


def test_deleting_wants_a_word_typed(stage: Stage) -> None:
    stage.make(DeleteEndpoints).delete(["1001"])
    stage.make(DeleteEndpoints).delete(["1001", "1002"])
    one, many = stage.prompts.questions
    assert (one.typed, one.tone) == ("1001", "bad")
    assert (many.typed, many.items) == ("DELETE", ("1001", "1002"))
    assert len(stage.api.asked) == 3


def test_saving_sends_what_is_different_and_nothing_when_nothing_is(stage: Stage) -> None:
    action = stage.make(SaveEndpoint)
    action.change("1001", {})
    action.change("1001", {"display_name": "Sales"})
    action.create("2000", "Correct-Horse-7!", "New", enabled=False)
    assert stage.api.asked == [
        ("update", "1001", {"display_name": "Sales"}),
        ("create", "2000", "Correct-Horse-7!", "New", {"enabled": False}),
    ]


def test_an_auditor_may_not(stage: Stage) -> None:
    for kind in (ClearSuspend, SetEnabled, DeleteEndpoints, SaveEndpoint):
        assert not stage.make(kind, "auditor").isEnabled()
