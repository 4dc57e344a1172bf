"""A number with its unit; the wheel scrolls the form, not the value."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from client.views.widgets.number_field import NumberField


def test_zero_has_words_and_other_values_a_unit() -> None:
    field = NumberField("Longest call", 0, 86_400, "system limit", "s")
    assert field.text() == "system limit"
    field.setValue(7200)
    assert field.text() == "7200 s"
    assert field.accessibleName() == "Longest call"


def test_it_keeps_its_range() -> None:
    field = NumberField("Weight", 1, 1000)
    field.setValue(5000)
    assert field.value() == 1000
    field.setValue(0)
    assert field.value() == 1


def test_the_wheel_changes_nothing() -> None:
    field = NumberField("Capacity", 0, 100)
    field.setValue(50)
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    field.wheelEvent(event)
    assert (field.value(), event.isAccepted()) == (50, False)
