"""A field has its label as buddy and says what is wrong with it."""

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.fields import Field, field


def test_the_label_belongs_to_the_control(theme: Theme, qtbot: QtBot) -> None:
    control = QLineEdit()
    made = field(theme, "Reason", control)
    qtbot.addWidget(made)
    assert control.accessibleName() == "Reason"
    assert made.findChildren(QLabel)[0].buddy() is control


def test_a_complaint_replaces_the_hint_and_goes_again(theme: Theme, qtbot: QtBot) -> None:
    control = QLineEdit()
    made = Field(theme, "Value", control, "60 to 86,400")
    qtbot.addWidget(made)
    assert made.complaint() == ""
    assert control.accessibleDescription() == "60 to 86,400"
    made.complain("only from 60")
    assert made.complaint() == "only from 60"
    assert control.property("tone") == "bad"
    made.hint("another hint")
    assert made.complaint() == "only from 60"
    made.complain("")
    assert made.complaint() == ""
    assert control.accessibleDescription() == "another hint"
