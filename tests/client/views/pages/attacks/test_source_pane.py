"""Everything about a source: figures, patterns with what to do, numbers, devices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from client.api.attack_values import AttackReading, AttackTarget
from client.formats import Formats
from client.views.pages.attacks.source_pane import SourcePane
from tests.helpers.page_stage import theme_of

CLICKS: list[int] = []


@pytest.fixture
def pane(qapp: QApplication, qtbot: QtBot) -> SourcePane:
    CLICKS.clear()
    made = SourcePane(theme_of(qapp), Formats("UTC"), "en", lambda: CLICKS.append(1))
    qtbot.addWidget(made)
    return made


def words(pane: SourcePane) -> str:
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if not label.isHidden())


def test_a_flood_is_explained(pane: SourcePane, reading: AttackReading) -> None:
    pane.show_source(reading.items[0], reading)
    text = words(pane)
    for expected in (
        "193.0.6.139", "registered in Netherlands (NL)", "5,200", "2026-11-20 10:00:00",
        "Most at 23:00", "Sequential called numbers", "Called one after the other",
        "Block the source", "00972590000 – 00972590400", "401", "009725…", "friendly-scanner",
        "newest 5,000 records", "Times in UTC", "regional Internet registries",
    ):  # fmt: skip
        assert expected in text
    assert pane.strip is not None
    assert pane.strip.counts()[23] == 460
    assert pane.records.isEnabled()
    pane.records.click()
    assert CLICKS == [1]


def test_a_guesser_has_its_lockouts_and_no_records(
    pane: SourcePane, reading: AttackReading
) -> None:
    pane.show_source(reading.items[1], reading)
    text = words(pane)
    for expected in ("Private network", "12 extensions", "1001 – 1009", "24"):
        assert expected in text
    assert "Devices" not in text
    assert pane.strip is None
    assert not pane.records.isEnabled()
    assert pane.records.toolTip()


def test_numbers_that_were_only_counted_are_told_apart(
    pane: SourcePane, reading: AttackReading
) -> None:
    targets = (AttackTarget("009725", 9), AttackTarget("0097", 0, 40))
    pane.show_source(replace(reading.items[0], targets=targets), reading)
    assert "0097… without a record" in words(pane)
    assert "009725… without" not in words(pane)


def test_a_network_says_how_many_addresses(pane: SourcePane, reading: AttackReading) -> None:
    network = replace(reading.items[2], source="192.0.2.0/24", addresses=77)
    pane.show_source(network, reading)
    assert "Addresses" in words(pane)
    assert "77" in words(pane)
