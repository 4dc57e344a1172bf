from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from client.views.widgets.elided_label import ElidedLabel

TEXT = "records per 5 min · drag to set the time range"


def test_a_text_without_room_ends_in_dots_and_its_tip_is_whole(qtbot: QtBot) -> None:
    holder, label = QWidget(), ElidedLabel()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    row.addWidget(label)
    row.addStretch()
    label.set_whole(TEXT)
    holder.resize(900, 40)
    holder.show()
    assert (label.text(), label.toolTip()) == (TEXT, "")
    holder.resize(120, 40)
    qtbot.waitUntil(lambda: label.text().endswith("…"))
    assert TEXT.startswith(label.text()[:-1])
    assert label.toolTip() == label.accessibleName() == TEXT
    holder.resize(900, 40)
    qtbot.waitUntil(lambda: label.text() == TEXT)
    assert label.toolTip() == ""
