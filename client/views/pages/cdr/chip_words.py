"""What the chips of a CDR filter say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from client.formats import Formats
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords

SHOWN = 2


def _tr(text: str) -> str:
    return QCoreApplication.translate("CdrChips", text)


def range_names() -> dict[Range, str]:
    """The ranges in the order of the menu."""
    return {
        Range.LAST_HOUR: _tr("Last hour"),
        Range.TODAY: _tr("Today"),
        Range.YESTERDAY: _tr("Yesterday"),
        Range.WEEK: _tr("Last 7 days"),
        Range.CUSTOM: _tr("Set a range…"),
    }


def range_text(wanted: CdrFilter, formats: Formats) -> str:
    """The range with its zone: ``Today · Asia/Dhaka``, or both moments."""
    name = range_names()[wanted.range]
    if wanted.range is Range.CUSTOM and wanted.start and wanted.end:
        name = _tr("{first} – {last}").format(
            first=formats.date_time(wanted.start)[:-3], last=formats.date_time(wanted.end)[:-3]
        )
    return f"{name} · {formats.zone_name}"


def chip_text(wanted: CdrFilter, name: str, words: CdrWords) -> str:
    """The words of the chip for one part of a filter."""
    value = getattr(wanted, name)
    if name == "end_reasons":
        value = tuple(words.reason(code) for code in value)
    if name == "connected":
        return _tr("connected") if value else _tr("not connected")
    template = {
        "callers": _tr("Caller {value}"),
        "callees": _tr("Callee {value}"),
        "ips": _tr("Source {value}"),
        "end_reasons": _tr("End reason {value}"),
        "call_ids": _tr("Call-ID {value}"),
        "hold_min": _tr("Hold time from {value} s"),
        "hold_max": _tr("Hold time up to {value} s"),
        "text": _tr("contains “{value}”"),
    }[name]
    return template.format(value=_listed(value) if isinstance(value, tuple) else value)


def _listed(values: Sequence[str]) -> str:
    shown = ", ".join(values[:SHOWN])
    rest = len(values) - SHOWN
    return _tr("{shown} and {count} more").format(shown=shown, count=rest) if rest > 0 else shown
