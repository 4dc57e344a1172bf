"""What the pages of gateways say when there is nothing to list: what for, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from client.views.pages.nothing import Nothing


def nothing(
    kind: str, text: str, create: Callable[[], object], show_all: Callable[[], object], *, may: bool
) -> Nothing:
    """Say why the list is empty.

    Args:
        kind: ``mapping`` or ``routing``.
        text: what is searched for.
        create: begins a new gateway.
        show_all: searches for nothing.
        may: whether the role may create gateways.
    """
    if text:
        return Nothing(
            "list-search", _tr("No gateway matches"),
            _tr("Nothing contains “{text}”. Search for a part of a name or address.").format(
                text=text
            ),
            (_tr("Show all gateways"), show_all),
        )  # fmt: skip
    if kind == "routing":
        words = (_tr("No routing gateways yet"), _routing(), _tr("New routing gateway"))
    else:
        words = (_tr("No mapping gateways yet"), _mapping(), _tr("New mapping gateway"))
    title, explanation, step = words
    icon = "logout" if kind == "routing" else "login"
    if may:
        return Nothing(icon, title, explanation, (step, create))
    return Nothing(icon, title, f"{explanation} {_tr('An administrator adds them.')}")


def _routing() -> str:
    return _tr(
        "A routing gateway is a carrier that calls go to. The longest prefix that fits the called "
        "number decides, then the lowest priority; without one, only extensions can be called."
    )


def _mapping() -> str:
    return _tr(
        "A mapping gateway is a customer's switch that calls come from, known by its address. "
        "Without one, only registered extensions can call."
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("GatewayStates", text)
