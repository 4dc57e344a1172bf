"""Past lockouts and blocks in words, and as rows of a table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from client.api.history_values import PastEvent
from client.formats import DASH, Formats
from client.models.block_text import rule_word
from client.models.columns import Column, Pill
from client.models.table import TableModel

LAYERS = ("extension", "ip", "network", "number")
_TONES = {"suspended": "bad", "added": "bad", "changed": "warning", "expired": "neutral"}
_ICONS = {"suspended": "lock", "added": "ban", "changed": "pencil", "expired": "clock"}


class HistoryTable(TableModel[PastEvent]):
    """Past events."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats), lambda row: row.id, parent)


def _columns(formats: Formats) -> tuple[Column[PastEvent], ...]:
    return (
        Column("at", _tr("Time"), lambda row: formats.date_time(row.at), 176,
               sort_key=lambda row: row.at.timestamp()),
        Column("action", _tr("What happened"), action_word, 130, pill=action_pill),
        Column("layer", _tr("Layer"), lambda row: layer_word(row.layer), 100),
        Column("value", _tr("Who"), lambda row: row.value, 180),
        Column("by", _tr("By"), who, 110),
        Column("until", _tr("Until"), lambda row: until(row, formats), 176),
        Column("repeats", _tr("Before"), lambda row: formats.count(row.repeats), 80, "right",
               sort_key=lambda row: row.repeats),
        Column("hits", _tr("Hits"), lambda row: formats.count(row.hits), 80, "right",
               sort_key=lambda row: row.hits),
        Column("why", _tr("Why"), why, 360),
    )  # fmt: skip


def layer_word(layer: str) -> str:
    """Return what a layer is called."""
    words = {
        "extension": _tr("Extension"),
        "ip": _tr("Address"),
        "network": _tr("Network"),
        "number": _tr("Number"),
    }
    return words.get(layer, layer)


def action_word(row: PastEvent) -> str:
    """Return what happened, as a word."""
    words = {
        "suspended": _tr("locked"),
        "cleared": _tr("cleared"),
        "lifted": _tr("lifted"),
        "expired": _tr("expired"),
        "added": _tr("blocked"),
        "changed": _tr("changed"),
        "removed": _tr("unblocked"),
    }
    return words.get(row.action, row.action)


def action_pill(row: PastEvent) -> Pill:
    """Return what happened, as icon, word and tone."""
    icon, tone = _ICONS.get(row.action, "lock-open"), _TONES.get(row.action, "ok")
    return Pill(icon, action_word(row), tone)


def who(row: PastEvent) -> str:
    """Return by whom: an operator, a rule, or time."""
    if row.by:
        return row.by
    return _tr("time") if row.action == "expired" else _tr("rule")


def until(row: PastEvent, formats: Formats) -> str:
    """Return when it was to end by itself."""
    return _tr("for good") if row.until is None else formats.date_time(row.until)


def why(row: PastEvent) -> str:
    """Return why, in one line: the rule, the reason, the sources and the evidence."""
    parts = [rule_word(row.rule) if row.rule else "", row.reason]
    if row.layer == "extension":
        if row.sources:
            parts.append(_tr("from {sources}").format(sources=", ".join(row.sources)))
        if row.known is False:
            parts.append(_tr("no such endpoint"))
    parts.append(row.evidence)
    return " · ".join(part for part in parts if part) or DASH


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryTable", text)
