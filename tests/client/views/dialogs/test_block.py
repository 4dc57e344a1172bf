"""Blocking an address: looked up while it is typed, confirmed when it hurts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.views.dialogs.block import BlockDialog, open_block
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage


@pytest.fixture
def dialog(stage: PageStage, qtbot: QtBot) -> Iterator[BlockDialog]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = open_block(stage.context(), owner)
    made.feed._pause.setInterval(5)
    yield made
    owner.close()


def types(dialog: BlockDialog, qtbot: QtBot, value: str) -> None:
    dialog.value.setText(value)
    qtbot.waitUntil(lambda: dialog._preview is not None)


def test_an_address_of_nobody_is_blocked(
    dialog: BlockDialog, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    assert not dialog.accept_button.isEnabled()
    types(dialog, qtbot, "203.0.113.9")
    assert "Nobody is there" in dialog.notice.text()
    assert dialog.again_field.isHidden()
    dialog.reason.setText("scans")
    with qtbot.waitSignal(dialog.blocked) as blocked:
        dialog.accept_button.click()
    assert blocked.args[0].value == "203.0.113.9"
    body = fake.requests[-1].body
    assert (body["kind"], body["reason"], "force" in body) == ("ip", "scans", False)
    assert body["until"] is not None
    assert stage.toasts[-1] == ("203.0.113.9 is blocked.", "ok")


def test_for_good_has_no_end(dialog: BlockDialog, fake: FakeApi, qtbot: QtBot) -> None:
    dialog.span.set_value(0)
    types(dialog, qtbot, "2001:db8:9::/64")
    with qtbot.waitSignal(dialog.blocked):
        dialog.accept_button.click()
    assert fake.requests[-1].body["until"] is None


def test_what_is_no_address_is_said_at_once(dialog: BlockDialog) -> None:
    dialog.value.setText("203.0.113.x")
    assert dialog.value_field.complaint()
    assert not dialog.accept_button.isEnabled()
    dialog.value.setText("")
    assert not dialog.value_field.complaint()


def test_whoever_is_hit_has_to_be_confirmed(
    dialog: BlockDialog, fake: FakeApi, qtbot: QtBot
) -> None:
    types(dialog, qtbot, "198.51.100.7/25")
    assert "carrier-b" in dialog.notice.text() or "already" in dialog.notice.text()
    types(dialog, qtbot, "192.0.2.20")
    assert "2 phones" in dialog.notice.text()
    assert not dialog.again_field.isHidden()
    assert not dialog.accept_button.isEnabled()
    dialog.again.setText("192.0.2.20")
    with qtbot.waitSignal(dialog.blocked):
        dialog.accept_button.click()
    assert fake.requests[-1].body["force"] is True


@pytest.mark.parametrize(
    ("value", "asked"),
    [("100.64.0.0/16", False), ("100.64.0.0/15", True), ("2001:db8::/48", False),
     ("2001:da8::/47", True)],
)  # fmt: skip
def test_a_very_wide_network_has_to_be_confirmed(
    dialog: BlockDialog, qtbot: QtBot, value: str, asked: bool
) -> None:
    types(dialog, qtbot, value)
    assert dialog.again_field.isHidden() is not asked
    assert ("very wide" in dialog.notice.text()) is asked


def test_what_is_blocked_already_is_not_blocked_again(dialog: BlockDialog, qtbot: QtBot) -> None:
    types(dialog, qtbot, "203.0.113.24")
    assert "already" in dialog.notice.text()
    assert not dialog.accept_button.isEnabled()


def test_what_the_engine_finds_later_is_asked_too(
    dialog: BlockDialog, fake: FakeApi, qtbot: QtBot
) -> None:
    types(dialog, qtbot, "203.0.113.9")
    fake.answers["POST /blacklist"] = problem(409, "1007 has just registered from there")
    with qtbot.waitSignal(dialog.action.failed):
        dialog.accept_button.click()
    assert "1007" in dialog.notice.text()
    assert not dialog.accept_button.isEnabled()
    del fake.answers["POST /blacklist"]
    dialog.again.setText("203.0.113.9")
    with qtbot.waitSignal(dialog.blocked):
        dialog.accept_button.click()
    assert fake.requests[-1].body["force"] is True


@pytest.mark.parametrize("status", [422, 503])
def test_refusals_are_said_in_the_dialog(
    dialog: BlockDialog, stage: PageStage, fake: FakeApi, qtbot: QtBot, status: int
) -> None:
    types(dialog, qtbot, "203.0.113.9")
    fake.answers["POST /blacklist"] = problem(status, "not like this")
    with qtbot.waitSignal(dialog.action.failed):
        dialog.accept_button.click()
    assert "not like this" in dialog.value_field.complaint() + dialog.notice.text()
    assert stage.prompts.errors == []
    assert dialog.isVisible()


def test_a_preview_that_fails_lets_nothing_through(
    dialog: BlockDialog, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["GET /blacklist/preview"] = problem(422, "not this one")
    with qtbot.waitSignal(dialog.feed.failed):
        dialog.value.setText("203.0.113.9")
    assert dialog.value_field.complaint() == "not this one"
    assert not dialog.accept_button.isEnabled()
