"""Layer and search."""

from pytestqt.qtbot import QtBot

from client.models.block_rows import Layer
from client.theme import Theme
from client.views.pages.blocked.filters import BlockFilters
from client.views.widgets.filter_line import FilterLine


def test_layers_and_texts_are_told(theme: Theme, qtbot: QtBot) -> None:
    line = FilterLine(theme)
    qtbot.addWidget(line)
    filters = BlockFilters(theme, line, line)
    with qtbot.waitSignal(filters.chosen) as chosen:
        filters.layers[Layer.EXTENSION].click()
    assert chosen.args == [Layer.EXTENSION]
    assert filters.layers[Layer.EXTENSION].isChecked()
    filters.count({Layer.ADDRESS: 2})
    assert [chip.text().split()[-1] for chip in filters.layers.values()] == [
        "2",
        "2",
        "0",
        "0",
        "0",
        "0",
    ]
    with qtbot.waitSignals([filters.searched, filters.chosen]):
        filters.set("203.0.113.9", Layer.ADDRESS)
    assert filters.text == "203.0.113.9"
    filters.clear()
    assert filters.text == ""
    assert filters.layers[None].isChecked()
