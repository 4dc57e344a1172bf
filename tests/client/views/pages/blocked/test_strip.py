"""The buttons over the table."""

import pytest
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.pages.blocked.strip import BlockStrip
from tests.helpers.block_stubs import entry, lock, row

BUTTONS = ("unblock", "trust", "keep", "widen", "records", "copy")
ADDRESS = row(entry(1, "203.0.113.9", 60))
LOCK = row(lock("1001"))


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> BlockStrip:
    made = BlockStrip(theme)
    qtbot.addWidget(made)
    return made


def enabled(strip: BlockStrip) -> set[str]:
    return {name for name in BUTTONS if getattr(strip, name).isEnabled()}


def test_buttons_follow_the_selection(strip: BlockStrip) -> None:
    assert enabled(strip) == set()
    strip.show_rows([ADDRESS], may=True)
    assert enabled(strip) == set(BUTTONS)
    strip.show_rows([LOCK], may=True)
    assert enabled(strip) == {"unblock", "records", "copy"}
    strip.show_rows([ADDRESS, LOCK], may=True)
    assert enabled(strip) == {"unblock", "trust", "keep", "copy"}
    assert strip.told() == "2 selected"
    strip.show_rows([ADDRESS], may=True, busy=True)
    assert "unblock" not in enabled(strip)


@pytest.mark.parametrize("name", BUTTONS)
def test_every_button_tells(strip: BlockStrip, qtbot: QtBot, name: str) -> None:
    strip.show_rows([ADDRESS], may=True)
    with qtbot.waitSignal(getattr(strip, f"{name}_wanted")):
        getattr(strip, name).click()
