"""Values of a report as a person reads them: filters in words, moments, numbers, durations."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.billing.modes import Language, mode_name
from engine.billing.reasons import reason_text
from engine.store.cdr_filter import CdrFilter

GATES: Final = {
    "illegal_call": (
        "Recording of unauthorised calls was off",
        "未授权呼叫的记录已关闭",
    ),
    "zero_hold_time": (
        "Recording of calls without hold time was off",
        "无通话时长呼叫的记录已关闭",
    ),
    "server_hang_up": (
        "Recording of calls that the server ended was off",
        "服务器结束的呼叫的记录已关闭",
    ),
    "journal_full": (
        "The disk was full",
        "磁盘已满",
    ),
    "blacklist": (
        "The source was on the blacklist",
        "来源在黑名单中",
    ),
    "rate_limit": (
        "The source called more often than its limit allows",
        "来源的呼叫超过了限速",
    ),
}
"""Why an attempt was counted only, in English and Chinese."""

MAX_VALUES: Final = 12
"""Values of one condition that are written out."""

_NAMES: Final = {
    "billing_modes": ("billing mode", "计费方式"),
    "callers": ("caller", "主叫"),
    "callees": ("called number", "被叫"),
    "numbers": ("either number", "任一号码"),
    "ips": ("either address", "任一地址"),
    "caller_ips": ("source address", "来源地址"),
    "callee_ips": ("destination address", "目的地址"),
    "gateways": ("either gateway", "任一网关"),
    "caller_gateways": ("mapping gateway", "对接网关"),
    "callee_gateways": ("routing gateway", "落地网关"),
    "accounts": ("account", "账户"),
    "end_reasons": ("end reason", "结束原因"),
    "not_end_reasons": ("end reason is not", "结束原因不是"),
    "reason_classes": ("class of the end reason", "结束原因类别"),
    "sip_statuses": ("SIP status", "SIP 状态码"),
    "end_directions": ("ended by", "结束方"),
    "hold_min": ("hold time in seconds at least", "通话时长（秒）至少"),
    "hold_max": ("hold time in seconds at most", "通话时长（秒）至多"),
    "flow_min": ("flow number at least", "流水号至少"),
    "flow_max": ("flow number at most", "流水号至多"),
    "call_ids": ("Call-ID", "Call-ID"),
    "user_agents": ("user agent", "用户代理"),
    "q": ("text that occurs", "包含文本"),
    "connected": ("connected", "已接通"),
}
_UNITS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("d", "h", "min", "s"),
    "zh": ("天", "小时", "分", "秒"),
}
_SILENT: Final = ("from_", "to", "illegal")
_WORDS: Final[dict[str, Any]] = {
    "billing_modes": mode_name,
    "end_reasons": reason_text,
    "not_end_reasons": reason_text,
}


def gate_in_words(gate: str, language: Language) -> str:
    """Why an attempt was counted only; the gate itself when this release does not know it."""
    texts = GATES.get(gate)
    return texts[language == "zh"] if texts else gate


def filter_in_words(filters: CdrFilter, language: Language = "en") -> str:
    """What restricts the records, the period and "unauthorised" aside."""
    parts = []
    chinese = language == "zh"
    colon = "：" if chinese else ": "
    for item in fields(CdrFilter):
        value = getattr(filters, item.name)
        if item.name not in _SILENT and value not in (None, (), ""):
            name = _NAMES[item.name][chinese]
            parts.append(name + colon + _values(item.name, value, language))
    nothing = ("none: all unauthorised calls of the period", "无：本时段内的全部未授权呼叫")
    return ("；" if chinese else "; ").join(parts) or nothing[chinese]


def _values(name: str, value: Any, language: Language) -> str:
    chinese = language == "zh"
    if isinstance(value, bool):
        return ("是" if value else "否") if chinese else "yes" if value else "no"
    if not isinstance(value, tuple):
        return str(value)
    in_words = _WORDS.get(name)
    words = [in_words(each, language) if in_words else str(each) for each in value[:MAX_VALUES]]
    rest = len(value) - len(words)
    more = f"其他 {rest:,} 个" if chinese else f"{rest:,} more"
    return (" 或 " if chinese else " or ").join([*words, *([more] if rest else [])])


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


def duration(seconds: float, language: Language = "en") -> str:
    """``2 d 3 h``, ``3 h 12 min``, ``40 s``; ``2 天 3 小时``."""
    whole = round(seconds)
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    units = _UNITS[language]
    parts = zip((days, hours, minutes, left), units, strict=True)
    said = [f"{value} {unit}" for value, unit in parts if value]
    return " ".join(said[:2]) or f"0 {units[-1]}"


def share(part: int, whole: int) -> str:
    """``12.5 %``; "" of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else ""
