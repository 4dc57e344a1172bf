"""Three fields, a button, and Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.views.pages.routing_analysis.question import RouteQuestion
from tests.helpers.page_stage import theme_of


@pytest.fixture
def question(qapp: QApplication, qtbot: QtBot) -> RouteQuestion:
    made = RouteQuestion(theme_of(qapp))
    qtbot.addWidget(made)
    return made


def test_enter_and_the_button_ask(question: RouteQuestion, qtbot: QtBot) -> None:
    question.name_gateways(["acme-pbx"])
    question.set(" 1001 ", "0044", "acme-pbx")
    with qtbot.waitSignal(question.asked) as asked:
        qtbot.keyClick(question.callee, Qt.Key.Key_Return)
    assert asked.args == ["1001", "0044", "acme-pbx"]
    question.set("1001", "0044", "")
    with qtbot.waitSignal(question.asked) as asked:
        question.button.click()
    assert asked.args == ["1001", "0044", ""]


def test_a_missing_number_is_named_at_its_field(question: RouteQuestion, qtbot: QtBot) -> None:
    question.set("1001", "  ", "")
    with qtbot.assertNotEmitted(question.asked):
        question.ask()
    assert question.fields["callee"].complaint() == "Type a number."
    assert question.fields["caller"].complaint() == ""
    question.set("1001", "1", "")
    question.ask()
    assert question.fields["callee"].complaint() == ""


def test_the_chosen_gateway_stays_while_there_is_one(question: RouteQuestion) -> None:
    question.set("1", "2", "gone")
    assert question.gateways.value() == "gone"
    question.name_gateways(["a", "gone"])
    assert question.gateways.value() == "gone"
    question.name_gateways(["a"])
    assert question.gateways.value() == ""


def test_everything_has_its_name(question: RouteQuestion) -> None:
    named = (question.caller, question.callee, question.gateways)
    assert [each.accessibleName() for each in named] == [
        "Caller", "Called number", "Mapping gateway",
    ]  # fmt: skip
    assert question.button.text() == "Analyse"
