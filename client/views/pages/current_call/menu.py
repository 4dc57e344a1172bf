"""What the selected calls offer: hanging up first; who may not do it does not see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from client.api.call_values import Call
from client.models.call_rows import parties
from client.theme import Theme
from client.views.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class Offers:
    """What the lines of the menu do."""

    hang_up: Callable[[Sequence[Call]], object]
    search: Callable[[str], object]
    gateway: Callable[[str], object]
    trace: Callable[[str], object]
    copy: Callable[[], object]
    copy_id: Callable[[str], object]


def call_menu(
    theme: Theme, parent: QWidget, calls: Sequence[Call], offers: Offers, *, may: bool
) -> Menu:
    """Return the context menu of the selected calls, at least one.

    Args:
        theme: the look.
        parent: the page.
        calls: the selected calls.
        offers: what the lines do.
        may: whether the role may hang up.
    """
    menu = Menu(theme, parent)
    first = calls[0]
    if may:
        words = _tr("Hang up {parties}…").format(parties=parties(first))
        if len(calls) > 1:
            words = _tr("Hang up %Ln call(s)…", len(calls))
        menu.add(words, lambda: offers.hang_up(calls), "phone-off")
        menu.addSeparator()
    menu.add(_tr("Show calls of {name}").format(name=first.caller),
             lambda: offers.search(first.caller), "search")  # fmt: skip
    for name in dict.fromkeys((first.caller_gateway, first.callee_gateway)):
        if name:
            menu.add(_tr("Show calls of {name}").format(name=name),
                     lambda name=name: offers.gateway(name), "router")  # type: ignore[misc]  # fmt: skip
    menu.add(_tr("Show call trace"), lambda: offers.trace(first.id), "activity")
    menu.add(_tr("Copy"), offers.copy, "copy")
    menu.add(_tr("Copy the Call-ID"), lambda: offers.copy_id(first.call_id), "copy")
    return menu


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("CallMenu", text, "", count)
