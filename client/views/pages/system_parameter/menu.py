"""What a parameter offers: edit it, take it back to its default, copy it, see the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from client.api.values import Parameter
from client.models.parameters import value_text
from client.theme import Theme
from client.views.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class Offers:
    """What the lines of the menu do."""

    edit: Callable[[], object]
    reset: Callable[[], object]
    copy: Callable[[], object]
    history: Callable[[], object]


def parameter_menu(
    theme: Theme, parent: QWidget, parameter: Parameter, offers: Offers, *, may: bool
) -> Menu:
    """Return the context menu of a parameter; without the right it only copies and shows."""
    menu = Menu(theme, parent)
    edit = _tr("Edit {name}").format(name=parameter.name)
    default = value_text(parameter, parameter.default)
    reset = _tr("Back to the default, {value}").format(value=default)
    menu.add(edit, offers.edit, "pencil", enabled=may)
    menu.add(reset, offers.reset, "arrow-back-up", enabled=may and parameter.changed)
    menu.add(_tr("Copy"), offers.copy, "copy")
    menu.add(_tr("History of all parameters"), offers.history, "history")
    return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParameterMenu", text)
