"""The selected arrow is shown as text, and chosen by the keys."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.views.pages.call_trace import CallTracePage
from tests.helpers.fake_api import FakeApi


def test_the_keys_go_through_the_messages(shown: CallTracePage, qtbot: QtBot) -> None:
    body = shown.body
    assert body.text.toPlainText().startswith("INVITE sip:")
    qtbot.keyClick(body.view, Qt.Key.Key_Down)
    assert body.text.toPlainText().startswith("SIP/2.0 100 Trying")
    qtbot.keyClick(body.view, Qt.Key.Key_Down)
    assert "unchanged: +0.500 s" in body.about.text()
    qtbot.keyClick(body.view, Qt.Key.Key_Up)
    assert "1001" in body.about.text()
    assert body.text.isReadOnly()
    assert body.text.accessibleName()


def test_what_was_left_out_is_said(shown: CallTracePage, fake: FakeApi, qtbot: QtBot) -> None:
    assert shown.body.left_out.isHidden()
    fake.traces["call-1"]["dropped"] = 1_200
    shown.refresh()
    qtbot.waitUntil(lambda: not shown.body.left_out.isHidden(), timeout=15_000)
    assert shown.body.left_out.text().startswith("1,200 messages")


def test_an_attempt_that_led_to_no_call_has_no_parties(
    shown: CallTracePage, fake: FakeApi, qtbot: QtBot
) -> None:
    assert "→" in shown.body.facts.text()
    fake.traces["call-1"] |= {"caller": "", "callee": ""}
    shown.refresh()
    qtbot.waitUntil(lambda: "→" not in shown.body.facts.text(), timeout=15_000)
    assert "Call-ID" in shown.body.facts.text()
