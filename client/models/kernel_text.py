"""Whether the kernel drops what is blocked, in words: of one entry, and of everything."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from client.api.kernel_values import KernelStatus
from client.formats import DASH
from client.models.block_rows import BlockRow

#: Tone of the notice about each state that is worth one.
TONES = {"unavailable": "warning", "pending": "neutral"}


def kernel_word(row: BlockRow) -> str:
    """Return whether the kernel drops what comes from there; a lockout never gets there."""
    state = row.block.kernel if row.block is not None else "off"
    return {
        "off": DASH,
        "enforced": _tr("dropped"),
        "pending": _tr("on its way"),
        "unavailable": _tr("not enforced"),
        "withheld": _tr("left out"),
    }.get(state, state)


def kernel_tip(row: BlockRow) -> str:
    """Return what that means."""
    state = row.block.kernel if row.block is not None else "off"
    return {
        "enforced": _tr("The kernel drops it before SIP: it costs the softswitch nothing."),
        "pending": _tr("Within a second; until then the softswitch drops it."),
        "unavailable": _tr("The kernel cannot be used now; the softswitch drops it."),
        "withheld": _tr("It would hit a trusted address; the softswitch alone drops it."),
    }.get(state, "")


def notice_text(status: KernelStatus) -> str:
    """Return what is not enforced in the kernel, or nothing when nothing is amiss."""
    if status.state == "unavailable":
        text = _tr(
            "The kernel does not enforce the blacklist: {reason}. The softswitch drops what is "
            "blocked itself."
        )
        return text.format(reason=status.reason.rstrip("."))
    if status.state == "pending" and status.waiting:
        return _tr("%Ln entry(s) are on their way into the kernel.", status.waiting)
    if status.withheld and status.state != "off":
        return _tr(
            "%Ln entry(s) are left out of the kernel, because they would hit trusted addresses.",
            status.withheld,
        )
    return ""


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("KernelText", text, "", count)
