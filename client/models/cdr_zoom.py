"""Ranges of time that come from gestures on the chart, within what the engine answers.

``SERVER_QUERY_CDR_MAX_DAY_INTERVAL`` says how many days a question may span. Whoever zooms out
further would only get an error, so a range stops growing there.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from client.models.cdr_filter import CdrFilter

PARAMETER = "SERVER_QUERY_CDR_MAX_DAY_INTERVAL"
USUAL_DAYS = 31
"""The engine's default, until it has said what it allows."""

LEAST = timedelta(seconds=60)
MOST_BACK = 50

Moments = tuple[datetime, datetime]


def zoomed(moments: Moments, around: datetime, times: float, days: int) -> Moments:
    """*times* as much time, with *around* at the same place of it; a minute at least."""
    start, end = moments
    longest = timedelta(days=days)
    length = min(max((end - start) * times, LEAST), longest)
    share = min(1.0, max(0.0, (around - start) / (end - start)))
    first = _whole(around - length * share)
    return first, first + timedelta(seconds=round(length.total_seconds()))


def wider(moments: Moments, days: int) -> Moments:
    """Twice as much time around the same middle."""
    start, end = moments
    return zoomed(moments, start + (end - start) / 2, 2, days)


def widest(moments: Moments, days: int) -> bool:
    """Whether more time cannot be asked for."""
    return moments[1] - moments[0] >= timedelta(days=days)


def _whole(moment: datetime) -> datetime:
    """The full second: times of a range are shown and typed by seconds."""
    return moment.replace(microsecond=0)


class Trail:
    """What was shown before each change, newest last; the oldest of `MOST_BACK` is forgotten."""

    def __init__(self) -> None:
        self._filters: list[CdrFilter] = []

    def add(self, shown: CdrFilter) -> None:
        """Remember what is shown before something else is."""
        if not self._filters or self._filters[-1] != shown:
            self._filters.append(shown)
        del self._filters[:-MOST_BACK]

    def back(self) -> CdrFilter | None:
        """What was shown before, once."""
        return self._filters.pop() if self._filters else None

    def __bool__(self) -> bool:
        return bool(self._filters)
