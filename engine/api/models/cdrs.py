"""Call records: which ones, what they say, their figures and their exports.

One set of filters serves the list, the figures, the chart and the export, so that a file holds
exactly the rows the screen counted. A repeatable name takes several values and any of them will
do; different names must all hold.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from engine.api.models.common import (
    WHOLE,
    Answer,
    Body,
    Cursor,
    Flag,
    Moment,
    Search,
    Stamp,
)

MAX_VALUES = 100
_INT32 = 2_147_483_647


def _several(value: object) -> object:
    """A single value as a list of one; a list as it is."""
    return value if isinstance(value, list) else [value]


_Code = Annotated[int, Field(strict=True, ge=-999, le=9999), WHOLE]
_Word = Annotated[str, Field(min_length=1, max_length=128)]
_Codes = Annotated[list[_Code], BeforeValidator(_several), Field(max_length=MAX_VALUES)]
_Words = Annotated[list[_Word], BeforeValidator(_several), Field(max_length=MAX_VALUES)]
_Seconds = Annotated[int, Field(strict=True, ge=0, le=_INT32), WHOLE]


class CdrFilters(Body):
    """Which records. The time range is half open: ``from`` <= start < ``to``.

    Without ``from`` it reaches back as many days as SERVER_QUERY_CDR_MAX_DAY_INTERVAL allows;
    without ``to`` it is open. Numbers, addresses and Call-IDs match exactly, or by their
    beginning when they end in ``*``; ``ip`` is an address of either side; ``q`` occurs in any
    text of the record. Hold times are whole seconds, both ends included.
    """

    from_: Annotated[Moment | None, Field(alias="from")] = None
    to: Moment | None = None
    billing_mode: _Codes = Field(default_factory=list)
    caller: _Words = Field(default_factory=list)
    callee: _Words = Field(default_factory=list)
    ip: _Words = Field(default_factory=list)
    end_reason: _Codes = Field(default_factory=list)
    call_id: _Words = Field(default_factory=list)
    hold_min: _Seconds | None = None
    hold_max: _Seconds | None = None
    connected: Flag | None = None
    q: Search = ""


class CdrListQuery(CdrFilters):
    """A page of records."""

    limit: Annotated[int, Field(strict=True, ge=1, le=1000), WHOLE] = 100
    cursor: Cursor = ""


class CdrSeriesQuery(CdrFilters):
    """A chart: ``bucket`` is the width of one point in seconds."""

    bucket: Annotated[int, Field(strict=True, ge=1, le=86_400), WHOLE] = 60


def _as_in_a_query(schema: dict[str, Any]) -> None:
    """Document that a query's spelling is taken too: digits, one value instead of a list."""
    for name, entry in schema["properties"].items():
        choices = entry.get("anyOf", [entry])
        more = [copy for choice in choices for copy in _spellings(choice)]
        if more:
            kept = {key: entry[key] for key in ("default", "title") if key in entry}
            plain = [{k: v for k, v in choice.items() if k not in kept} for choice in choices]
            schema["properties"][name] = {"anyOf": [*plain, *more], **kept}


def _spellings(choice: dict[str, Any]) -> list[dict[str, Any]]:
    if choice.get("type") == "array":
        return [choice["items"], *_spellings(choice["items"])]
    if choice.get("type") == "integer":
        return [{"type": "string", "pattern": "^-?[0-9]{1,9}$"}]
    return [{"type": "string", "enum": ["true", "false"]}] * (choice.get("type") == "boolean")


class ExportFilters(CdrFilters):
    """The names of the query; a repeatable one takes one value or a list, numbers also as text."""

    model_config = ConfigDict(json_schema_extra=_as_in_a_query)


class NewExport(Body):
    """What to export; without ``columns`` the usual ones, without ``timezone`` UTC."""

    format: Literal["csv"] = "csv"
    filters: ExportFilters = ExportFilters()
    columns: Annotated[
        list[Annotated[str, Field(max_length=64)]],
        Field(max_length=64, examples=[["start", "caller", "callee", "end_reason_text"]]),
    ] = Field(default_factory=list)
    timezone: Annotated[str, Field(max_length=64, examples=["Europe/Berlin"])] = "UTC"


class CdrItem(Answer):
    """One call record.

    ``end_direction`` says who ended it: 0 caller, 1 callee, 2 server. The codes of
    ``billing_mode`` and ``end_reason`` are listed by ``/cdrs/vocabulary``.
    """

    id: str
    flow_no: int
    caller: str
    callee: str
    caller_ip: str
    callee_ip: str
    caller_gateway: str
    callee_gateway: str
    account: str
    start: Stamp
    answer: Stamp | None
    stop: Stamp
    hold_time_s: int
    fee_time_s: int
    fee: float
    billing_mode: int
    billing_mode_name: str
    end_direction: int
    end_reason: int
    end_reason_text: str
    sip_status: int
    pdd_ms: int | None
    call_id: str
    user_agent: str


class CdrPage(Answer):
    """Records, newest first."""

    items: list[CdrItem]
    next_cursor: str | None


class GateCounts(Answer):
    """Attempts that were not recorded, by what kept them out."""

    zero_hold_time: int
    illegal_call: int
    journal_full: int


class CdrSummaryItem(Answer):
    """Figures over everything that matches; ``from`` and ``to`` are the range that was used.

    ``asr`` is the share of connected records, from 0 to 1, ``acd_s`` their average duration; null
    without records. ``not_recorded`` follows the time range and the billing modes only.
    """

    from_: Annotated[Stamp, Field(alias="from")]
    to: Stamp | None
    records: int
    connected: int
    minutes: float
    asr: float | None
    acd_s: float | None
    fee: float
    illegal: int
    not_recorded: int
    not_recorded_by_gate: GateCounts


class SeriesPoint(Answer):
    """Records of one billing mode that started in ``[at, at + bucket)``."""

    at: Stamp
    billing_mode: int
    count: int


class NotRecordedPoint(SeriesPoint):
    """Attempts that a gate kept out of the records, by the minute they came in."""

    gate: str


class CdrSeriesItem(Answer):
    """A chart; buckets without a record are left out."""

    bucket_s: int
    from_: Annotated[Stamp, Field(alias="from")]
    to: Stamp | None
    points: list[SeriesPoint]
    not_recorded: list[NotRecordedPoint]


class Term(Answer):
    """A code and its name in both languages."""

    code: int
    en: str
    zh: str


class Vocabulary(Answer):
    """What the codes of a record mean."""

    billing_modes: list[Term]
    end_reasons: list[Term]
    end_directions: list[Term]


class ExportItem(Answer):
    """An export as it stands; ``rows`` equals ``expected_rows`` when it is done."""

    id: str
    status: Literal["queued", "running", "done", "failed", "cancelled"]
    rows: int
    expected_rows: int | None
    bytes: int
    sha256: str | None
    detail: str
    filename: str
    owner: str
    created_at: Stamp
    finished_at: Stamp | None
