"""Cards hold widgets; a stat card names its figure."""

from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.cards import Card, StatCard


def test_a_figure_is_read_with_what_it_counts(theme: Theme, qtbot: QtBot) -> None:
    card = StatCard(theme, "48,213", "records")
    qtbot.addWidget(card)
    assert card.accessibleName() == "records: 48,213"
    card.set_value("1", "exactly one")
    assert (card.value(), card.toolTip(), card.accessibleName()) == (
        "1", "exactly one", "records: 1",
    )  # fmt: skip


def test_a_card_has_a_frame(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme)
    qtbot.addWidget(card)
    assert card.property("role") == "card"
    assert card.box.count() == 0
