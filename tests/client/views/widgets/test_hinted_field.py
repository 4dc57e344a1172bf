from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.hinted_field import HintedField

HINTS = ("Number, address, hold time, account", "Number, address", "Number")


def test_the_longest_hint_that_is_not_cut_is_shown(theme: Theme, qtbot: QtBot) -> None:
    field = HintedField(HINTS)
    qtbot.addWidget(field)
    field.show()
    seen = []
    for width in (600, 160, 90, 20, 600):
        field.resize(width, 32)
        seen.append(field.placeholderText())
    assert seen == [HINTS[0], HINTS[1], HINTS[2], HINTS[2], HINTS[0]]
    assert field.accessibleName() == HINTS[0]


def test_a_hint_that_fits_has_its_whole_width(theme: Theme, qtbot: QtBot) -> None:
    field = HintedField(HINTS)
    qtbot.addWidget(field)
    field.show()
    for width in range(40, 500):
        field.resize(width, 32)
        shown = field.fontMetrics().horizontalAdvance(field.placeholderText())
        assert shown < width or field.placeholderText() == HINTS[-1]
