"""Columns of a CSV export, and how a line of them is written in SQL.

A line is put together as one text, cell by cell: written as two dozen columns, a million of them
took twice as long. So quoting is done here, as RFC 4180 has it: a text with a comma, a quote, a
line end or # is quoted, and so is an empty text, which differs from a cell without value.

Times are written in a named IANA zone with their offset (``2026-11-23T14:00:00.123+08:00``), so
that a clock change leaves no two moments alike. Codes come beside their English texts. Fees
have six decimals, see :func:`fee_text`.

What callers choose (numbers, User-Agent, Call-ID) may be written to be run by a spreadsheet. A text
cell that begins with ``= + - @``, their wide forms, TAB or CR gets an apostrophe in front; only a
plain telephone number, a ``+`` with nothing but digits behind, is left as it is. Where the decimal
sign is a comma, spreadsheets take a semicolon for the end of a cell, also between quotes that do
not stand around all of their cell; so what strangers write after one is treated likewise. Line ends
and TABs within a text become spaces, so that nobody forges a line or a cell.

A million rows have nine million texts and three million times, so something cheap is asked first:
whether a column has a text at all that is no cell as it stands, and whether a time is in the
interval around the export in which the zone's offset does not change.
"""

from collections.abc import Collection, Sequence
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
TIMES: Final = frozenset({"start", "answer", "stop"})
FEE_DECIMALS: Final = 6
"""Decimals of a fee in a file of text."""

_FROM_STRANGERS: Final = frozenset({"caller", "callee", "call_id", "user_agent"})
"""Texts without an alphabet of ours; ends of lines and cells are looked for in these."""

_OURS: Final = frozenset({"caller_ip", "callee_ip"})
"""Texts that this program wrote itself."""

_BREAKS: Final = (13, 10, 9, 0)
"""Characters that would end a line, a cell or a text."""

_RUN: Final = "=+-@\uff1d\uff0b\uff0d\uff20"
"""First characters that make a spreadsheet run a cell, in Japanese also the wide ones ..."""

_RUNS: Final = tuple(map(ord, f"{_RUN}\t\r\n"))
"""... and those in front of which it does not look."""

_HIDDEN: Final = f'(;"*)([{_RUN.replace("-", "")}-])'
"""What would begin a cell that is run, behind a semicolon."""

_QUOTED: Final = ("','", "'\"'", "chr(13)", "chr(10)", "'#'")
"""Characters, in SQL, that a cell has between quotes only; some readers take # for a comment."""


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


def line(columns: Sequence[str], interval: Steady, careful: Collection[str] = CSV_COLUMNS) -> str:
    """A line of these columns without its end, in SQL without any value of a user.

    Args:
        columns: Names.
        interval: Where times are likely to be.
        careful: Texts of which :func:`doubt` is true somewhere; only these are looked through.
    """
    # concat_ws, which would put the commas in, takes a quarter longer.
    cells = ", ',', ".join(_cell(name, interval, name in careful) for name in columns)
    return f"concat({cells})"


def doubt(name: str) -> str:
    """Whether a text has to be changed or quoted to be a cell, in SQL."""
    column = quoted(name)
    doubts = [f"contains({column}, {sign})" for sign in _QUOTED]
    if name not in _OURS:
        doubts.append(f"({_is_run(column)})")
    if name in _FROM_STRANGERS:
        doubts += [f"contains({column}, chr({code}))" for code in (0, 9)]
        doubts.append(f"({_hides(column)})")
    return " OR ".join(doubts)


def texts(columns: Sequence[str]) -> list[str]:
    """Those of the columns that :func:`doubt` is about."""
    return [name for name in columns if CDR.columns.get(name) == "VARCHAR"]


def value_text(name: str, interval: Steady) -> str:
    """A time, number or id as a text, in SQL; NULL for one that is missing."""
    column = quoted(name)
    if name in TIMES:
        return _time(column, interval)
    return fee_text() if name == "fee" else f"CAST({column} AS VARCHAR)"


def fee_text() -> str:
    """A fee as a text, in SQL: ``0.010300``, never ``0.010299999999999998`` and never ``1e-05``.

    It is kept as a binary number, which few decimal ones are. Six decimals are two more than
    VOS3000 charges with, and a column of them adds up to the fee of the figures within half a
    millionth a record. What is finer is only in Parquet and the API, which have the number itself
    (docs/adr/0038-fees-in-files.md).
    """
    # Most records cost nothing, and to write decimals takes twice as long as any other number.
    free = f"{0:.{FEE_DECIMALS}f}"
    return f"CASE WHEN fee = 0 THEN '{free}' ELSE printf('%.{FEE_DECIMALS}f', fee) END"


def code_text(name: str) -> str:
    """The English text of a code as a value, in SQL; "" for a column of the table."""
    if name == "billing_mode_name":
        return _texts("billing_mode", MODES, as_cell=False)
    return _texts("end_reason", REASONS, as_cell=False) if name == "end_reason_text" else ""


def _cell(name: str, interval: Steady, careful: bool) -> str:
    """Never NULL, which is no text to whoever reads the line elsewhere."""
    if name == "billing_mode_name":
        return _texts("billing_mode", MODES)
    if name == "end_reason_text":
        return _texts("end_reason", REASONS)
    if CDR.columns[name] == "VARCHAR":
        return _text_cell(name) if careful else f"""coalesce(nullif({quoted(name)}, ''), '""')"""
    value = value_text(name, interval)
    return f"coalesce({value}, '')" if name in CDR.nullable else value


def _text_cell(name: str) -> str:
    column = quoted(name)
    one_line = name in _FROM_STRANGERS
    safe = column if name in _OURS else _text(column, one_line=one_line)
    careful = f"list_transform([{safe}], lambda cell: {_quote('cell')})[1]"
    return (
        f"""CASE WHEN {column} = '' THEN '""' WHEN {doubt(name)} THEN {careful} ELSE {column} END"""
    )


def _quote(text: str) -> str:
    """The text as a cell."""
    signs = " OR ".join(f"contains({text}, {sign})" for sign in _QUOTED)
    return f"""CASE WHEN {signs} THEN '"' || replace({text}, '"', '""') || '"' ELSE {text} END"""


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
    line = _shown(_without_breaks(column)) if one_line else column
    return f"CASE WHEN {_is_run(column)} THEN chr(39) || {line} ELSE {line} END"


def _is_run(column: str) -> str:
    """Whether a spreadsheet would run the text."""
    return (
        f"ascii({column}) IN ({', '.join(map(str, _RUNS))}) "
        f"AND NOT regexp_full_match({column}, '\\+[0-9]+')"
    )


def _hides(text: str) -> str:
    """Whether something behind a semicolon would be run. Few texts have one, and it is cheap."""
    return f"contains({text}, ';') AND regexp_matches({text}, '{_HIDDEN}')"


def _shown(text: str) -> str:
    """The text with an apostrophe before whatever would be run behind a semicolon."""
    return f"regexp_replace({text}, '{_HIDDEN}', '\\1''\\2', 'g')"


def _without_breaks(column: str) -> str:
    has_break = " OR ".join(f"contains({column}, chr({code}))" for code in _BREAKS)
    breaks = " || ".join(f"chr({code})" for code in _BREAKS)
    spaces = " " * len(_BREAKS)
    return f"CASE WHEN {has_break} THEN translate({column}, {breaks}, '{spaces}') ELSE {column} END"


def _texts(column: str, table: dict[int, tuple[str, str]], *, as_cell: bool = True) -> str:
    """The English text of a code, the number itself for one that is not in the table."""
    texts = {code: _quoted_text(text) if as_cell else text for code, (text, _) in table.items()}
    cases = " ".join(
        f"WHEN {code} THEN '{text.replace(chr(39), chr(39) * 2)}'" for code, text in texts.items()
    )
    return f"CASE {column} {cases} ELSE CAST({column} AS VARCHAR) END"


def _quoted_text(text: str) -> str:
    """A text of ours as a cell."""
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n#') else text
