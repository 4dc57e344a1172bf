from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, Qt, QTimeZone
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.views.pages.cdr.range_panel import RangePanel
from tests.helpers.page_stage import PageStage

FIRST, LAST = datetime(2026, 11, 23, 4, tzinfo=UTC), datetime(2026, 11, 23, 5, tzinfo=UTC)


def panel_of(qtbot: QtBot, stage: PageStage) -> RangePanel:
    panel = RangePanel(stage.theme, Formats("Asia/Dhaka"))
    qtbot.addWidget(panel)
    return panel


def test_the_moments_are_shown_in_the_zone_and_come_back_the_same(
    qtbot: QtBot, stage: PageStage
) -> None:
    panel = panel_of(qtbot, stage)
    panel.open(FIRST, LAST)
    assert panel.first.text() == "2026-11-23 10:00:00"
    with qtbot.waitSignal(panel.chosen) as heard:
        panel.apply.click()
    assert heard.args == [FIRST, LAST]
    assert panel.isHidden()


def test_an_end_before_the_beginning_is_refused_at_the_field(
    qtbot: QtBot, stage: PageStage
) -> None:
    panel = panel_of(qtbot, stage)
    panel.open(FIRST, LAST)
    zone = QTimeZone(b"Asia/Dhaka")
    panel.last.setDateTime(QDateTime.fromMSecsSinceEpoch(0, zone))
    with qtbot.assertNotEmitted(panel.chosen):
        panel.apply.click()
    assert panel.complaint() == "The end must be after the beginning."


def test_return_shows_the_range_and_escape_leaves_it(qtbot: QtBot, stage: PageStage) -> None:
    panel = panel_of(qtbot, stage)
    panel.open(FIRST, LAST)
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.keyClick(panel.last, Qt.Key.Key_Escape)
    left = [panel.isHidden()]
    panel.open(FIRST, LAST)
    with qtbot.waitSignal(panel.chosen) as heard:
        qtbot.keyClick(panel.last, Qt.Key.Key_Return)
    assert heard.args == [FIRST, LAST]
    assert [*left, panel.isHidden()] == [True, True]
