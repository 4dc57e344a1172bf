"""What a report on illegal calls holds, as one value, and as JSON.

The JSON form is the report for programs; it also lies in the description beside every format, so
that a file of bare records comes with its figures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.api.wire import stamp, stamp_ms
from engine.billing.modes import Language
from engine.billing.reasons import reason_text
from engine.management.reports.evidence_words import Words
from engine.management.reports.switches import SwitchState
from engine.management.reports.wording import filter_in_words, gate_in_words
from engine.store.cdr_evidence import Figures
from engine.store.cdr_filter import CdrFilter, milliseconds
from engine.store.cdr_rows import CdrRow, ExportResult, TopRow

CountryOf = Callable[[str, Language], str]
"""Country of registration of an address in a language, "" when it is not known."""

RECORD_COLUMNS: Final = (
    *("start", "stop", "caller", "callee", "caller_ip", "caller_gateway", "account", "hold_time_s"),
    *("fee", "billing_mode", "billing_mode_name", "end_direction", "end_reason", "end_reason_text"),
    *("sip_status", "call_id", "user_agent", "flow_no", "id"),
)
"""Columns of the file of records."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    Attributes:
        owner: Who asked for it.
        made_at: When its figures were read, epoch seconds.
        version: Of the engine.
        filters: Which records; the range is closed on both sides.
        timezone: IANA name of the zone of its days and hours.
        figures: What the store says.
        records: The file of the records: rows, bytes and checksum.
        switches: What would have been recorded.
        country: Where an address is registered; None when nobody knows of any.
        language: In which its texts are.
        note: What its reader has to know about it before all else, if anything.
    """

    owner: str
    made_at: float
    version: str
    filters: CdrFilter
    timezone: str
    figures: Figures
    records: ExportResult
    switches: list[SwitchState]
    country: CountryOf | None = None
    language: Language = "en"
    note: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its days and hours."""
        return ZoneInfo(self.timezone)

    @property
    def period(self) -> tuple[float, float]:
        """First moment and first moment after, epoch seconds."""
        return period_of(self.filters)


def period_of(filters: CdrFilter) -> tuple[float, float]:
    """The closed range of a filter in epoch seconds."""
    start = milliseconds(filters.from_) / 1000 if filters.from_ else 0.0
    return start, milliseconds(filters.to) / 1000 if filters.to else start


def as_json(report: Report) -> dict[str, Any]:
    """The report as JSON types."""
    figures, (start, end) = report.figures, report.period
    return {
        "report": "illegal-calls",
        "made_by": report.owner,
        "made_at": stamp(report.made_at),
        "engine_version": report.version,
        "from": stamp(start),
        "to": stamp(end),
        "timezone": report.timezone,
        "language": report.language,
        "note": report.note,
        "filter": filter_in_words(report.filters, report.language),
        "totals": _totals(report),
        "by_day": [row._asdict() for row in figures.days],
        "by_hour": by_hour(figures),
        "by_weekday_and_hour": [row._asdict() for row in figures.rhythm],
        "top": {by: [_value(by, row, report) for row in rows] for by, rows in figures.tops.items()},
        "not_recorded": _not_recorded(figures, report.language),
        "recording_switches": [_switch(state) for state in report.switches],
        "records": {
            "rows": report.records.rows,
            "bytes": report.records.bytes,
            "sha256": report.records.sha256,
            "columns": list(RECORD_COLUMNS),
        },
        "newest": [_record(row) for row in figures.newest],
    }


def by_hour(figures: Figures) -> list[int]:
    """Records of each of the 24 hours of the day."""
    hours = [0] * 24
    for row in figures.rhythm:
        hours[row.hour] += row.records
    return hours


def _totals(report: Report) -> dict[str, Any]:
    totals = report.figures.totals
    ends = {
        name: None if (at := getattr(totals, name)) is None else stamp_ms(at)
        for name in ("first", "last")
    }
    return {**totals._asdict(), **ends, "not_recorded": report.figures.kept_out.attempts}


def _value(by: str, row: TopRow, report: Report) -> dict[str, Any]:
    item: dict[str, Any] = {
        "value": row.value,
        "records": row.records,
        "first": stamp_ms(row.first),
        "last": stamp_ms(row.last),
    }
    if by == "end_reason":
        item["text"] = reason_text(int(row.value), report.language)
    if by == "caller_ip" and report.country is not None:
        item["country"] = report.country(row.value, report.language)
    return item


def _not_recorded(figures: Figures, language: Language) -> dict[str, Any]:
    kept = figures.kept_out
    return {
        "note": Words(language)("note"),
        "attempts": kept.attempts,
        "by_gate": [
            {"gate": gate, "text": gate_in_words(gate, language), "attempts": count}
            for gate, count in kept.gates
        ],
        "by_day": [{"day": day, "attempts": count} for day, count in kept.days],
        "top_sources": [{"value": value, "attempts": count} for value, count in kept.sources],
    }


def _switch(state: SwitchState) -> dict[str, Any]:
    return {
        "parameter": state.name,
        "on_at_start": state.on_at_start,
        "off_s": round(state.off_s, 3),
        "changes": [{**each._asdict(), "at": stamp(each.at)} for each in state.changes],
    }


def _record(row: CdrRow) -> dict[str, Any]:
    names = ("caller", "callee", "caller_ip", "sip_status", "end_reason", "user_agent", "call_id")
    return {"start": stamp_ms(row.start)} | {name: getattr(row, name) for name in names}
