"""All of one row."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.theme import Theme
from client.views.pages.blocked.pane import BlockPane
from client.views.widgets.buttons import LinkButton
from tests.helpers.block_stubs import NOW, entry, limited, lock, row, throttled


def texts(pane: BlockPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel)]


def test_a_row_is_told_whole_and_counts_down(theme: Theme, qtbot: QtBot) -> None:
    pane = BlockPane(theme, Formats("UTC"))
    qtbot.addWidget(pane)
    pane.tick(NOW)
    item = row(entry(1, "203.0.113.9", 60, rule="scanner", evidence="UA: x", hits=4812))
    pane.show_row(item, NOW)
    assert pane.row() == item
    assert {"203.0.113.9", "Known scanner", "UA: x", "4,812", "12:01:00 · 01:00"} <= set(
        texts(pane)
    )
    pane.tick(NOW + timedelta(seconds=20))
    assert "12:01:00 · 00:40" in texts(pane)
    with qtbot.waitSignal(pane.close_wanted):
        pane.findChildren(LinkButton)[-1].click()


def test_a_lockout_names_its_sources(theme: Theme, qtbot: QtBot) -> None:
    pane = BlockPane(theme, Formats("UTC"))
    qtbot.addWidget(pane)
    pane.show_row(row(lock("9001", known=False)), NOW)
    assert {"203.0.113.24:5060", "no", "6"} <= set(texts(pane))


def test_a_limit_and_a_refused_sign_in_are_told(theme: Theme, qtbot: QtBot) -> None:
    pane = BlockPane(theme, Formats("UTC"))
    qtbot.addWidget(pane)
    pane.show_row(row(limited(1, "192.0.2.7", own=True)), NOW)
    shown = set(texts(pane))
    assert {"2 new calls in 1 s", "7", "yes, never banned by a rule", "INVITE sip:9"} <= shown
    pane.show_row(row(throttled(2, "192.0.2.8", None)), NOW)
    assert {"any name", "192.0.2.8", "5", "12:05:00 · 05:00"} <= set(texts(pane))
