from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.decoding import decode
from client.api.keeping_values import Hold
from client.views.actions.holds import LiftHold
from tests.helpers.fake_api import FakeApi
from tests.helpers.fake_keeping import hold
from tests.helpers.page_stage import PageStage


def test_a_hold_is_lifted_after_a_question(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    fake.holds["h1"] = hold()
    action = LiftHold("holds.lift", stage.session, stage.prompts, parent)
    with qtbot.waitSignal(action.done):
        action.lift(decode(Hold, hold()), "all illegal calls")
    assert fake.holds == {}
    assert "“Case 4711” holds: all illegal calls." in stage.prompts.questions[0].text
