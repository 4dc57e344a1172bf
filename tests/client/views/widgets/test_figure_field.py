from pytestqt.qtbot import QtBot

from client.api.decoding import decode
from client.api.figure_values import Figure
from client.theme import Theme
from client.views.widgets.figure_field import FigureField
from tests.helpers.fake_alarms import FIGURES


def test_a_chosen_line_leaves_its_name_alone(theme: Theme, qtbot: QtBot) -> None:
    field = FigureField(theme, [decode(Figure, item) for item in FIGURES])
    qtbot.addWidget(field)
    assert field.text() == ""
    with qtbot.waitSignal(field.changed):
        field.setText("disk")
    assert field.text() == "disk"
    field.setCurrentIndex(1)
    field.activated.emit(1)
    assert field.text() == "switchwarden_journal_oldest_seconds"
    field.setText(field.itemText(0))
    assert field.text() == "disk_free"
