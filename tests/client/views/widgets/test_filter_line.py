"""The filter line: a search field that appears when it is named, and chips that come and go."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.chip import Chip
from client.views.widgets.filter_line import FilterLine


def test_the_search_field_appears_when_it_is_named(theme: Theme, qtbot: QtBot) -> None:
    line = FilterLine(theme)
    qtbot.addWidget(line)
    assert line.search.isHidden()
    line.set_placeholder("Extension or name")
    assert not line.search.isHidden()
    assert line.search.accessibleName() == "Extension or name"


def test_chips_stand_in_the_order_in_which_they_came(theme: Theme, qtbot: QtBot) -> None:
    line = FilterLine(theme)
    qtbot.addWidget(line)
    first = line.add_chip(Chip(theme, "one"))
    second = line.add_chip(Chip(theme, "two"))
    layout = line.layout()
    assert layout is not None
    assert layout.indexOf(first) < layout.indexOf(second)
    line.set_note("updated live")
    line.take(first)
    qtbot.waitUntil(lambda: len(line.findChildren(QPushButton)) == 1)
