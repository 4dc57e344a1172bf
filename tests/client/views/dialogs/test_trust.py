"""Trusting an address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.views.dialogs.trust import TrustDialog, open_trust
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage


@pytest.fixture
def dialog(stage: PageStage, qtbot: QtBot) -> Iterator[TrustDialog]:
    owner = QWidget()
    qtbot.addWidget(owner)
    yield open_trust(stage.context(), owner)
    owner.close()


def test_an_address_is_trusted_for_a_time(
    dialog: TrustDialog, fake: FakeApi, stage: PageStage, qtbot: QtBot
) -> None:
    dialog.value.setText("nobody")
    assert dialog.value_field.complaint()
    assert not dialog.accept_button.isEnabled()
    dialog.value.setText("192.0.2.99/24")
    dialog.comment.setText("carrier-c")
    dialog.span.set_value(3600)
    with qtbot.waitSignal(dialog.trusted):
        dialog.accept_button.click()
    body = fake.requests[-1].body
    assert (body["value"], body["comment"]) == ("192.0.2.0/24", "carrier-c")
    assert body["until"] is not None
    assert stage.toasts[-1] == ("192.0.2.0/24 is trusted.", "ok")


def test_a_very_wide_network_is_typed_twice(dialog: TrustDialog) -> None:
    dialog.value.setText("10.0.0.0/8")
    assert not dialog.again_field.isHidden()
    assert not dialog.accept_button.isEnabled()
    dialog.again.setText("10.0.0.0/8")
    assert dialog.accept_button.isEnabled()


@pytest.mark.parametrize("status", [409, 503])
def test_a_refusal_is_said_in_the_dialog(
    dialog: TrustDialog, fake: FakeApi, qtbot: QtBot, status: int
) -> None:
    fake.answers["POST /allowlist"] = problem(status, "not like this")
    dialog.value.setText("192.0.2.1")
    with qtbot.waitSignal(dialog.action.failed):
        dialog.accept_button.click()
    assert "not like this" in dialog.value_field.complaint()
    assert dialog.isVisible()
