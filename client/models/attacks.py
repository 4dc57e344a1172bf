"""The table of sources of attacks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from client.api.attack_values import AttackSource
from client.formats import DASH, Formats
from client.models.attack_text import (
    country_tip,
    country_word,
    pattern_sentence,
    patterns_text,
    rhythm_text,
    targets_text,
)
from client.models.columns import Column
from client.models.table import TableModel


class AttackTable(TableModel[AttackSource]):
    """Sources, those with the most attempts first."""

    def __init__(self, formats: Formats, language: str, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats, language), lambda source: source.source, parent)


def _columns(formats: Formats, language: str) -> tuple[Column[AttackSource], ...]:
    return (
        Column("source", _tr("Source"), lambda row: row.source, 136),
        Column("country", _tr("Registered in"), lambda row: country_word(row.country, language),
               120, tooltip=lambda row: country_tip(row.country, language),
               tone=lambda row: "" if row.country.kind == "country" else "muted"),
        Column("attempts", _tr("Attempts"), lambda row: formats.count(row.attempts), 84, "right",
               sort_key=_weight, tooltip=lambda row: _counted(row, formats)),
        Column("lockouts", _tr("Lockouts"), lambda row: _count(row.lockouts.suspensions, formats),
               78, "right", sort_key=lambda row: row.lockouts.suspensions),
        Column("first", _tr("First seen"), lambda row: formats.date_time(row.first)[:-3], 148,
               sort_key=lambda row: row.first.timestamp(),
               tooltip=lambda row: formats.date_time(row.first)),
        Column("last", _tr("Last seen"), lambda row: formats.date_time(row.last)[:-3], 148,
               sort_key=lambda row: row.last.timestamp(),
               tooltip=lambda row: formats.date_time(row.last)),
        Column("days", _tr("Days"), lambda row: _count(row.days, formats), 54, "right",
               sort_key=lambda row: row.days),
        Column("rhythm", _tr("Hours of the day"), lambda row: _rhythm(row, formats), 128,
               sort_key=lambda row: max(row.hours, default=0),
               strip=lambda row: row.hours if any(row.hours) else ()),
        Column("targets", _tr("Targets"), targets_text, 112),
        Column("patterns", _tr("Patterns"), patterns_text, 300,
               sort_key=lambda row: -len(row.patterns),
               tooltip=lambda row: _sentences(row, formats)),
    )  # fmt: skip


def _weight(row: AttackSource) -> int:
    """Whoever only tried passwords is not the last: lockouts count as the engine counts them."""
    return row.attempts + row.lockouts.suspensions


def _count(count: int, formats: Formats) -> str:
    return formats.count(count) if count else DASH


def _rhythm(row: AttackSource, formats: Formats) -> str:
    return rhythm_text(row.hours, formats) if any(row.hours) else DASH


def _counted(row: AttackSource, formats: Formats) -> str:
    words = _tr("{records} recorded, {others} counted without a record")
    return words.format(records=formats.count(row.records), others=formats.count(row.not_recorded))


def _sentences(row: AttackSource, formats: Formats) -> str:
    return "\n".join(pattern_sentence(pattern, formats) for pattern in row.patterns) or DASH


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttackTable", text)
