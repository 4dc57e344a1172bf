"""Which alarms are news to the operator: raised while the client looks, and nobody has them yet.

What stood when the client came is no news: the bell shows it. An alarm that came back after it was
over is news again, because it has another beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from client.api.alarm_values import StandingAlarm
from client.models.alarm_text import title

NAMED = 5
"""Alarms named in one notice."""

_PLAIN = str.maketrans({"<": "‹", ">": "›", "&": "+"})


class AlarmNews:
    """Compares what stands with what stood."""

    def __init__(self) -> None:
        self._known: set[tuple[str, datetime]] | None = None

    def fresh(self, alarms: Sequence[StandingAlarm]) -> list[StandingAlarm]:
        """Return those that are news; only what stands now is remembered."""
        before, self._known = self._known, {(alarm.id, alarm.since) for alarm in alarms}
        if before is None:
            return []
        return [
            alarm
            for alarm in alarms
            if not alarm.acknowledged_by and (alarm.id, alarm.since) not in before
        ]


def heading(alarms: Sequence[StandingAlarm]) -> str:
    """Return the heading of a notice about one or more alarms."""
    if len(alarms) > 1:
        return _tr("%Ln new alarm(s)", len(alarms))
    first = alarms[0]
    words = _tr("Critical alarm: {name}") if first.critical else _tr("Alarm: {name}")
    return words.format(name=title(first)).translate(_PLAIN)


def body(alarms: Sequence[StandingAlarm]) -> str:
    """Return the text of a notice; some desktops read markup in it, so there is none."""
    if len(alarms) == 1:
        return alarms[0].detail.translate(_PLAIN)
    return "\n".join(title(alarm) for alarm in alarms[:NAMED]).translate(_PLAIN)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("AlarmNews", text, "", count)
