from typing import Any, cast

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.views.actions.timed import LONGER_S, ExtendChange
from tests.helpers.client_samples import parameter
from tests.helpers.client_stubs import StubSession
from tests.helpers.page_stage import SpokenPrompts


class StubApi:
    def __init__(self) -> None:
        self.asked: list[tuple[str, int, str]] = []

    def extend_change(self, name: str, by_s: int, reason: str) -> object:
        self.asked.append((name, by_s, reason))
        return parameter(name=name)


def test_a_change_is_prolonged_without_a_question(qtbot: QtBot) -> None:
    api, prompts, owner = StubApi(), SpokenPrompts(), QWidget()
    qtbot.addWidget(owner)
    session = StubSession(cast(Any, api), "admin")
    action = ExtendChange("parameters.extend", cast(Any, session), prompts, owner)
    with qtbot.waitSignal(action.done) as done:
        action.extend("SS_A")
    assert api.asked == [("SS_A", LONGER_S, "")]
    assert done.args[0].name == "SS_A"
    assert prompts.questions == []
