"""A point of the checklist as a card."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from client.api.checklist_values import Fix, Point
from client.theme import Theme
from client.views.pages.checklist.card import PointCard

WRONG = Point("lockout", "wrong", "Suspend is on", "Off.", "Because.", (Fix("P", 0, 1),))
LOOK = Point("passwords", "warning", "Strong", "3 weak.", "Because.", page="passwords")


def test_what_is_wrong_can_be_fixed(theme: Theme, qtbot: QtBot) -> None:
    card = PointCard(theme, 1, WRONG)
    qtbot.addWidget(card)
    card.show_point(WRONG, may=True)
    assert card.title.text() == "1. Suspend is on"
    assert card.changes.text() == "P: 0 → 1"
    with qtbot.waitSignal(card.fix_wanted) as sent:
        card.button.click()
    assert sent.args == [WRONG]
    card.show_point(WRONG, may=False)
    assert not card.button.isEnabled()
    assert card.button.toolTip()


def test_what_no_parameter_mends_opens_a_page(theme: Theme, qtbot: QtBot) -> None:
    card = PointCard(theme, 7, LOOK)
    qtbot.addWidget(card)
    card.show_point(LOOK, may=False)
    assert card.button.text() == "Show these passwords"
    with qtbot.waitSignal(card.page_wanted) as sent:
        card.button.click()
    assert sent.args == ["passwords"]
    card.show_point(Point("test", "ok", "Seen", "9.", "Because.", page="self_proof"), may=False)
    assert card.button.text() == "Prove the lockout…"
    assert card.button.isEnabled()
    card.show_point(Point("retry", "ok", "Few", "5.", "Because."), may=True)
    assert card.button.isHidden()
    assert "In order" in card.accessibleName()
