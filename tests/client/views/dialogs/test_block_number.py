"""Blocking a telephone number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.views.dialogs.block_number import BlockNumberDialog, open_block_number
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage


@pytest.fixture
def dialog(stage: PageStage, qtbot: QtBot) -> Iterator[BlockNumberDialog]:
    owner = QWidget()
    qtbot.addWidget(owner)
    yield open_block_number(stage.context(), owner, "00 88-1")
    owner.close()


def test_a_number_is_blocked_in_its_one_form(
    dialog: BlockNumberDialog, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    dialog.reason.setText("fraud")
    with qtbot.waitSignal(dialog.blocked) as blocked:
        dialog.accept_button.click()
    assert blocked.args[0].kind == "number"
    body = fake.requests[-1].body
    assert (body["kind"], body["value"], body["reason"]) == ("number", "0088-1", "fraud")
    assert stage.toasts[-1] == ("0088-1 is blocked.", "ok")


def test_what_is_no_number_is_said_and_not_sent(dialog: BlockNumberDialog) -> None:
    dialog.value.setText("a?b")
    assert dialog.value_field.complaint()
    assert not dialog.accept_button.isEnabled()
    dialog.value.setText("")
    assert not dialog.value_field.complaint()
    assert not dialog.accept_button.isEnabled()


def test_what_the_engine_refuses_is_told(
    dialog: BlockNumberDialog, fake: FakeApi, qtbot: QtBot
) -> None:
    for status, told in ((422, dialog.value_field.complaint), (500, dialog.notice.text)):
        fake.answers["POST /blacklist"] = problem(status, "no room")
        with qtbot.waitSignal(dialog.action.failed):
            dialog.accept_button.click()
        assert told()
