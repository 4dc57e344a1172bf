"""The details pane shows fields, pills and widgets, and can be emptied for another row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from client.models.columns import Pill
from client.theme import Theme
from client.views.widgets.details_pane import WIDTH, DetailsPane
from client.views.widgets.pill_label import PillLabel


def test_what_is_put_in_is_shown_and_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    pane = DetailsPane(theme)
    qtbot.addWidget(pane)
    pane.set_title("1001")
    pane.set_subtitle("Front desk")
    pane.set_footer("Changed by admin")
    pane.add_pill(Pill("lock", "Suspended", "bad"))
    pane.add_section("Lockout")
    value = pane.add_field("Source", "203.0.113.24")
    assert pane.width() == WIDTH == 356
    assert pane.accessibleName() == "1001"
    assert value.accessibleName() == "Source"
    assert value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_what_came_from_outside_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    pane = DetailsPane(theme)
    qtbot.addWidget(pane)
    value = pane.add_field("User agent", "<img src=x>")
    assert value.textFormat() is Qt.TextFormat.PlainText


def test_another_row_finds_an_empty_pane(theme: Theme, qtbot: QtBot) -> None:
    pane = DetailsPane(theme)
    qtbot.addWidget(pane)
    pane.add_pill(Pill("lock", "Suspended", "bad"))
    pane.add_field("Source", "203.0.113.24")
    pane.add_widget(QLineEdit())
    pane.clear()
    qtbot.waitUntil(lambda: not pane.findChildren(QLineEdit) and not pane.findChildren(PillLabel))
    assert not [label for label in pane.findChildren(QLabel) if label.text()]
    assert pane.add_field("Again", "x").text() == "x"


def test_buttons_of_a_long_form_stay_in_sight(theme: Theme, qtbot: QtBot) -> None:
    pane = DetailsPane(theme)
    qtbot.addWidget(pane)
    fields = [QLineEdit() for _ in range(40)]
    for field in fields:
        pane.add_widget(field)
    bar = QLabel("Save")
    pane.set_bar(bar)
    pane.resize(WIDTH, 300)
    pane.show()
    assert bar.isVisible()
    assert bar.mapTo(pane, bar.rect().bottomLeft()).y() <= 300
    assert fields[-1].visibleRegion().isEmpty()
    qtbot.waitUntil(lambda: pane._scroll.verticalScrollBar().maximum() > 0)
    pane.reveal(fields[-1])
    qtbot.waitUntil(lambda: not fields[-1].visibleRegion().isEmpty())
