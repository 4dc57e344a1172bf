"""What the selected rows offer: what the operator came for first, the object named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from client.models.endpoint_rows import EndpointRow
from client.theme import Theme
from client.views.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class Offers:
    """What the lines of the menu do; each takes the extensions it is about.

    Attributes:
        clear: Clear registration suspend.
        details: Open the pane, with the history.
        copy: Copy the rows.
        cdrs: Show the call records of a source address.
        enable: Let register.
        disable: Do not let register.
        delete: Delete.
    """

    clear: Callable[[Sequence[str]], object]
    details: Callable[[str], object]
    copy: Callable[[], object]
    cdrs: Callable[[str], object]
    enable: Callable[[Sequence[str]], object]
    disable: Callable[[Sequence[str]], object]
    delete: Callable[[Sequence[str]], object]


def row_menu(
    theme: Theme, parent: QWidget, rows: Sequence[EndpointRow], offers: Offers, *, may: bool
) -> Menu:
    """Return the context menu of the selected endpoints.

    Args:
        theme: the look.
        parent: the page.
        rows: the selected endpoints, at least one.
        offers: what the lines do.
        may: whether the role may act on endpoints.
    """
    menu = Menu(theme, parent)
    every = [row.extension for row in rows]
    locked = [row.extension for row in rows if row.locked or row.failures]
    known = [row.extension for row in rows if row.known]
    on = [row.extension for row in rows if row.known and row.enabled]
    off = [row.extension for row in rows if row.known and not row.enabled]
    first = rows[0]
    menu.add(_clear_words(every), lambda: offers.clear(locked), "lock-open",
             enabled=may and bool(locked))  # fmt: skip
    menu.add(_tr("Show history of {name}").format(name=first.extension),
             lambda: offers.details(first.extension), "history")  # fmt: skip
    if first.source_address:
        menu.add(_tr("Show CDRs of {address}").format(address=first.source_address),
                 lambda: offers.cdrs(first.source_address), "file-analytics")  # fmt: skip
    menu.add(_tr("Copy"), offers.copy, "copy")
    menu.addSeparator()
    if off or not on:
        menu.add(_words(off, _tr("Enable {name}"), _tr("Enable %Ln endpoint(s)", len(off))),
                 lambda: offers.enable(off), "circle-check", enabled=may and bool(off))  # fmt: skip
    if on:
        menu.add(_words(on, _tr("Disable {name}…"), _tr("Disable %Ln endpoint(s)…", len(on))),
                 lambda: offers.disable(on), "ban", enabled=may)  # fmt: skip
    menu.add(_words(known, _tr("Delete {name}…"), _tr("Delete %Ln endpoint(s)…", len(known))),
             lambda: offers.delete(known), "trash", enabled=may and bool(known))  # fmt: skip
    return menu


def _clear_words(extensions: Sequence[str]) -> str:
    if len(extensions) == 1:
        return _tr("Clear registration suspend")
    return _tr("Clear registration suspend of %Ln extension(s)", len(extensions))


def _words(extensions: Sequence[str], one: str, many: str) -> str:
    if len(extensions) == 1:
        return one.format(name=extensions[0])
    return many


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("EndpointMenu", text, "", count)
