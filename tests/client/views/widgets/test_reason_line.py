from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.because import LONGEST
from client.theme import Theme
from client.views.widgets.reason_line import ReasonLine


def test_a_reason_is_one_line_of_bounded_length(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    line = ReasonLine(theme, holder)
    assert line.text() == ""
    line.edit.setText("  ticket 4711 ")
    assert line.text() == "ticket 4711"
    line.edit.setText("x" * (LONGEST + 1))
    assert len(line.text()) == LONGEST
    assert line.edit.accessibleName()
