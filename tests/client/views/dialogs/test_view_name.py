from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Conflict, Unreachable
from client.theme import Theme
from client.views.dialogs.view_name import MAX_NAME, ViewNameDialog


def test_a_name_is_needed(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    dialog = ViewNameDialog(theme, "Save as", "", window, may_share=True)
    dialog.open()
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.name, "  Night  ")
    dialog.share.click()
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.save.click()
    assert wanted.args == ["Night", True]
    assert not dialog.save.isEnabled()
    assert dialog.isVisible()


@pytest.mark.parametrize(
    ("error", "said"), [(Conflict("the name is taken"), "taken"), (Unreachable("x"), "")]
)
def test_it_stays_open_and_says_what_is_wrong(
    theme: Theme, window: QWidget, error: Conflict, said: str
) -> None:
    dialog = ViewNameDialog(theme, "Rename", "Night", window)
    assert dialog.share.isHidden()
    dialog.complain(error)
    assert said in dialog.field.complaint()
    assert dialog.field.complaint()
    assert dialog.save.isEnabled()
    dialog.name.setText("x" * 100)
    assert (len(dialog.name.text()), dialog.field.complaint()) == (MAX_NAME, "")


def test_an_auditor_keeps_views_for_himself(theme: Theme, window: QWidget) -> None:
    dialog = ViewNameDialog(theme, "Save as", "", window, may_share=False)
    assert not dialog.share.isEnabled()
    assert "role" in dialog.share.toolTip()
