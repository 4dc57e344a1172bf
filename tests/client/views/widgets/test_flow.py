from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.views.widgets.flow import FlowLayout


def stage(qtbot: QtBot, count: int) -> tuple[QWidget, FlowLayout, list[QWidget]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(10, holder)
    buttons = [QWidget() for _ in range(count)]  # which no style sheet of another test resizes
    for button in buttons:
        button.setFixedSize(100, 20)
        layout.addWidget(button)
    return holder, layout, buttons


def test_widgets_go_on_in_the_next_line(qtbot: QtBot) -> None:
    holder, layout, buttons = stage(qtbot, 5)
    holder.resize(330, layout.heightForWidth(330))
    holder.show()
    layout.activate()
    top = buttons[0].y()  # a window has a least height of its own
    assert [(button.x(), button.y()) for button in buttons] == [
        (0, top), (110, top), (220, top), (0, top + 30), (110, top + 30),
    ]  # fmt: skip
    assert layout.heightForWidth(330) == 50
    assert layout.heightForWidth(100) == 5 * 20 + 4 * 10


def test_what_expands_takes_what_its_line_has_left(qtbot: QtBot) -> None:
    holder, layout, _buttons = stage(qtbot, 2)
    field = QLineEdit()
    field.setMinimumWidth(150)
    layout.addWidget(field)
    high = field.sizeHint().height()
    places = []
    for width in (600, 370, 369, 160):
        layout.setGeometry(QRect(0, 0, width, 200))
        places.append((field.x(), field.width(), layout.heightForWidth(width)))
    assert places[0] == (220, 380, max(20, high))
    assert places[1] == (220, 150, max(20, high))
    assert places[2] == (0, 369, 20 + 10 + high)
    assert places[3] == (0, 160, 20 + 10 + 20 + 10 + high)
    assert holder.layout() is layout


def test_a_widget_can_lead(qtbot: QtBot) -> None:
    _holder, layout, buttons = stage(qtbot, 2)
    first = QWidget()
    first.setFixedSize(50, 20)
    layout.lead_with(first)
    layout.setGeometry(QRect(0, 0, 600, 20))
    assert [widget.x() for widget in (first, *buttons)] == [0, 60, 170]
    layout.removeWidget(first)
    assert layout.count() == 2


def test_it_forces_no_width_on_the_window(qtbot: QtBot) -> None:
    holder, layout, _buttons = stage(qtbot, 50)
    assert layout.minimumSize().width() == 0
    assert layout.hasHeightForWidth()
    assert holder.layout() is layout


def test_a_widget_can_be_taken_out(qtbot: QtBot) -> None:
    holder, layout, buttons = stage(qtbot, 3)
    layout.removeWidget(buttons[1])
    assert layout.count() == 2
    assert layout.itemAt(5) is None
    assert layout.takeAt(5) is None
    assert holder.layout() is layout
