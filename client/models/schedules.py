"""Schedules in words, and as rows of a table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from client.api.schedule_values import Schedule
from client.formats import DASH, Formats
from client.models.columns import Column, Pill
from client.models.table import TableModel


class ScheduleTable(TableModel[Schedule]):
    """All schedules."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats), lambda row: row.id, parent)


def _columns(formats: Formats) -> tuple[Column[Schedule], ...]:
    return (
        Column("name", _tr("Name"), lambda row: row.name, 190),
        Column("state", _tr("State"), lambda row: state(row).word, 110, pill=state),
        Column("what", _tr("What"), what, 210),
        Column("when", _tr("When"), when, 190),
        Column("next", _tr("Next run"), lambda row: formats.date_time(row.next_run), 176),
        Column("where", _tr("Where to"), where, 190),
        Column("last", _tr("Last run"), lambda row: last(row, formats), 380),
    )


def state(row: Schedule) -> Pill:
    """Return how a schedule stands."""
    if row.running:
        return Pill("loader-2", _tr("runs"), "accent")
    if not row.enabled:
        return Pill("ban", _tr("disabled"), "neutral")
    if row.last is None:
        return Pill("clock", _tr("waits"), "neutral")
    if row.last.status == "done":
        return Pill("circle-check", _tr("done"), "ok")
    return Pill("alert-circle", _tr("failed"), "bad")


def what(row: Schedule) -> str:
    """Return what is made, of which period."""
    kinds = {"illegal-calls": _tr("Evidence report"), "cdrs": _tr("Call records")}
    periods = periods_in_words()
    kind, period = kinds.get(row.kind, row.kind), periods.get(row.period, row.period)
    return f"{kind}, {row.format.upper()}, {period}"


def periods_in_words() -> dict[str, str]:
    """Return what each period is called."""
    return {
        "yesterday": _tr("yesterday"),
        "last_7_days": _tr("last 7 days"),
        "last_month": _tr("last month"),
    }


def when(row: Schedule) -> str:
    """Return at what times it runs."""
    time = f"{row.hour:02}:{row.minute:02}"
    if row.frequency == "weekly":
        text = _tr("{day} at {time}").format(day=day_name(row.weekday), time=time)
    elif row.frequency == "monthly":
        text = _tr("day {day} of the month at {time}").format(day=row.day, time=time)
    else:
        text = _tr("daily at {time}").format(time=time)
    return f"{text} ({row.timezone})"


def day_name(weekday: int) -> str:
    """Return the name of a day, 1 is Monday."""
    return QLocale().dayName(weekday, QLocale.FormatType.LongFormat)


def where(row: Schedule) -> str:
    """Return where the file goes."""
    return "; ".join(part for part in (row.folder, ", ".join(row.recipients)) if part)


def last(row: Schedule, formats: Formats) -> str:
    """Return how the last run went."""
    if row.last is None:
        return DASH
    return f"{formats.date_time(row.last.at)}: {row.last.detail}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScheduleTable", text)
