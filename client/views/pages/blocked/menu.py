"""What the selected rows offer, undoing first; who may not act does not see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from client.models.block_rows import BlockRow
from client.models.block_rules import around
from client.models.block_spans import TRUST, span_word
from client.theme import Theme
from client.views.widgets.menu import Menu

Rows = Sequence[BlockRow]


@dataclass(frozen=True, slots=True)
class Offers:
    """What the lines of the menu do.

    Attributes:
        unblock: undo rows, and trust their addresses for so many seconds.
        keep: let rows never end.
        widen: block the network around one row's address.
        block_source: block the address behind one lockout.
        records: show the call records of one row.
        extension: show an extension.
        details: show all of one row.
        export: write rows into a file.
        copy: copy the selected rows.
        copy_text: copy a text.
    """

    unblock: Callable[[Rows, int], object]
    keep: Callable[[Rows], object]
    widen: Callable[[BlockRow], object]
    block_source: Callable[[BlockRow], object]
    records: Callable[[BlockRow], object]
    extension: Callable[[str], object]
    details: Callable[[BlockRow], object]
    export: Callable[[Rows], object]
    copy: Callable[[], object]
    copy_text: Callable[[str], object]


def block_menu(theme: Theme, parent: QWidget, rows: Rows, offers: Offers, *, may: bool) -> Menu:
    """Return the context menu of the selected rows, at least one.

    Args:
        theme: the look.
        parent: the page.
        rows: the selected rows.
        offers: what the lines do.
        may: whether the role may act.
    """
    menu = Menu(theme, parent)
    first = rows[0]
    if may:
        _add_undoing(menu, rows, offers)
        _add_keeping(menu, rows, offers)
        menu.addSeparator()
    menu.add(_tr("Show its call records"), partial(offers.records, first), "file-analytics")
    if first.lock is not None and first.lock.known:
        text = _tr("Show this extension: {name}").format(name=first.what)
        menu.add(text, partial(offers.extension, first.what), "user")
    menu.add(_tr("Show details"), partial(offers.details, first), "info-circle")
    menu.addSeparator()
    if len(rows) > 1:
        text = _tr("Export %Ln entry(s) as CSV…", len(rows))
        menu.add(text, partial(offers.export, rows), "download")
    menu.add(_tr("Copy"), offers.copy, "copy")
    if first.address:
        text = _tr("Copy address {value}").format(value=first.address)
        menu.add(text, partial(offers.copy_text, first.address), "copy")
    return menu


def trust_menu(theme: Theme, parent: QWidget, rows: Rows, offers: Offers) -> Menu:
    """Return the choices of how long the addresses of *rows* are trusted."""
    menu = Menu(theme, parent)
    for seconds in TRUST:
        menu.add(span_word(seconds), partial(offers.unblock, rows, seconds), "shield-check")
    return menu


def _add_undoing(menu: Menu, rows: Rows, offers: Offers) -> None:
    words = _tr("Unblock {name}…").format(name=rows[0].what)
    if len(rows) > 1:
        words = _tr("Unblock %Ln entry(s)…", len(rows))
    menu.add(words, partial(offers.unblock, rows, 0), "lock-open")
    if can_trust(rows):
        for seconds in TRUST:
            words = _tr("Unblock and trust for {span}…").format(span=span_word(seconds))
            menu.add(words, partial(offers.unblock, rows, seconds), "shield-check")


def _add_keeping(menu: Menu, rows: Rows, offers: Offers) -> None:
    first = rows[0]
    menu.addSeparator()
    if can_keep(rows):
        menu.add(_tr("Make permanent…"), partial(offers.keep, rows), "lock")
    if can_widen(rows):
        words = _tr("Widen to network {network}…").format(network=around(first.address))
        menu.add(words, partial(offers.widen, first), "world")
    if len(rows) == 1 and first.block is None and first.address:
        words = _tr("Block its source {address}…").format(address=first.address)
        menu.add(words, partial(offers.block_source, first), "ban")


def can_trust(rows: Rows) -> bool:
    """Say whether some row is about an address that rules or limits act on."""
    return any(row.address and (row.block or row.rate) is not None for row in rows)


def can_keep(rows: Rows) -> bool:
    """Say whether some row would end by itself and can be kept from that."""
    return any(row.block is not None and row.until is not None for row in rows)


def can_widen(rows: Rows) -> bool:
    """Say whether there is a network around the one row that is selected."""
    return len(rows) == 1 and rows[0].block is not None and bool(around(rows[0].address))


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("BlockMenu", text, "", count)
