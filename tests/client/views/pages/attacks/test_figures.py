"""Totals, and notices only when there is something to say."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.api.attack_values import AttackReading
from client.formats import Formats
from client.views.pages.attacks.figures import AttackFigures
from tests.helpers.page_stage import theme_of


def test_totals_and_what_lockouts_show_together(
    qapp: QApplication, qtbot: QtBot, reading: AttackReading
) -> None:
    figures = AttackFigures(theme_of(qapp), Formats("UTC"))
    qtbot.addWidget(figures)
    figures.show_reading(reading)
    shown = {key: card.value() for key, card in figures.cards.items()}
    assert shown == {
        "sources": "3", "records": "5,200", "not_recorded": "22", "lockouts": "24",
        "extensions": "12",
    }  # fmt: skip
    assert "Lockouts: 24, over 12 extensions." in figures.pattern.text()
    assert not figures.pattern.isHidden()
    assert figures.gap.isHidden()
    figures.show_reading(replace(reading, patterns=(), elsewhere=7))
    assert figures.pattern.isHidden()
    assert not figures.gap.isHidden()
