"""Buttons say what they do, with an icon in the right colour."""

from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.buttons import Button, IconButton, LinkButton


def test_the_tone_follows_from_what_the_button_does(theme: Theme, qtbot: QtBot) -> None:
    tones = {}
    for name in ("plain", "primary", "danger"):
        button = Button(theme, name, "check", primary=name == "primary", danger=name == "danger")
        qtbot.addWidget(button)
        tones[name] = button.property("tone")
        assert not button.icon().isNull()
    assert tones == {"plain": None, "primary": "accent", "danger": "bad"}


def test_an_icon_button_is_named_for_those_who_do_not_see_it(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "x", "Close the message")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Close the message"


def test_a_link_button_looks_like_a_link(theme: Theme, qtbot: QtBot) -> None:
    button = LinkButton(theme, "Sign in again")
    qtbot.addWidget(button)
    assert button.property("role") == "link"
