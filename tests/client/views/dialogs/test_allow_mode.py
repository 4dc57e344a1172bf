"""The dialog in which serving listed addresses alone is switched on and confirmed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Conflict
from client.models.allow_mode import HTTP, SIP
from client.views.dialogs.allow_mode import AllowModeDialog
from tests.client.models.test_allow_mode import StubModes
from tests.helpers.block_stubs import clock
from tests.helpers.client_stubs import StubSession
from tests.helpers.page_stage import PageStage


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def open_dialog(
    stage: PageStage, owner: QWidget, api: StubModes, role: str = "admin"
) -> AllowModeDialog:
    context = replace(stage.context(), session=StubSession(api, role))  # type: ignore[arg-type]
    return AllowModeDialog(context, clock(), owner)


def test_each_switch_says_how_it_stands_and_what_comes_next(
    stage: PageStage, owner: QWidget
) -> None:
    api = StubModes()
    dialog = open_dialog(stage, owner, api)
    assert dialog.buttons[SIP].text() == "Switch on"
    dialog.why.edit.setText("carriers only")
    dialog.buttons[SIP].click()
    assert dialog.buttons[SIP].text() == "Confirm"
    assert api.reasons == ["carriers only"]
    assert "returns to off" in dialog.states[SIP].text()
    dialog.buttons[SIP].click()
    assert dialog.buttons[SIP].text() == "Switch off"
    api.fail = Conflict("Your own address is not on the allow list")
    dialog.buttons[HTTP].click()
    assert not dialog.notice.isHidden()
    assert "own address" in dialog.notice.text()
    api.fail = None
    dialog.buttons[HTTP].click()
    assert dialog.notice.isHidden()
    api.items[HTTP] = replace(api.items[HTTP], value=0, revert_at=None)
    dialog.modes.load()
    dialog._tick()
    assert dialog.buttons[HTTP].text() == "Switch on"


def test_an_operator_only_looks(stage: PageStage, owner: QWidget) -> None:
    dialog = open_dialog(stage, owner, StubModes(), "operator")
    assert not dialog.buttons[SIP].isEnabled()
    assert dialog.why.isHidden()
    assert dialog.states[SIP].text()
