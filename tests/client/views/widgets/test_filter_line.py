"""The filter line: a search field that appears when it is named, and chips that come and go."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
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
    line.resize(600, 40)
    line.show()
    assert first.x() < second.x()
    line.set_note("updated live")
    line.take(first)
    qtbot.waitUntil(lambda: len(line.findChildren(QPushButton)) == 1)


def test_where_it_is_narrow_the_field_shrinks_and_then_chips_go_on_below(
    theme: Theme, qtbot: QtBot
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    line = FilterLine(theme)
    line.set_placeholder("Extension or name")
    chips = [line.add_chip(Chip(theme, "Never changed", count=48)) for _ in range(4)]
    column.addWidget(line)
    column.addStretch(1)
    page.resize(1200, 300)
    page.show()
    assert {chip.y() for chip in chips} == {0}
    assert line.search.width() == line.search.maximumWidth()
    wanted = chips[0].sizeHint().width()
    page.resize(line.search.minimumWidth() + 4 * (wanted + 8) + 24, 300)
    assert {chip.y() for chip in chips} == {0}
    page.resize(line.search.minimumWidth() + 3 * wanted, 300)
    assert len({chip.y() for chip in chips}) == 2
    assert all(chip.width() == wanted for chip in chips)
