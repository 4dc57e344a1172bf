"""The table of alarms that stand now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from client.api.alarm_values import StandingAlarm
from client.formats import DASH, Formats
from client.models.alarm_text import severity_pill, severity_word, source_word, title
from client.models.columns import Column
from client.models.table import TableModel


class AlarmTable(TableModel[StandingAlarm]):
    """Alarms, the most serious first."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats), lambda alarm: alarm.id, parent)


def _columns(formats: Formats) -> tuple[Column[StandingAlarm], ...]:
    return (
        Column("severity", _tr("Severity"), severity_word, 110,
               sort_key=lambda alarm: int(not alarm.critical), pill=severity_pill),
        Column("alarm", _tr("Alarm"), title, 240),
        Column("since", _tr("Since"), lambda alarm: formats.date_time(alarm.since), 172),
        Column("source", _tr("Known by"), source_word, 110),
        Column("taken", _tr("Acknowledged by"), lambda alarm: taken(alarm, formats), 216,
               sort_key=lambda alarm: alarm.acknowledged_by),
        Column("detail", _tr("What is wrong and what to do"), lambda alarm: alarm.detail, 420),
    )  # fmt: skip


def taken(alarm: StandingAlarm, formats: Formats) -> str:
    """Return who has taken an alarm on and when, a dash for nobody."""
    if not alarm.acknowledged_by:
        return DASH
    if alarm.acknowledged_at is None:
        return alarm.acknowledged_by
    return f"{alarm.acknowledged_by}, {formats.date_time(alarm.acknowledged_at)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AlarmTable", text)
