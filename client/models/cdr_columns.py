"""The columns of the CDR table, and the fields of its details pane, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from client.api.cdr_values import Cdr
from client.formats import DASH, Formats
from client.models.cdr_vocabulary import CdrWords
from client.models.columns import Column

# Columns of an export, in the order of the table; the names are those of the interface.
EXPORTED = {
    "start": ("start",),
    "mode": ("billing_mode", "billing_mode_name"),
    "caller": ("caller",),
    "callee": ("callee",),
    "source": ("caller_ip",),
    "hold": ("hold_time_s",),
    "reason": ("end_reason", "end_reason_text"),
    "ended": ("end_direction",),
    "device": ("user_agent",),
    "account": ("account",),
    "status": ("sip_status",),
    "fee": ("fee",),
    "stop": ("stop",),
    "flow": ("flow_no",),
    "call_id": ("call_id",),
    "destination": ("callee_ip",),
    "mapping": ("caller_gateway",),
    "routing": ("callee_gateway",),
    "answer": ("answer",),
    "billed": ("fee_time_s",),
    "pdd": ("pdd_ms",),
}

SORTED_BY = {
    "mode": "billing_mode",
    "caller": "caller",
    "callee": "callee",
    "source": "caller_ip",
    "hold": "hold_time_s",
    "reason": "end_reason",
    "ended": "end_direction",
    "device": "user_agent",
    "account": "account",
    "status": "sip_status",
    "fee": "fee",
    "flow": "flow_no",
    "stop": "stop",
    "call_id": "call_id",
}
"""Columns that a result can be sorted by, besides the start, and what the interface calls them."""

MOST_SORTED, MOST_SORTED_TEXTS = 1_000_000, 200_000
"""Records of a result that the engine sorts by a number, and by a text."""

TEXTS = ("caller", "callee", "source", "device", "account", "call_id")


def _tr(text: str) -> str:
    return QCoreApplication.translate("CdrColumns", text)


def most_sorted(key: str) -> int:
    """How many records a result may have to be sorted by a column; no end for the start."""
    if key not in SORTED_BY:
        return 1 << 62
    return MOST_SORTED_TEXTS if key in TEXTS else MOST_SORTED


def sortable(key: str) -> bool:
    """Whether records can be had in the order of a column."""
    return key == "start" or key in SORTED_BY


def cdr_columns(
    formats: Formats, words: Callable[[], CdrWords], *, fixed: bool = False
) -> tuple[Column[Cdr], ...]:
    """The columns; *words* is asked at every cell, since the vocabulary arrives later.

    With *fixed* the newest record is always first; otherwise the headings say what can be sorted.
    """
    columns = _usual_columns(formats, words) + _more_columns(formats)
    if fixed:
        return columns
    turn = _tr("Records are shown in the order of their start. Click to turn it round.")
    sort = _tr(
        "Click to sort by this column. Records are kept in the order of their start: a result of "
        "more than {count} is sorted by nothing else. Filter, or choose a shorter time."
    )
    hints = {"start": turn} | {
        key: sort.format(count=formats.count(most_sorted(key))) for key in SORTED_BY
    }
    return tuple(replace(column, hint=hints.get(column.key, "")) for column in columns)


def _usual_columns(formats: Formats, words: Callable[[], CdrWords]) -> tuple[Column[Cdr], ...]:
    return (
        Column(
            "start",
            _tr("Start"),
            lambda row: formats.date_time(row.start),
            162,
            tooltip=lambda row: formats.date_time(row.start, ms=True),
        ),
        Column(
            "mode",
            _tr("Billing mode"),
            lambda row: words().mode(row.billing_mode),
            170,
            pill=lambda row: words().pill(row),
        ),
        Column("caller", _tr("Caller"), lambda row: row.caller, 92),
        Column("callee", _tr("Callee"), lambda row: row.callee, 140),
        Column("source", _tr("Source"), lambda row: row.caller_ip, 120),
        Column("hold", _tr("Hold time"), _hold(formats), 92, "right"),
        Column("reason", _tr("End reason"), lambda row: words().reason(row.end_reason), 164),
        Column("ended", _tr("Ended by"), lambda row: words().direction(row.end_direction), 84),
        Column("device", _tr("Device"), lambda row: row.user_agent, 114),
    )


def _more_columns(formats: Formats) -> tuple[Column[Cdr], ...]:
    """What is there on request."""
    return (
        Column("account", _tr("Account"), lambda row: row.account, 100, hidden=True),
        Column("status", _tr("SIP status"), _status, 84, "right", hidden=True),
        Column(
            "fee", _tr("Fee"), lambda row: formats.decimal(row.fee, 4), 84, "right", hidden=True
        ),
        Column("stop", _tr("Stop"), lambda row: formats.date_time(row.stop), 162, hidden=True),
        Column("flow", _tr("Flow number"), lambda row: str(row.flow_no), 110, "right", hidden=True),
        Column("call_id", _tr("Call-ID"), lambda row: row.call_id, 220, hidden=True),
        Column("destination", _tr("Destination"), lambda row: row.callee_ip, 120, hidden=True),
        Column("mapping", _tr("Mapping gateway"), lambda row: row.caller_gateway, 130, hidden=True),
        Column("routing", _tr("Routing gateway"), lambda row: row.callee_gateway, 130, hidden=True),
        Column(
            "answer", _tr("Answer"), lambda row: formats.date_time(row.answer), 162, hidden=True
        ),
        Column("billed", _tr("Billed time"), _billed(formats), 92, "right", hidden=True),
        Column("pdd", _tr("Post-dial delay"), _pdd, 112, "right", hidden=True),
    )


def details(record: Cdr, formats: Formats, words: CdrWords) -> list[tuple[str, str]]:
    """Every field of a record with its name, in reading order."""
    return [
        (_tr("Caller"), record.caller or DASH),
        (_tr("Callee"), record.callee or DASH),
        (_tr("Start"), formats.date_time(record.start, ms=True)),
        (_tr("Answer"), formats.date_time(record.answer, ms=True)),
        (_tr("Stop"), formats.date_time(record.stop, ms=True)),
        (_tr("Hold time"), formats.duration(record.hold_time_s)),
        (_tr("Billed time"), formats.duration(record.fee_time_s)),
        (_tr("Fee"), formats.decimal(record.fee, 4)),
        (_tr("End reason"), words.reason(record.end_reason)),
        (_tr("Ended by"), words.direction(record.end_direction)),
        (_tr("SIP status"), _status(record)),
        (_tr("Post-dial delay"), _pdd(record)),
        (_tr("Source"), record.caller_ip),
        (_tr("Destination"), record.callee_ip or DASH),
        (_tr("Mapping gateway"), record.caller_gateway or DASH),
        (_tr("Routing gateway"), record.callee_gateway or DASH),
        (_tr("Account"), record.account or DASH),
        (_tr("Device"), record.user_agent or DASH),
        (_tr("Call-ID"), record.call_id or DASH),
        (_tr("Flow number"), str(record.flow_no)),
    ]


def _hold(formats: Formats) -> Callable[[Cdr], str]:
    return lambda row: formats.duration(row.hold_time_s)


def _billed(formats: Formats) -> Callable[[Cdr], str]:
    return lambda row: formats.duration(row.fee_time_s)


def _pdd(record: Cdr) -> str:
    return DASH if record.pdd_ms is None else _tr("{count} ms").format(count=record.pdd_ms)


def _status(record: Cdr) -> str:
    return str(record.sip_status) if record.sip_status else DASH
