from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.views.widgets.moment_edit import MomentEdit, OptionalMoment
from tests.helpers.page_stage import PageStage

MOMENT = datetime(2026, 11, 23, 4, tzinfo=UTC)


def test_a_moment_is_shown_in_the_zone_and_comes_back_the_same(qtbot: QtBot) -> None:
    edit = MomentEdit(Formats("Asia/Dhaka"))
    qtbot.addWidget(edit)
    edit.set_moment(MOMENT)
    assert edit.text() == "2026-11-23 10:00:00"
    assert edit.moment() == MOMENT


def test_without_the_tick_there_is_none(qtbot: QtBot, stage: PageStage) -> None:
    field = OptionalMoment(stage.theme, stage.formats, "Held until", MOMENT)
    qtbot.addWidget(field)
    assert field.moment() is None
    with qtbot.waitSignal(field.changed):
        field.tick.click()
    assert field.moment() == MOMENT
    field.set_moment(None)
    assert not field.edit.isEnabled()
