"""Actions on the engine: asked first, run once, reported, and only offered where allowed."""

import threading

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Missing
from client.models.endpoint_changes import delete
from client.session import Session
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Question
from tests.helpers.fake_api import FakeApi
from tests.helpers.page_stage import SpokenPrompts

QUESTION = Question("Clear 1001?", "It can register at once.", "Clear")


def make(
    session: Session, prompts: SpokenPrompts, qtbot: QtBot, right: str = "operate"
) -> RemoteAction:
    parent = QWidget()
    qtbot.addWidget(parent)
    return RemoteAction("endpoints.clear", "Clear", session, prompts, parent, right=right)


def test_a_confirmed_action_runs_and_tells_its_result(
    signed_in: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    prompts = SpokenPrompts(reason="customer called")
    action = make(signed_in, prompts, qtbot)
    reasons: list[str] = []

    def call(api: object, reason: str) -> object:
        reasons.append(reason)
        return api.clear_suspensions(["1001"])  # type: ignore[attr-defined]

    with qtbot.waitSignals([action.started, action.done]):
        action.run(call, QUESTION)
    assert prompts.questions == [QUESTION]
    assert reasons == ["customer called"]
    assert fake.count("POST", "/suspensions/clear") == 1
    assert action.isEnabled()


def test_the_reason_goes_with_every_request_of_it(
    signed_in: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    action = make(signed_in, SpokenPrompts(reason="left the firm"), qtbot)
    with qtbot.waitSignal(action.done):
        action.run(lambda api, _: delete(api, ("1001", "1002")), QUESTION)
    sent = [each.headers for each in fake.requests if each.method == "DELETE"]
    assert [headers.get("X-Reason") for headers in sent] == ["left the firm"] * 2
    with qtbot.waitSignal(action.done):
        action.run(lambda api, _: api.update_endpoint("1003", enabled=False), reason="moved")
    assert fake.requests[-1].headers["X-Reason"] == "moved"


def test_a_refused_action_does_nothing(signed_in: Session, fake: FakeApi, qtbot: QtBot) -> None:
    """# req 119"""
    action = make(signed_in, SpokenPrompts(accept=False), qtbot)
    with qtbot.assertNotEmitted(action.started):
        action.run(lambda api, _: api.clear_suspensions(["1001"]), QUESTION)
    assert fake.count("POST", "/suspensions/clear") == 0


def test_a_failure_is_shown_once(signed_in: Session, qtbot: QtBot) -> None:
    prompts = SpokenPrompts()
    action = make(signed_in, prompts, qtbot)
    with qtbot.waitSignal(action.failed):
        action.run(lambda api, _: api.delete_endpoint("none"))
    assert [type(error) for error in prompts.errors] == [Missing]
    assert action.isEnabled()


def test_it_runs_once_at_a_time(signed_in: Session, qtbot: QtBot) -> None:
    action = make(signed_in, SpokenPrompts(), qtbot)
    gate, ran = threading.Event(), [0]

    def call(_: object, __: str) -> None:
        ran[0] += 1
        gate.wait(5)

    action.run(call)
    assert not action.isEnabled()
    action.run(call)
    with qtbot.waitSignal(action.done):
        gate.set()
    assert ran == [1]


def test_what_the_role_forbids_is_not_offered(
    session: Session, signed_in: Session, qtbot: QtBot
) -> None:
    """# req 22"""
    signed_in.role = "operator"
    assert make(signed_in, SpokenPrompts(), qtbot).isEnabled()
    assert not make(signed_in, SpokenPrompts(), qtbot, right="administer").isEnabled()


def test_what_makes_no_sense_now_is_not_offered(signed_in: Session, qtbot: QtBot) -> None:
    action = make(signed_in, SpokenPrompts(), qtbot)
    action.set_wanted(wanted=False)
    assert not action.isEnabled()
    action.set_wanted(wanted=True)
    assert action.isEnabled()


def test_a_quiet_action_leaves_its_errors_to_its_owner(signed_in: Session, qtbot: QtBot) -> None:
    prompts, parent = SpokenPrompts(), QWidget()
    qtbot.addWidget(parent)
    action = RemoteAction("x", "x", signed_in, prompts, parent, quiet=True)
    with qtbot.waitSignal(action.failed):
        action.run(lambda api, _: api.delete_endpoint("none"))
    assert prompts.errors == []
