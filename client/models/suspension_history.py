"""Past lockouts as lines: what happened, when, why, and from where (requirements 104 and 114)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from client.api.values import SuspensionEvent
from client.formats import Formats

#: Events of one extension that are asked for and listed.
LISTED = 50


def headline(event: SuspensionEvent, formats: Formats) -> str:
    """What happened, and when."""
    words = {
        "suspended": _tr("Suspended"),
        "cleared": _tr("Cleared by {who}").format(who=event.by or _tr("an operator")),
        "expired": _tr("Over by itself"),
        "lifted": _tr("Lifted"),
    }
    word = words.get(event.action, event.action)
    return f"{word} · {formats.date_time(event.at)}"


def detail(event: SuspensionEvent, formats: Formats) -> str:
    """Why, for how long, from where and with which device; empty for an end without more."""
    parts = []
    if event.action == "suspended":
        if event.failures:
            parts.append(_tr("%Ln wrong password(s)", event.failures))
        elif event.reason:
            parts.append(event.reason)
        if event.since is not None and event.until is not None:
            seconds = (event.until - event.since).total_seconds()
            parts.append(_tr("for {span}").format(span=formats.span(seconds)))
    if event.sources:
        parts.append(", ".join(event.sources))
    if event.user_agent:
        parts.append(event.user_agent)
    return " · ".join(parts)


def totals(events: Iterable[SuspensionEvent], now: datetime, formats: Formats) -> str:
    """How often it was suspended, over the last day and over what is listed."""
    times = [event.at for event in events if event.action == "suspended"]
    if not times:
        return _tr("Never suspended.")
    day = sum(at > now - timedelta(days=1) for at in times)
    if len(times) == 1:
        return _tr("Suspended once.")
    return _tr("Suspended %Ln time(s), {day} of them in the last 24 hours.", len(times)).format(
        day=formats.count(day)
    )


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("SuspensionHistory", text, "", count)
