"""States, counts, search and grouping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from client.models.endpoint_pages import Shows
from client.theme import Theme
from client.views.pages.endpoint_management.chips import EndpointChips
from client.views.widgets.filter_line import FilterLine

COUNTS = {"total": 100_000, "registered": 99_000, "suspended": 9, "unknown_suspended": 1204}


class Bar:
    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.line = FilterLine(theme)
        qtbot.addWidget(self.line)
        self.owner = QObject()
        self.chips = EndpointChips(theme, self.line, self.owner)
        self.line.resize(1130, 40)
        self.line.show()
        self.heard: list[tuple[Shows, str]] = []
        self.chips.changed.connect(lambda shows, text: self.heard.append((shows, text)))


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> Bar:
    return Bar(theme, qtbot)


@pytest.mark.parametrize("shows", list(Shows))
def test_a_state_is_chosen_alone(bar: Bar, shows: Shows) -> None:
    bar.chips.states[shows].click()
    assert bar.heard[-1] == (shows, "")
    assert [state for state, chip in bar.chips.states.items() if chip.isChecked()] == [shows]


def test_counts_stand_in_the_chips_and_unknown_ones_do_not(bar: Bar) -> None:
    bar.chips.count(COUNTS)
    assert bar.chips.states[Shows.ALL].text() == "All  100,000"
    assert bar.chips.states[Shows.UNREGISTERED].text() == "Unregistered"
    assert "1,204" in bar.chips.states[Shows.UNKNOWN].accessibleName()


def test_searching_keeps_the_state(bar: Bar) -> None:
    bar.chips.states[Shows.SUSPENDED].click()
    bar.line.search.setText(" 1001 ")
    bar.line.search.searched.emit("1001")
    assert bar.heard[-1] == (Shows.SUSPENDED, "1001")
    assert (bar.chips.shows, bar.chips.text) == (Shows.SUSPENDED, "1001")


def test_what_another_page_asks_for_is_shown(bar: Bar) -> None:
    bar.chips.set(Shows.UNKNOWN, "90")
    assert bar.heard == [(Shows.UNKNOWN, "90")]
    assert bar.line.search.text() == "90"


def test_grouping_is_a_switch(bar: Bar) -> None:
    heard: list[bool] = []
    bar.chips.grouped.connect(heard.append)
    bar.chips.group_chip.click()
    bar.chips.group_chip.click()
    assert heard == [True, False]


def test_words_are_shortened_before_anything_is_cut_off(bar: Bar, qtbot: QtBot) -> None:
    bar.line.set_note("updated live")
    bar.chips.count(COUNTS)
    bar.line.resize(930, 40)
    chips = [*bar.chips.states.values(), bar.chips.group_chip]
    qtbot.waitUntil(lambda: all(chip.width() >= chip.sizeHint().width() for chip in chips))
    assert bar.chips.states[Shows.UNKNOWN].text().startswith("Unknown  ")
    bar.line.resize(1400, 40)
    qtbot.waitUntil(lambda: "under attack" in bar.chips.states[Shows.UNKNOWN].text())
