"""What a row of the CDR table offers, beginning with what the operator came for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from client.api.cdr_values import Cdr
from client.models.cdr_filter import CdrFilter
from client.theme import Theme
from client.views.widgets.menu import Menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("CdrMenu", text)


def row_menu(
    theme: Theme,
    rows: Sequence[Cdr],
    current: CdrFilter,
    show: Callable[[CdrFilter], object],
    parent: QWidget,
) -> Menu:
    """A menu for the selected rows; what narrows the filter names the value it narrows to."""
    menu = Menu(theme, parent)
    first = rows[0]
    narrowing = (
        (_tr("Only source {value}"), "ips", first.caller_ip, "router"),
        (_tr("Only caller {value}"), "callers", first.caller, "phone"),
        (_tr("Only callee {value}"), "callees", first.callee, "phone"),
        (_tr("Only end reason {value}"), "end_reasons", first.end_reason, "filter"),
        (_tr("Only billing mode {value}"), "billing_modes", first.billing_mode, "filter"),
    )
    for text, name, value, icon in narrowing:
        if value != "":
            wanted = current.without(name).adding(name, value)
            menu.add(text.format(value=value), partial(show, wanted), icon)
    menu.addSeparator()
    return menu
