"""What the page says when nothing is listed: that nobody is blocked, or that nothing matches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from client.models.block_rows import Layer
from client.views.pages.nothing import Nothing


def nothing(text: str, layer: Layer | None, show_all: Callable[[], object]) -> Nothing:
    """Say why the list is empty.

    Args:
        text: what is searched for.
        layer: which layer is shown; None for both.
        show_all: takes every filter away.
    """
    step = (_tr("Show everything"), show_all)
    if text:
        words = _tr(
            "Nothing that is blocked contains “{text}”. An address is also found in the network "
            "that blocks it: if it is not here, it is not blocked."
        )
        return Nothing("list-search", _tr("Not blocked"), words.format(text=text), step)
    if layer is Layer.ADDRESS:
        words = _tr("No address is blocked now. The rules add one the moment it deserves it.")
        return Nothing("shield-check", _tr("No addresses"), words, step)
    if layer is Layer.EXTENSION:
        words = _tr("No extension is locked now. Too many wrong passwords in a row lock one.")
        return Nothing("shield-check", _tr("No extensions"), words, step)
    if layer is Layer.NUMBER:
        words = _tr("No telephone number is on the blacklist now.")
        return Nothing("shield-check", _tr("No numbers"), words, step)
    if layer is Layer.RATE:
        words = _tr("Nobody is over a rate limit now. Who is stays here while more comes.")
        return Nothing("shield-check", _tr("Nobody is limited"), words, step)
    if layer is Layer.SIGN_IN:
        words = _tr("No sign-in of an operator is refused now.")
        return Nothing("shield-check", _tr("No refused sign-ins"), words, step)
    words = _tr(
        "No address is blocked and no extension is locked. Whatever is appears here the moment it "
        "happens, with the reason and a way to undo it."
    )
    return Nothing("shield-check", _tr("Nothing is blocked"), words)


def nobody_trusted() -> Nothing:
    """Say that the allow list is empty, and what it is good for."""
    words = _tr(
        "Trust the addresses of carriers and offices, so that no rule ever shuts them out. Phones "
        "that are registered and gateways are spared anyway."
    )
    return Nothing("shield", _tr("No trusted addresses"), words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BlockStates", text)
