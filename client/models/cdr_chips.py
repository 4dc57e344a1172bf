"""What the chips of a CDR filter say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from client.formats import Formats
from client.models.cdr_filter import CdrFilter, Range, bare
from client.models.cdr_vocabulary import CdrWords

SHOWN = 2
LISTED = 3
TOLD = 20


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("CdrChips", text, "", count)


def range_names() -> dict[Range, str]:
    """The ranges in the order of the menu."""
    return {
        Range.LAST_HOUR: _tr("Last hour"),
        Range.TODAY: _tr("Today"),
        Range.YESTERDAY: _tr("Yesterday"),
        Range.THIS_WEEK: _tr("This week"),
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


def class_names() -> dict[str, str]:
    """The classes of end reasons, by what the interface calls them."""
    return {
        "normal": _tr("normal clearing"),
        "switch": _tr("decided by this switch"),
        "redirected": _tr("redirected (3xx)"),
        "request": _tr("request failed (4xx)"),
        "server": _tr("server failed (5xx)"),
        "global": _tr("refused everywhere (6xx)"),
    }


def flag_names() -> dict[tuple[str, bool], str]:
    """What a flag says when it holds, and when it does not."""
    return {
        ("connected", True): _tr("connected"),
        ("connected", False): _tr("not connected"),
        ("zero_duration", True): _tr("of 0 seconds"),
        ("zero_duration", False): _tr("longer than 0 seconds"),
        ("illegal", True): _tr("illegal calls"),
        ("illegal", False): _tr("no illegal calls"),
    }


def chip_text(wanted: CdrFilter, name: str, words: CdrWords) -> str:
    """The words of the chip for one part of a filter; a long list is only counted."""
    value = getattr(wanted, name)
    if isinstance(value, bool):
        return flag_names()[name, value]
    if isinstance(value, tuple):
        counted = len(value) > LISTED and name in _counted(0)
        shown = _counted(len(value))[name] if counted else _listed(_said(name, value, words))
        return shown if counted else _templates()[name].format(value=shown)
    return _templates()[name].format(value=value)


def chip_tip(wanted: CdrFilter, name: str, words: CdrWords) -> str:
    """The values of a list that the chip only counts, one a line; empty for all others."""
    value = getattr(wanted, name)
    if not isinstance(value, tuple) or len(value) <= SHOWN:
        return ""
    said = _said(name, value, words)
    rest = len(said) - TOLD
    return "\n".join(said[:TOLD] + ([_tr("and {count} more").format(count=rest)] * (rest > 0)))


def meaning(value: str) -> str:
    """What a value of a list means, for people; the empty text would not be seen."""
    return bare(value) or _tr("(empty)")


def _templates() -> dict[str, str]:
    return {
        "numbers": _tr("Number {value}"),
        "callers": _tr("Caller {value}"),
        "callees": _tr("Callee {value}"),
        "ips": _tr("Address {value}"),
        "caller_ips": _tr("Source {value}"),
        "callee_ips": _tr("Destination {value}"),
        "gateways": _tr("Gateway {value}"),
        "caller_gateways": _tr("Mapping gateway {value}"),
        "callee_gateways": _tr("Routing gateway {value}"),
        "accounts": _tr("Account {value}"),
        "end_reasons": _tr("End reason {value}"),
        "not_end_reasons": _tr("End reason not {value}"),
        "reason_classes": _tr("End reason: {value}"),
        "sip_statuses": _tr("SIP status {value}"),
        "end_directions": _tr("Ended by {value}"),
        "call_ids": _tr("Call-ID {value}"),
        "user_agents": _tr("Device {value}"),
        "hold_min": _tr("Hold time from {value} s"),
        "hold_max": _tr("Hold time up to {value} s"),
        "text": _tr("contains “{value}”"),
    }


def _counted(count: int) -> dict[str, str]:
    return {
        "numbers": _tr("%Ln number(s)", count),
        "callers": _tr("%Ln caller(s)", count),
        "callees": _tr("%Ln callee(s)", count),
        "ips": _tr("%Ln address(es)", count),
        "caller_ips": _tr("%Ln source(s)", count),
        "callee_ips": _tr("%Ln destination(s)", count),
    }


def _said(name: str, values: Sequence[int | str], words: CdrWords) -> list[str]:
    """Each value in words; what is not wanted says so."""
    if name in ("end_reasons", "not_end_reasons"):
        return [words.reason(int(code)) for code in values]
    if name == "end_directions":
        return [words.direction(int(code)) for code in values]
    if name == "reason_classes":
        return [class_names().get(str(value), str(value)) for value in values]
    denied = _tr("not {value}")
    return [
        denied.format(value=meaning(text[1:])) if text.startswith("!") else meaning(text)
        for text in map(str, values)
    ]


def _listed(values: Sequence[str]) -> str:
    shown = ", ".join(values[:SHOWN])
    rest = len(values) - SHOWN
    return _tr("{shown} and {count} more").format(shown=shown, count=rest) if rest > 0 else shown
