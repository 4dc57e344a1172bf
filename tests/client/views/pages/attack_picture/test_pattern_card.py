"""A pattern as a card."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from client.api.attack_picture_values import LockoutPattern
from client.formats import Formats
from client.theme import Theme
from client.views.pages.attack_picture.pattern_card import PatternCard
from tests.helpers.windows import Windows

DAY = datetime(2026, 11, 20, 8, tzinfo=UTC)
SCAN = LockoutPattern("same_source", 9, DAY, DAY, ("<b>1</b>", "2"), 9, ("192.0.2.1",), 1)


def test_it_says_who_is_concerned_and_offers_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    card = PatternCard(theme, Formats("UTC"), SCAN, may=True)
    qtbot.addWidget(card)
    texts = [label.text() for label in card.findChildren(QLabel)]
    assert texts[0] == "Many extensions from 192.0.2.1"
    assert "Extensions: <b>1</b>, 2 and 7 more" in texts
    for button, signal in (
        (card.block, card.block_wanted),
        (card.records, card.records_wanted),
        (card.endpoint, card.endpoint_wanted),
    ):
        with qtbot.waitSignal(signal) as sent:
            button.click()
        assert sent.args == [SCAN]


def test_others_may_not_block(theme: Theme, qtbot: QtBot) -> None:
    card = PatternCard(theme, Formats("UTC"), SCAN, may=False)
    qtbot.addWidget(card)
    assert card.block.isHidden()
    assert not card.records.isHidden()


def test_nothing_comes_up_while_it_is_made(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    with Windows(qapp) as windows:
        qtbot.addWidget(PatternCard(theme, Formats("UTC"), SCAN, may=True))
    assert windows.shown == []
