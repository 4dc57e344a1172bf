"""The range and what a source is are chosen; only a change is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models.attack_feed import AttackQuestion
from client.models.cdr_filter import CdrFilter, Range
from client.views.pages.attacks.question import AttackQuestionLine
from tests.helpers.page_stage import theme_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def line(qapp: QApplication, qtbot: QtBot) -> AttackQuestionLine:
    made = AttackQuestionLine(theme_of(qapp), Formats("Asia/Dhaka"))
    qtbot.addWidget(made)
    return made


def test_the_chip_names_range_and_zone(line: AttackQuestionLine) -> None:
    assert line.range_chip.text() == "Last 7 days · Asia/Dhaka"
    line.show_question(AttackQuestion(CdrFilter(range=Range.TODAY), "network"))
    assert line.range_chip.text() == "Today · Asia/Dhaka"
    assert line.by.value() == "network"


def test_a_range_of_the_menu_is_taken(line: AttackQuestionLine, qtbot: QtBot) -> None:
    actions = [action for action in line.range_menu().actions() if not action.isSeparator()]
    assert len(actions) == len(Range)
    with qtbot.waitSignal(line.changed) as changed:
        actions[0].trigger()
    assert changed.args[0].filter.range is Range.LAST_HOUR
    with qtbot.waitSignal(line.custom_wanted):
        actions[-1].trigger()
    with qtbot.assertNotEmitted(line.changed):
        actions[0].trigger()


def test_the_chip_opens_the_menu(line: AttackQuestionLine, qtbot: QtBot) -> None:
    line.show()
    line.range_chip.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def test_a_source_is_an_address_or_a_network(line: AttackQuestionLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.changed) as changed:
        line.by.chosen.emit("network")
    assert changed.args[0].by == "network"


def test_more_sources_are_listed_when_asked_for(line: AttackQuestionLine, qtbot: QtBot) -> None:
    assert line.limit.value() == 20
    with qtbot.waitSignal(line.changed) as changed:
        line.limit.chosen.emit(200)
    assert changed.args[0].limit == 200


def test_a_range_of_ones_own_is_taken(line: AttackQuestionLine, qtbot: QtBot) -> None:
    line.open_panel(NOON, NOON + timedelta(hours=2))
    with qtbot.waitSignal(line.changed) as changed:
        line.panel.apply.click()
    wanted = changed.args[0].filter
    assert (wanted.range, wanted.start, wanted.end) == (
        Range.CUSTOM, NOON, NOON + timedelta(hours=2),
    )  # fmt: skip
