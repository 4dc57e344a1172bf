"""A pill as a widget has room for its words and tells them."""

from pytestqt.qtbot import QtBot

from client.models.columns import Pill
from client.theme import Theme
from client.views.widgets.pill_label import PillLabel


def test_another_state_needs_other_room(theme: Theme, qtbot: QtBot) -> None:
    label = PillLabel(theme, Pill("lock", "Suspended", "bad"))
    qtbot.addWidget(label)
    narrow = label.sizeHint().width()
    label.set_pill(Pill("lock-question", "Unknown, locked out", "warning"))
    assert label.sizeHint().width() > narrow
    assert label.accessibleName() == "Unknown, locked out"
    assert not label.grab().isNull()
