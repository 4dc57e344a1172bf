"""What the selected gateways offer, the object named; who may not change them sees no changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from client.api.call_values import Gateway
from client.theme import Theme
from client.views.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class Offers:
    """What the lines of the menu do; each takes the names it is about."""

    details: Callable[[str], object]
    calls: Callable[[str], object]
    copy: Callable[[], object]
    enable: Callable[[Sequence[str]], object]
    disable: Callable[[Sequence[str]], object]
    delete: Callable[[Sequence[str]], object]


def gateway_menu(
    theme: Theme, parent: QWidget, rows: Sequence[Gateway], offers: Offers, *, may: bool
) -> Menu:
    """Return the context menu of the selected gateways, at least one.

    Args:
        theme: the look.
        parent: the page.
        rows: the selected gateways.
        offers: what the lines do.
        may: whether the role may change gateways.
    """
    menu = Menu(theme, parent)
    first = rows[0].name
    edit = _tr("Edit {name}") if may else _tr("Show {name}")
    menu.add(edit.format(name=first), lambda: offers.details(first), "pencil" if may else "eye")
    menu.add(_tr("Show calls of {name}").format(name=first), lambda: offers.calls(first),
             "phone-call")  # fmt: skip
    menu.add(_tr("Copy"), offers.copy, "copy")
    if may:
        menu.addSeparator()
        _add_changes(menu, rows, offers)
    return menu


def _add_changes(menu: Menu, rows: Sequence[Gateway], offers: Offers) -> None:
    every = [row.name for row in rows]
    on = [row.name for row in rows if row.enabled]
    off = [row.name for row in rows if not row.enabled]
    if off:
        menu.add(_words(off, _tr("Enable {name}"), _tr("Enable %Ln gateway(s)", len(off))),
                 lambda: offers.enable(off), "circle-check")  # fmt: skip
    if on:
        menu.add(_words(on, _tr("Disable {name}…"), _tr("Disable %Ln gateway(s)…", len(on))),
                 lambda: offers.disable(on), "ban")  # fmt: skip
    menu.add(_words(every, _tr("Delete {name}…"), _tr("Delete %Ln gateway(s)…", len(every))),
             lambda: offers.delete(every), "trash")  # fmt: skip


def _words(names: Sequence[str], one: str, many: str) -> str:
    if len(names) == 1:
        return one.format(name=names[0])
    return many


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("GatewayMenu", text, "", count)
