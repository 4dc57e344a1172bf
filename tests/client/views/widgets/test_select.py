"""A choice of values: what the operator picks is told, what the program sets is not."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.select import Select


def make(theme: Theme, qtbot: QtBot) -> Select:
    made = Select(theme, [(0, "until changed again"), (1800, "for 30 minutes")], "Keep")
    qtbot.addWidget(made)
    return made


def test_the_program_sets_silently(theme: Theme, qtbot: QtBot) -> None:
    select = make(theme, qtbot)
    with qtbot.assertNotEmitted(select.chosen):
        select.set_value(1800)
        select.set_value("no such value")
    assert select.value() == 1800
    assert select.accessibleName() == "Keep"


def test_the_operator_is_heard(theme: Theme, qtbot: QtBot) -> None:
    select = make(theme, qtbot)
    with qtbot.waitSignal(select.chosen) as signal:
        qtbot.keyClick(select, Qt.Key.Key_Down)
    assert signal.args == [1800]


def test_the_wheel_scrolls_the_page_and_not_the_value(theme: Theme, qtbot: QtBot) -> None:
    select = make(theme, qtbot)
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    select.wheelEvent(event)
    assert select.value() == 0
    assert not event.isAccepted()
