"""Timed changes stand above the table with their countdowns."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models.server_time import ServerTime
from client.theme import Theme
from client.views.pages.system_parameter.timed import SHOWN, TimedBar
from client.views.widgets.buttons import LinkButton
from tests.client.views.pages.system_parameter.test_pane import Watch
from tests.helpers.client_samples import NOON, parameter


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot, watch: Watch) -> TimedBar:
    bar = TimedBar(theme, Formats("UTC"), ServerTime(watch, watch))
    qtbot.addWidget(bar)
    return bar


def test_each_counts_down_the_next_one_first(bar: TimedBar, watch: Watch, qtbot: QtBot) -> None:
    later = parameter(name="SS_B", value=5, revert_at=NOON + timedelta(seconds=120), revert_to=6)
    sooner = parameter(name="SS_A", value=4, revert_at=NOON + timedelta(seconds=60), revert_to=6)
    bar.show_changes([later, parameter(name="SS_C"), sooner], may_edit=True)
    assert bar.lines() == [
        "SS_A is 4 for a time. Returns to 6 in 01:00, at 12:01:00.",
        "SS_B is 5 for a time. Returns to 6 in 02:00, at 12:02:00.",
    ]
    watch.seconds += 60
    with qtbot.waitSignal(bar.ticked):
        bar._tick.timeout.emit()
    assert "Should have returned to 6 at 2026-11-23 12:01:00; it is tried again" in bar.lines()[0]
    assert "in 01:00" in bar.lines()[1]
    assert not bar.isHidden()
    bar.show_changes([parameter(name="SS_A")], may_edit=True)
    assert bar.isHidden()


def test_both_buttons_name_their_parameter(bar: TimedBar, qtbot: QtBot) -> None:
    timed = parameter(name="SS_A", value=4, revert_at=NOON + timedelta(seconds=60))
    bar.show_changes([timed], may_edit=True)
    longer, back = bar.findChildren(LinkButton)
    with qtbot.waitSignal(bar.extend_wanted) as heard:
        longer.click()
    assert heard.args == ["SS_A"]
    with qtbot.waitSignal(bar.return_wanted) as heard:
        back.click()
    assert heard.args == ["SS_A"]
    bar.show_changes([timed], may_edit=False)
    assert not bar._lines["SS_A"].findChildren(LinkButton)


def test_many_are_counted(bar: TimedBar) -> None:
    many = [
        parameter(name=f"SS_{place}", revert_at=NOON + timedelta(seconds=60 + place))
        for place in range(SHOWN + 2)
    ]
    bar.show_changes(many, may_edit=True)
    assert len(bar.lines()) == SHOWN
    assert "by themselves: 2." in bar.more.text()
