"""What is asked of the engine, and what is shown of the answer."""

import pytest
from pytestqt.qtbot import QtBot

from client.models.call_rows import CallState
from client.theme import Theme
from client.views.pages.current_call.filters import CallFilters
from client.views.widgets.filter_line import FilterLine


@pytest.fixture
def filters(theme: Theme, qtbot: QtBot) -> CallFilters:
    line = FilterLine(theme)
    qtbot.addWidget(line)
    return CallFilters(theme, line, line)


def offered(filters: CallFilters) -> list[str]:
    return [filters.gateways.itemText(place) for place in range(filters.gateways.count())]


def test_all_calls_are_shown_first(filters: CallFilters) -> None:
    assert [state for state, chip in filters.states.items() if chip.isChecked()] == [None]
    assert (filters.text, filters.gateway) == ("", "")


def test_counts_stand_in_the_chips(filters: CallFilters) -> None:
    filters.count({CallState.ANSWERED: 1200, CallState.RINGING: 3, CallState.CONNECTING: 0})
    texts = [chip.text() for chip in filters.states.values()]
    assert texts == ["Running  1,203", "Talking  1,200", "Ringing  3", "Connecting  0"]


def test_a_chip_chooses_its_state(filters: CallFilters, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filters.chosen) as chosen:
        filters.states[CallState.RINGING].click()
    assert chosen.args == [CallState.RINGING]
    assert [state for state, chip in filters.states.items() if chip.isChecked()] == [
        CallState.RINGING
    ]


def test_gateways_are_offered_and_the_chosen_one_stays(filters: CallFilters) -> None:
    filters.name_gateways(("a", "b"))
    filters.gateways.set_value("b")
    filters.name_gateways(("a", "c"))
    assert offered(filters) == ["All gateways", "a", "c", "b"]
    assert filters.gateway == "b"


def test_everything_can_be_set_and_taken_away(filters: CallFilters, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filters.asked) as asked:
        filters.set("0044", "x")
    assert asked.args == ["0044", "x"]
    assert offered(filters) == ["All gateways", "x"]
    with qtbot.waitSignal(filters.asked) as asked:
        filters.clear()
    assert asked.args == ["", ""]
