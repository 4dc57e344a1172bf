"""What the banner says while calls of zero seconds are not recorded.

Three things, in every case: since when, how many calls have no record, and what brings records
back.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from client.api.flood_values import FloodGuard, RecordingOff
from client.formats import Formats


def banner(guard: FloodGuard | None, formats: Formats) -> str:
    """The sentences; empty while records are written, or nobody knows."""
    if guard is None or guard.off is None:
        return ""
    off = guard.off
    begin = _tr("Recording of zero-duration calls is off since {moment}; not recorded: {count}.")
    text = begin.format(moment=formats.date_time(off.since), count=formats.count(off.not_recorded))
    return f"{text} {_return(guard, off, formats)}"


def _return(guard: FloodGuard, off: RecordingOff, formats: Formats) -> str:
    if off.by_guard:
        words = _tr(
            "It returns by itself when fewer than %Ln call(s) a second are refused for {span}, "
            "now {rate}; at the latest at {moment}.",
            guard.return_level,
        )
        return words.format(
            span=formats.span(guard.return_s),
            rate="?" if guard.rate is None else formats.count(guard.rate),
            moment=formats.date_time(off.until),
        )
    if off.until is not None:
        words = _tr("Switched off by {who}; it returns by itself at {moment}.")
        return words.format(who=off.by, moment=formats.date_time(off.until))
    return _tr("Switched off by {who}; it stays off until it is switched on.").format(who=off.by)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("FloodText", text, "", count)
