"""The menu of all that can be asked for: what cannot be guessed from a field to type into.

What has a few values is chosen here; what is typed begins its word in the field, ready for the
value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from client.models.cdr_chips import class_names, flag_names
from client.models.cdr_filter import CdrFilter
from client.theme import Theme
from client.views.widgets.menu import Menu

Take = Callable[[CdrFilter], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("CdrMoreFilters", text)


def typed_names() -> dict[str, str]:
    """What is typed: the beginning of its word, and what it is."""
    return {
        "number:": _tr("Number, either side"),
        "caller:": _tr("Caller"),
        "callee:": _tr("Callee"),
        "ip:": _tr("Address or network, either side"),
        "source:": _tr("Source address"),
        "destination:": _tr("Destination address"),
        "gateway:": _tr("Gateway, either side"),
        "mapping:": _tr("Mapping gateway"),
        "routing:": _tr("Routing gateway"),
        "account:": _tr("Account"),
        "reason:": _tr("End reason"),
        "status:": _tr("SIP status"),
        "hold>": _tr("Hold time"),
        "device:": _tr("Device"),
        "id:": _tr("Call-ID"),
    }


def more_menu(
    theme: Theme, current: CdrFilter, take: Take, begin: Callable[[str], object], parent: QWidget
) -> Menu:
    """The menu.

    Args:
        theme: the look.
        current: the filter that is shown.
        take: is given the filter that was chosen.
        begin: is given the beginning of a word that is to be typed.
        parent: the owner in Qt's sense.
    """
    menu = Menu(theme, parent)
    for word, name in typed_names().items():
        menu.add(f"{name}\t{word}", partial(begin, word))
    menu.addSeparator()
    for (part, holds), name in flag_names().items():
        on = getattr(current, part) is holds
        menu.addAction(
            _choice(menu, name, take, _flagged(current, part, on=on, holds=holds), on=on)
        )
    menu.addSeparator()
    for key, name in class_names().items():
        on = key in current.reason_classes
        rest = tuple(item for item in current.reason_classes if item != key)
        wanted = replace(current, reason_classes=rest if on else (*rest, key))
        text = _tr("End reason: {name}").format(name=name)
        menu.addAction(_choice(menu, text, take, wanted, on=on))
    return menu


def _flagged(current: CdrFilter, part: str, *, on: bool, holds: bool) -> CdrFilter:
    changed: dict[str, Any] = {part: None if on else holds}
    return replace(current, **changed)


def _choice(menu: Menu, text: str, take: Take, wanted: CdrFilter, *, on: bool) -> QAction:
    """A line with a check mark that gives *wanted* when it is chosen."""
    action = QAction(text, menu)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(lambda _checked=False: take(wanted))
    return action
