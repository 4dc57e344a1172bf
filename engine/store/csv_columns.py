"""Columns of a CSV export, and how each is written in SQL.

Times are written in a named IANA zone with their offset (``2026-11-23T14:00:00.123+08:00``), so
that a clock change leaves no two moments alike. Codes come beside their English texts.

What callers choose (numbers, User-Agent, Call-ID) may be written to be run by a spreadsheet. A text
cell that begins with ``= + - @``, TAB or CR gets an apostrophe in front; only a plain telephone
number, a ``+`` with nothing but digits behind, is left as it is. Line ends within a text become
spaces, so that nobody forges a line.

A million rows have nine million texts and three million times, so the expressions ask something
cheap first: the first character of a text, and whether a time is in the interval around the export
in which the zone's offset does not change.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
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

_FORMAT: Final = "%Y-%m-%dT%H:%M:%S.%g"
_STEADY_DAYS: Final = 300
_TIMES: Final = frozenset({"start", "answer", "stop"})
_FROM_STRANGERS: Final = frozenset({"caller", "callee", "call_id", "user_agent"})
"""Texts without an alphabet of ours; line ends are looked for in these."""

_OURS: Final = frozenset({"caller_ip", "callee_ip"})
"""Texts that this program wrote itself."""

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


class Steady(NamedTuple):
    """An interval in which a zone's offset stays the same.

    Attributes:
        low: First millisecond.
        high: Last millisecond.
        offset_min: Minutes east of UTC.
    """

    low: int
    high: int
    offset_min: int


def steady(timezone: str, around: int) -> Steady:
    """The steady interval around a moment (epoch ms), looked for up to 300 days either way."""
    zone = ZoneInfo(timezone)
    middle = datetime.fromtimestamp(around // 1000, UTC)
    offset = middle.astimezone(zone).utcoffset()
    edges = []
    for step in (timedelta(days=-1), timedelta(days=1)):
        edge = middle
        for _ in range(_STEADY_DAYS):
            if (edge + step).astimezone(zone).utcoffset() != offset:
                break
            edge += step
        edges.append(int(edge.timestamp()) * 1000)
    return Steady(edges[0], edges[1], round((offset or timedelta()) / timedelta(minutes=1)))


def select_list(columns: Sequence[str], interval: Steady) -> str:
    """The columns as they are written, in SQL without any value of a user."""
    return ", ".join(f"{_expression(name, interval)} AS {quoted(name)}" for name in columns)


def _expression(name: str, interval: Steady) -> str:
    if name == "billing_mode_name":
        return _texts("billing_mode", MODES)
    if name == "end_reason_text":
        return _texts("end_reason", REASONS)
    if name in _TIMES:
        return _time(quoted(name), interval)
    if CDR.columns[name] != "VARCHAR" or name in _OURS:
        return quoted(name)
    return _text(quoted(name), one_line=name in _FROM_STRANGERS)


def _time(column: str, interval: Steady) -> str:
    """RFC 3339 with the zone's offset."""
    sign = "-" if interval.offset_min < 0 else "+"
    hours, minutes = divmod(abs(interval.offset_min), 60)
    local = f"make_timestamp(({column} + {interval.offset_min * 60_000}) * 1000)"
    near = f"strftime({local}, '{_FORMAT}{sign}{hours:02}:{minutes:02}')"
    moment = f"make_timestamptz({column} * 1000)"
    # %z leaves out the minutes of an offset when they are 0.
    rest = f"CASE date_part('timezone_minute', {moment}) WHEN 0 THEN ':00' ELSE '' END"
    far = f"strftime({moment}, '{_FORMAT}%z') || {rest}"
    steady_range = f"{column} BETWEEN {interval.low} AND {interval.high}"
    return f"CASE WHEN {steady_range} THEN {near} ELSE {far} END"


def _text(column: str, *, one_line: bool) -> str:
    """The text, made harmless for spreadsheets and, if asked, kept on one line."""
    line = _without_breaks(column) if one_line else column
    return (
        f"CASE WHEN ascii({column}) IN ({', '.join(map(str, _RUNS))}) "
        f"AND NOT regexp_full_match({column}, '\\+[0-9]+') THEN chr(39) || {line} ELSE {line} END"
    )


def _without_breaks(column: str) -> str:
    has_break = " OR ".join(f"contains({column}, chr({code}))" for code in _BREAKS)
    breaks = " || ".join(f"chr({code})" for code in _BREAKS)
    spaces = " " * len(_BREAKS)
    return f"CASE WHEN {has_break} THEN translate({column}, {breaks}, '{spaces}') ELSE {column} END"


def _texts(column: str, table: dict[int, tuple[str, str]]) -> str:
    """The English text of a code, the number itself for one that is not in the table."""
    cases = " ".join(
        f"WHEN {code} THEN '{english.replace(chr(39), chr(39) * 2)}'"
        for code, (english, _) in table.items()
    )
    return f"CASE {column} {cases} ELSE CAST({column} AS VARCHAR) END"
