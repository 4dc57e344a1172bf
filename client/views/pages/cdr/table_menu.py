"""What a row of the CDR table offers, beginning with what the operator came for.

Values of records are taken literally: what an attacker sent as a caller, ``*`` or ``!1``, means
those signs and nothing else in a filter. A value that is missing can be asked for like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from client.api.cdr_values import Cdr
from client.models.cdr_chips import meaning
from client.models.cdr_filter import MAX_VALUES, CdrFilter, literally
from client.theme import Theme
from client.views.widgets.menu import Menu

Show = Callable[[CdrFilter], object]
LONGEST = 40


def _tr(text: str) -> str:
    return QCoreApplication.translate("CdrMenu", text)


def row_menu(
    theme: Theme, rows: Sequence[Cdr], current: CdrFilter, show: Show, parent: QWidget
) -> Menu:
    """A menu for the selected rows; what narrows the filter names the value it narrows to."""
    menu = Menu(theme, parent)
    for text, name, values, icon in _narrowing(rows):
        _add(menu, text, current.only(name, values), values, icon, show)
    menu.addSeparator()
    for text, name, values in _excluding(rows):
        asked = {str(value).removeprefix("!") for value in values}
        kept = [item for item in getattr(current, name) if str(item) not in asked]
        _add(menu, text, current.only(name, [*kept, *values]), values, "eye-off", show)
    menu.addSeparator()
    return menu


def add_copying(menu: Menu, row: Cdr) -> None:
    """Add lines that put a single value on the clipboard."""
    for words, value in (
        (_tr("Copy address {value}"), row.caller_ip),
        (_tr("Copy caller {value}"), row.caller),
        (_tr("Copy callee {value}"), row.callee),
        (_tr("Copy Call-ID"), row.call_id),
    ):
        if value:
            shown = words.format(value=short(value))
            menu.add(shown, partial(QGuiApplication.clipboard().setText, value), "copy")


def _narrowing(rows: Sequence[Cdr]) -> list[tuple[str, str, list[int | str], str]]:
    return [
        (_tr("Only this address: {value}"), "caller_ips", _texts(rows, "caller_ip"), "router"),
        (_tr("Only this caller: {value}"), "callers", _texts(rows, "caller"), "phone"),
        (_tr("Only this callee: {value}"), "callees", _texts(rows, "callee"), "phone"),
        (_tr("Only this device: {value}"), "user_agents", _texts(rows, "user_agent"), "phone"),
        (_tr("Only this account: {value}"), "accounts", _texts(rows, "account"), "user"),
        (_tr("Only end reason {value}"), "end_reasons", _codes(rows, "end_reason"), "filter"),
        (_tr("Only billing mode {value}"), "billing_modes", _codes(rows, "billing_mode"), "filter"),
    ]


def _excluding(rows: Sequence[Cdr]) -> list[tuple[str, str, list[int | str]]]:
    return [
        (_tr("Not this address: {value}"), "caller_ips", _denied(rows, "caller_ip")),
        (_tr("Not this caller: {value}"), "callers", _denied(rows, "caller")),
        (_tr("Not this callee: {value}"), "callees", _denied(rows, "callee")),
        (_tr("Not this device: {value}"), "user_agents", _denied(rows, "user_agent")),
        (_tr("Not this account: {value}"), "accounts", _denied(rows, "account")),
        (_tr("Not end reason {value}"), "not_end_reasons", _codes(rows, "end_reason")),
    ]


def _add(
    menu: Menu, text: str, wanted: CdrFilter, values: Sequence[int | str], icon: str, show: Show
) -> None:
    if values:
        menu.add(text.format(value=_named(values)), partial(show, wanted), icon)


def _named(values: Sequence[int | str]) -> str:
    """The first value as it is read, and how many more there are."""
    first = short(meaning(str(values[0]).removeprefix("!")))
    return first if len(values) == 1 else f"{first} +{len(values) - 1}"


def short(text: str) -> str:
    """A text that fits a menu; ``&`` is no shortcut there, and a tab no column."""
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return cut.replace("&", "&&").replace("\t", " ")


def _texts(rows: Sequence[Cdr], field: str) -> list[int | str]:
    found = dict.fromkeys(str(getattr(row, field)) for row in rows)
    return [literally(text) for text in list(found)[:MAX_VALUES]]


def _denied(rows: Sequence[Cdr], field: str) -> list[int | str]:
    return [f"!{text}" for text in _texts(rows, field)]


def _codes(rows: Sequence[Cdr], field: str) -> list[int | str]:
    return list(dict.fromkeys(getattr(row, field) for row in rows))[:MAX_VALUES]
