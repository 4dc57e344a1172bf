"""The status bar shows what it is told and leaves out what nobody knows."""

import re

import pytest
from pytestqt.qtbot import QtBot

from client.api.values import Health, ModuleState
from client.formats import Formats
from client.models.columns import Pill
from client.theme import Theme
from client.views.widgets.lamp import lamp_of
from client.views.widgets.status_bar import StatusBar


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> StatusBar:
    made = StatusBar(theme, Formats("Asia/Dhaka"))
    qtbot.addWidget(made)
    return made


def test_the_lamp_has_icon_word_and_tone(bar: StatusBar) -> None:
    assert bar.lamp.property("tone") == "bad"
    bar.show_lamp(lamp_of(Health("ok", {"switch": ModuleState("running")})))
    assert bar.lamp.text() == bar.lamp.accessibleName() == "Softswitch running"
    assert bar.lamp.property("tone") == "ok"
    assert not bar.lamp.icon().isNull()


def test_server_user_and_latency_stand_beside_it(bar: StatusBar) -> None:
    bar.show_who("head office", "admin")
    bar.show_latency(0.0042)
    assert re.findall(r"[\w ]+\w", bar.who()) == ["  head office", "  admin", "  4 ms"]
    bar.show_latency(None)
    assert "ms" not in bar.who()


def test_figures_that_are_not_known_are_left_out(bar: StatusBar) -> None:
    bar.show_figures(1137, 2.4)
    assert bar.figures() == "1,137 registered   2.4 refused/s"
    bar.show_figures(None, 0.0)
    assert bar.figures() == "0 refused/s"
    bar.show_figures(None, None)
    assert bar.figures() == ""


def test_the_clock_names_its_zone(bar: StatusBar) -> None:
    assert bar._clock.text().endswith("Asia/Dhaka")


def test_the_bell_counts_in_words_and_tone(bar: StatusBar, qtbot: QtBot) -> None:
    assert bar.bell.text() == "Alarms not known"
    bar.show_bell(Pill("alert-circle", "2 alarms", "bad"), "Disk cannot be written\nClock was set")
    assert (bar.bell.text(), bar.bell.property("tone")) == ("2 alarms", "bad")
    assert bar.bell.accessibleName() == "2 alarms"
    assert "Clock was set" in bar.bell.toolTip()
    with qtbot.waitSignal(bar.bell_pressed):
        bar.bell.click()


def test_pressing_the_lamp_asks_for_more(bar: StatusBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.lamp_pressed):
        bar.lamp.click()
