"""The menu offers what fits the selected gateways, and no changes to who may not make them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.call_values import Gateway
from client.theme import Theme
from client.views.pages.gateways.menu import Offers, gateway_menu
from tests.helpers.call_stubs import gateway


def lines(theme: Theme, qtbot: QtBot, *rows: Gateway, may: bool = True) -> dict[str, list[Any]]:
    """Return the words of the menu with what each of them called."""
    parent = QWidget()
    qtbot.addWidget(parent)
    called: list[Any] = []

    def note(name: str) -> Any:
        return lambda *values: called.append((name, *values))

    offers = Offers(*(note(name) for name in Offers.__slots__))
    found = {}
    for action in gateway_menu(theme, parent, rows, offers, may=may).actions():
        if action.text():
            called.clear()
            action.trigger()
            found[action.text()] = list(called)
    return found


def test_one_gateway_is_named(theme: Theme, qtbot: QtBot) -> None:
    assert lines(theme, qtbot, gateway("a")) == {
        "Edit a": [("details", "a")],
        "Show calls of a": [("calls", "a")],
        "Copy": [("copy",)],
        "Disable a…": [("disable", ["a"])],
        "Delete a…": [("delete", ["a"])],
    }


def test_several_are_counted_by_what_can_be_done(theme: Theme, qtbot: QtBot) -> None:
    found = lines(theme, qtbot, gateway("a"), gateway("b", enabled=False), gateway("c"))
    assert found["Enable b"] == [("enable", ["b"])]
    assert found["Disable 2 gateways…"] == [("disable", ["a", "c"])]
    assert found["Delete 3 gateways…"] == [("delete", ["a", "b", "c"])]


def test_who_may_not_change_sees_no_changes(theme: Theme, qtbot: QtBot) -> None:
    found = lines(theme, qtbot, gateway("a"), may=False)
    assert list(found) == ["Show a", "Show calls of a", "Copy"]
