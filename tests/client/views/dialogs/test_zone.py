from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.theme import Theme
from client.views.dialogs.zone import ZoneDialog


@pytest.fixture
def dialog(theme: Theme, window: QWidget) -> ZoneDialog:
    made = ZoneDialog(theme, "Europe/Berlin", window)
    made.open()
    return made


@pytest.mark.parametrize("typed", ["America/New_York", " america/new york "])
def test_a_zone_is_taken_by_its_name(dialog: ZoneDialog, qtbot: QtBot, typed: str) -> None:
    assert dialog.name.text() == "Europe/Berlin"
    dialog.name.setText(typed)
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.save.click()
    assert wanted.args == ["America/New_York"]
    assert dialog.isHidden()


def test_a_name_that_no_zone_has_is_refused_while_it_is_typed(dialog: ZoneDialog) -> None:
    dialog.name.setText("dhak")
    assert not dialog.save.isEnabled()
    assert not dialog.field.complaint(), "it may become one"
    dialog.name.setText("Asia/Dakka")
    assert not dialog.save.isEnabled()
    assert dialog.field.complaint()
    dialog.name.setText("Asia/Dhaka")
    assert dialog.save.isEnabled()
    assert not dialog.field.complaint()


def test_the_zone_of_the_computer_is_followed_not_named(dialog: ZoneDialog, qtbot: QtBot) -> None:
    assert Formats().zone_name in dialog.here.text()
    dialog.here.click()
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.save.click()
    assert wanted.args == [""]


def test_utc_is_one_click_away(dialog: ZoneDialog) -> None:
    dialog.utc.click()
    assert dialog.name.text() == "UTC"
    assert dialog.save.isEnabled()


def test_the_suggestions_can_be_read(dialog: ZoneDialog) -> None:
    popup = dialog.name.completer().popup()
    assert popup is not None
    assert popup.property("role") == "suggestions"
    popup.ensurePolished()
    assert popup.grab().toImage().pixelColor(9, 9).lightness() > 200
