"""Columns of a CSV export, and how each is written in SQL.

Times are written in a named IANA zone with their offset (``2026-11-23T14:00:00.123+08:00``), so
that a clock change leaves no two moments alike. Codes come beside their English texts.

What callers choose (numbers, User-Agent, Call-ID) may be written to be run by a spreadsheet. A text
cell that begins with ``= + - @``, TAB or CR gets an apostrophe in front; only a plain telephone
number, a ``+`` with nothing but digits behind, is left as it is. Line ends within a text become
spaces, so that one record is one line.
"""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from engine.billing.modes import MODES
from engine.billing.reasons import REASONS
from engine.errors import Invalid
from engine.store.cdr_rows import CDR_COLUMNS
from engine.store.cdr_schema import CDR, quoted

CSV_COLUMNS: Final = (*CDR_COLUMNS, "billing_mode_name", "end_reason_text")
"""Columns a CSV may have: those of the table and the texts of two codes."""

DEFAULT_COLUMNS: Final = (
    *("flow_no", "start", "answer", "stop", "caller", "callee", "caller_ip", "callee_ip"),
    *("caller_gateway", "callee_gateway", "account", "hold_time_s", "fee_time_s", "fee"),
    *("billing_mode", "billing_mode_name", "end_direction", "end_reason", "end_reason_text"),
    *("sip_status", "pdd_ms", "call_id", "user_agent", "id"),
)

_TIMES: Final = frozenset({"start", "answer", "stop"})
_BREAKS: Final = (13, 10, 0)
"""Characters that would end a line, or a text."""

_RUNS: Final = tuple(map(ord, "=+-@\t\r\n"))
"""First characters that make a spreadsheet run a cell."""


def check_columns(columns: Sequence[str]) -> None:
    """At least one column, all known, none twice.

    Raises:
        Invalid: otherwise.
    """
    unknown = [name for name in columns if name not in CSV_COLUMNS]
    if unknown or not columns or len(set(columns)) != len(columns):
        raise Invalid("columns", f"columns are some of {', '.join(CSV_COLUMNS)}, each once")


def check_timezone(name: str) -> None:
    """An IANA zone, or UTC.

    Raises:
        Invalid: unknown.
    """
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Invalid("timezone", f"{name[:80]!a} is no IANA time zone") from None


def select_list(columns: Sequence[str]) -> str:
    """The columns as they are written, in SQL without any value of a user."""
    return ", ".join(f"{_expression(name)} AS {quoted(name)}" for name in columns)


def _expression(name: str) -> str:
    if name == "billing_mode_name":
        return _texts("billing_mode", MODES)
    if name == "end_reason_text":
        return _texts("end_reason", REASONS)
    if name in _TIMES:
        return _time(name)
    return _text(quoted(name)) if CDR.columns[name] == "VARCHAR" else quoted(name)


def _time(name: str) -> str:
    """RFC 3339; the offset's minutes, which ``%z`` leaves out when they are 0, are added."""
    moment = f"make_timestamptz({quoted(name)} * 1000)"
    text = f"strftime({moment}, '%Y-%m-%dT%H:%M:%S.%g%z')"
    return f"{text} || CASE date_part('timezone_minute', {moment}) WHEN 0 THEN ':00' ELSE '' END"


def _text(column: str) -> str:
    """The text on one line, made harmless for spreadsheets.

    Hardly any text needs a change, so the costly functions are asked only behind cheap ones.
    """
    has_break = " OR ".join(f"contains({column}, chr({code}))" for code in _BREAKS)
    breaks = " || ".join(f"chr({code})" for code in _BREAKS)
    spaces = " " * len(_BREAKS)
    line = f"CASE WHEN {has_break} THEN translate({column}, {breaks}, '{spaces}') ELSE {column} END"
    return (
        f"CASE WHEN ascii({column}) IN ({', '.join(map(str, _RUNS))}) "
        f"AND NOT regexp_full_match({column}, '\\+[0-9]+') THEN '''' || {line} ELSE {line} END"
    )


def _texts(column: str, table: dict[int, tuple[str, str]]) -> str:
    """The English text of a code, the number itself for one that is not in the table."""
    cases = " ".join(
        f"WHEN {code} THEN '{english.replace(chr(39), chr(39) * 2)}'"
        for code, (english, _) in table.items()
    )
    return f"CASE {column} {cases} ELSE CAST({column} AS VARCHAR) END"
