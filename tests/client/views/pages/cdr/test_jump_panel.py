from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.views.pages.cdr.jump_panel import JumpPanel
from tests.helpers.cdr_stubs import NOW
from tests.helpers.page_stage import PageStage


@pytest.fixture
def panel(qtbot: QtBot, stage: PageStage) -> JumpPanel:
    made = JumpPanel(stage.theme, Formats("Asia/Dhaka"))
    qtbot.addWidget(made)
    made.open(NOW, NOW - timedelta(days=1), NOW + timedelta(days=1))
    return made


def test_it_begins_with_what_is_seen_and_ends_with_its_second(
    qtbot: QtBot, panel: JumpPanel
) -> None:
    assert panel.moment.dateTime().toString("HH:mm:ss") == "18:00:00"
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.apply.click()
    assert chosen.args == [NOW + timedelta(milliseconds=999)]
    assert panel.isHidden()


def test_only_the_range_can_be_reached(panel: JumpPanel) -> None:
    panel.moment.setDateTime(panel.moment.dateTime().addDays(30))
    assert panel.moment.dateTime().toSecsSinceEpoch() == (NOW + timedelta(days=1)).timestamp()


def test_return_goes_there_and_esc_leaves(qtbot: QtBot, panel: JumpPanel) -> None:
    with qtbot.waitSignal(panel.chosen):
        qtbot.keyClick(panel, Qt.Key.Key_Return)
    panel.open(NOW, NOW, NOW)
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
