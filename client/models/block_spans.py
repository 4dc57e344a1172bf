"""For how long something is blocked or trusted: the choices, and their words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

HOUR, DAY = 3600, 86_400
FOR_GOOD = 0
#: Seconds that a block or an entry of the allow list may last; the last one never ends.
CHOICES = (HOUR, 8 * HOUR, DAY, 7 * DAY, 30 * DAY, FOR_GOOD)
#: Seconds for which an unblocked address may be trusted.
TRUST = (HOUR, 8 * HOUR, DAY, 7 * DAY)


def span_word(seconds: int) -> str:
    """Return the words of one choice."""
    return {
        HOUR: _tr("1 hour"),
        8 * HOUR: _tr("8 hours"),
        DAY: _tr("24 hours"),
        7 * DAY: _tr("7 days"),
        30 * DAY: _tr("30 days"),
        FOR_GOOD: _tr("for good"),
    }[seconds]


def end_of(seconds: int, now: datetime) -> datetime | None:
    """Return when a choice made at *now* ends; None: never."""
    return None if seconds == FOR_GOOD else now + timedelta(seconds=seconds)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BlockSpans", text)
