"""Values of a report as a person reads them: filters in words, moments, numbers, durations."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.billing.modes import mode_name
from engine.billing.reasons import reason_text
from engine.store.cdr_filter import CdrFilter

GATES: Final = {
    "illegal_call": "Recording of unauthorised calls was off",
    "zero_hold_time": "Recording of calls without hold time was off",
    "server_hang_up": "Recording of calls that the server ended was off",
    "journal_full": "The disk was full",
    "blacklist": "The source was on the blacklist",
    "rate_limit": "The source called more often than its limit allows",
}
"""Why an attempt was counted only."""

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MAX_VALUES: Final = 12
"""Values of one condition that are written out."""

_NAMES: Final = {
    "billing_modes": "billing mode",
    "callers": "caller",
    "callees": "called number",
    "numbers": "either number",
    "ips": "either address",
    "caller_ips": "source address",
    "callee_ips": "destination address",
    "gateways": "either gateway",
    "caller_gateways": "mapping gateway",
    "callee_gateways": "routing gateway",
    "accounts": "account",
    "end_reasons": "end reason",
    "not_end_reasons": "end reason is not",
    "reason_classes": "class of the end reason",
    "sip_statuses": "SIP status",
    "end_directions": "ended by",
    "hold_min": "hold time in seconds at least",
    "hold_max": "hold time in seconds at most",
    "flow_min": "flow number at least",
    "flow_max": "flow number at most",
    "call_ids": "Call-ID",
    "user_agents": "user agent",
    "q": "text that occurs",
    "connected": "connected",
}
_SILENT: Final = ("from_", "to", "illegal")
_WORDS: Final[dict[str, Any]] = {
    "billing_modes": mode_name,
    "end_reasons": reason_text,
    "not_end_reasons": reason_text,
}


def filter_in_words(filters: CdrFilter) -> str:
    """What restricts the records, the period and "unauthorised" aside."""
    parts = []
    for item in fields(CdrFilter):
        value = getattr(filters, item.name)
        if item.name not in _SILENT and value not in (None, (), ""):
            parts.append(f"{_NAMES[item.name]}: {_values(item.name, value)}")
    return "; ".join(parts) or "none: all unauthorised calls of the period"


def _values(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, tuple):
        return str(value)
    words = [str(_WORDS.get(name, str)(each)) for each in value[:MAX_VALUES]]
    rest = len(value) - len(words)
    return " or ".join([*words, *([f"{rest:,} more"] if rest else [])])


def moment(seconds: float, zone: ZoneInfo) -> str:
    """``2026-11-23 14:00:05 +01:00``."""
    local = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M:%S} {local.isoformat()[-6:]}"


def moment_ms(milliseconds: int | None, zone: ZoneInfo) -> str:
    """Epoch milliseconds without the offset, "–" for None."""
    if milliseconds is None:
        return "–"
    local = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M:%S}"


def duration(seconds: float) -> str:
    """``2 d 3 h``, ``3 h 12 min``, ``40 s``."""
    whole = round(seconds)
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (left, "s")]
    said = [f"{value} {unit}" for value, unit in parts if value]
    return " ".join(said[:2]) or "0 s"


def share(part: int, whole: int) -> str:
    """``12.5 %``; "" of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else ""
