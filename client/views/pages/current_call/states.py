"""What Current calls says when nothing is listed: that nobody talks, or that nothing matches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from client.models.call_rows import CallState, call_word
from client.views.pages.nothing import Nothing


def nothing(
    text: str, gateway: str, state: CallState | None, show_all: Callable[[], object]
) -> Nothing:
    """Say why the list is empty.

    Args:
        text: what is searched for.
        gateway: whose calls are shown; empty for all.
        state: which state is shown; None for all.
        show_all: takes every filter away.
    """
    step = (_tr("Show all calls"), show_all)
    if text:
        words = _tr("No running call contains “{text}”. Search for a part of it.")
        return Nothing("list-search", _tr("No call matches"), words.format(text=text), step)
    if gateway:
        words = _tr("Nothing runs through {name} now. A call appears here the moment it begins.")
        return Nothing("phone-off", _tr("No calls"), words.format(name=gateway), step)
    if state is not None:
        words = _tr("No call is in the state “{state}” now. The list follows by itself.")
        return Nothing("phone-off", _tr("None"), words.format(state=call_word(state)), step)
    words = _tr(
        "Nobody calls now. A call appears here the moment it begins, and leaves when it is over; "
        "what has ended is in the CDR."
    )
    return Nothing("phone-off", _tr("No running calls"), words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallStates", text)
