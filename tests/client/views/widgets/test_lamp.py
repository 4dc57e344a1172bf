"""The lamp: every state of an engine is an icon, a word and a tone."""

import pytest
from PySide6.QtWidgets import QApplication

from client.api.values import Alarm, Health, ModuleState
from client.resources import icon_names
from client.views.widgets.lamp import lamp_of


def health(status: str, switch: str, *alarms: Alarm) -> Health:
    return Health(status, {"switch": ModuleState(switch)}, alarms=alarms)


@pytest.mark.parametrize(
    ("given", "state", "tone"),
    [
        (None, "unreachable", "bad"),
        (health("ok", "running"), "running", "ok"),
        (health("degraded", "running"), "degraded", "warning"),
        (health("degraded", "starting"), "starting", "warning"),
        (health("degraded", "stopped"), "stopped", "bad"),
        (Health("ok", {}), "stopped", "bad"),
    ],
)
def test_every_state_has_its_lamp(
    given: Health | None, state: str, tone: str, qapp: QApplication
) -> None:
    lamp = lamp_of(given)
    assert (lamp.state, lamp.tone) == (state, tone)
    assert lamp.icon in icon_names()
    assert lamp.word


def test_states_differ_in_icon_and_word_and_not_only_in_colour(qapp: QApplication) -> None:
    lamps = [lamp_of(None), lamp_of(health("ok", "running")), lamp_of(health("x", "running")),
             lamp_of(health("x", "starting")), lamp_of(health("x", "stopped"))]  # fmt: skip
    assert len({lamp.icon for lamp in lamps}) == len({lamp.word for lamp in lamps}) == 5


def test_alarms_are_told_on_the_lamp(qapp: QApplication) -> None:
    alarm = Alarm("sip.silent", "no answer to OPTIONS over loopback")
    assert "no answer to OPTIONS" in lamp_of(health("degraded", "running", alarm)).detail
