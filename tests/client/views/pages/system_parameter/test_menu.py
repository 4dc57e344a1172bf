"""What a parameter offers."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.pages.system_parameter.menu import Offers, parameter_menu
from tests.helpers.client_samples import parameter


@pytest.mark.parametrize(
    ("value", "may", "enabled"),
    [
        (6, True, ["edit", "copy", "history"]),
        (5, True, ["edit", "reset", "copy", "history"]),
        (5, False, ["copy", "history"]),
    ],
)
def test_every_line_that_makes_sense_does_what_it_says(
    theme: Theme, qtbot: QtBot, value: int, may: bool, enabled: list[str]
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    taken: list[str] = []
    offers = Offers(*(lambda name=name: taken.append(name) for name in Offers.__slots__))
    menu = parameter_menu(theme, owner, parameter(value=value), offers, may=may)
    assert [action.text() for action in menu.actions()][:2] == [
        "Edit SS_ENDPOINTREGISTERRETRY", "Back to the default, 6",
    ]  # fmt: skip
    for action in menu.actions():
        action.trigger()
    assert taken == enabled
