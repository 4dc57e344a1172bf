"""Chips and search of System Parameter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from client.models.parameters import ParameterFilter
from client.theme import Theme
from client.views.pages.system_parameter.filters import ParameterFilters
from client.views.widgets.filter_line import FilterLine
from tests.helpers.client_samples import catalogue


class Bar:
    def __init__(self, theme: Theme, qtbot: QtBot, group: str = "") -> None:
        self.line = FilterLine(theme)
        qtbot.addWidget(self.line)
        self.owner = QObject()
        self.filters = ParameterFilters(theme, self.line, group, self.owner)
        self.heard: list[ParameterFilter] = []
        self.filters.changed.connect(self.heard.append)


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> Bar:
    return Bar(theme, qtbot)


def test_a_group_is_chosen_alone(bar: Bar) -> None:
    bar.filters.groups["security"].click()
    bar.filters.groups["billing"].click()
    assert bar.heard[-1] == ParameterFilter(group="billing")
    assert [key for key, chip in bar.filters.groups.items() if chip.isChecked()] == ["billing"]


def test_groups_name_the_section_of_the_manual(bar: Bar) -> None:  # req 4, 63
    assert "§4.3.5.2" in bar.filters.groups["softswitch"].text()
    assert "§4.3.5.1" in bar.filters.groups["billing"].text()


def test_changed_from_default_joins_the_group_and_counts(bar: Bar) -> None:
    bar.filters.groups["softswitch"].click()
    bar.filters.changed_chip.click()
    assert bar.heard[-1] == ParameterFilter(group="softswitch", changed=True)
    bar.filters.count(catalogue())
    assert bar.filters.changed_chip.text().endswith("1")


def test_searching_keeps_the_group(bar: Bar, qtbot: QtBot) -> None:
    bar.filters.groups["billing"].click()
    bar.line.search.setText("zero")
    bar.line.search.searched.emit("zero")
    assert bar.heard[-1] == ParameterFilter(text="zero", group="billing")


def test_a_filter_from_elsewhere_is_shown(bar: Bar) -> None:
    bar.filters.set(ParameterFilter(text="retry", group="softswitch", changed=True))
    assert bar.line.search.text() == "retry"
    assert bar.filters.changed_chip.isChecked()
    assert bar.filters.filter().group == "softswitch"


def test_the_page_can_begin_with_a_group(theme: Theme, qtbot: QtBot) -> None:  # req 3
    assert Bar(theme, qtbot, "billing").filters.filter() == ParameterFilter(group="billing")
