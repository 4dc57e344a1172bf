"""Hanging up first; parties and gateways named."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.call_values import Call
from client.theme import Theme
from client.views.pages.current_call.menu import Offers, call_menu
from tests.helpers.call_stubs import call


def lines(theme: Theme, qtbot: QtBot, *calls: Call, may: bool = True) -> dict[str, list[Any]]:
    """Return the words of the menu with what each of them called."""
    parent = QWidget()
    qtbot.addWidget(parent)
    called: list[Any] = []

    def note(name: str) -> Any:
        return lambda *values: called.append((name, *values))

    offers = Offers(*(note(name) for name in Offers.__slots__))
    found = {}
    for action in call_menu(theme, parent, calls, offers, may=may).actions():
        if action.text():
            called.clear()
            action.trigger()
            found[action.text()] = list(called)
    return found


def test_one_call_offers_what_it_is_made_of(theme: Theme, qtbot: QtBot) -> None:
    one = call(1)
    assert lines(theme, qtbot, one) == {
        "Hang up 8801711000001 → 004419000001…": [("hang_up", (one,))],
        "Show calls of 8801711000001": [("search", "8801711000001")],
        "Show calls of acme-pbx": [("gateway", "acme-pbx")],
        "Show calls of carrier-a": [("gateway", "carrier-a")],
        "Show call trace": [("trace", "call-1")],
        "Copy": [("copy",)],
        "Copy the Call-ID": [("copy_id", "1@198.51.100.1")],
    }


def test_many_are_counted(theme: Theme, qtbot: QtBot) -> None:
    assert "Hang up 2 calls…" in lines(theme, qtbot, call(1), call(2))


def test_an_extension_is_no_gateway(theme: Theme, qtbot: QtBot) -> None:
    found = lines(theme, qtbot, call(1, caller_gateway="", callee_gateway=""), may=False)
    assert list(found) == [
        "Show calls of 8801711000001", "Show call trace", "Copy", "Copy the Call-ID",
    ]  # fmt: skip
