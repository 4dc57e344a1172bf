"""Call records: what they say, their figures and their exports."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.cdr_filters import ExportFilters, Order, Sort, Zone
from engine.api.models.common import Answer, Body, Moment, Stamp


class NewExport(Body):
    """What to export; without ``columns`` the usual ones, without ``timezone`` UTC.

    ``sort`` and ``order`` are those of the list, with its limits: at most 1,000,000 matching
    records, 200,000 by a text. More are refused.
    """

    format: Literal["csv", "xlsx", "jsonl", "parquet"] = "csv"
    filters: ExportFilters = ExportFilters()
    columns: Annotated[
        list[Annotated[str, Field(max_length=64)]],
        Field(max_length=64, examples=[["start", "caller", "callee", "end_reason_text"]]),
    ] = Field(default_factory=list)
    timezone: Zone = "UTC"
    sort: Sort = "start"
    order: Order = "newest"


class ExportAgain(Body):
    """The same export over another range, in the same order and with its limits."""

    from_: Annotated[Moment, Field(alias="from")]
    to: Moment | None = None


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


class MissingDays(Answer):
    """Records that an answer lacks because their file cannot be read, and why.

    The days are those of UTC, ``2026-11-23``.
    """

    first_day: str
    last_day: str
    records: int
    file: str
    reason: str


class CdrPage(Answer):
    """Records in the order asked for; ``missing`` is empty unless a file of the archive is damaged.

    ``flow_max`` is the one of the question, or the greatest of all records then: given back, it
    makes further pages, figures and exports be of the same records.
    """

    items: list[CdrItem]
    next_cursor: str | None
    flow_max: int
    missing: list[MissingDays]


class GateCounts(Answer):
    """Attempts that were not recorded, by what kept them out."""

    zero_hold_time: int
    illegal_call: int
    server_hang_up: int
    journal_full: int
    blacklist: int
    rate_limit: int


class CdrSummaryItem(Answer):
    """Figures over everything that matches; ``from`` and ``to`` are the range that was used.

    ``asr`` is the share of connected records, from 0 to 1, ``acd_s`` their average duration; null
    without records. ``not_recorded`` follows the time range and the billing modes only.
    ``missing`` is what the figures lack because a file of the archive is damaged.
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
    missing: list[MissingDays]


class SeriesPoint(Answer):
    """Records of one billing mode that started in ``[at, at + bucket)``."""

    at: Stamp
    billing_mode: int
    count: int


class NotRecordedPoint(SeriesPoint):
    """Attempts that a gate kept out of the records, by the minute they came in."""

    gate: str


class CdrSeriesItem(Answer):
    """A chart; buckets without a record are left out. ``missing`` is as in the summary."""

    bucket_s: int
    from_: Annotated[Stamp, Field(alias="from")]
    to: Stamp | None
    points: list[SeriesPoint]
    not_recorded: list[NotRecordedPoint]
    missing: list[MissingDays]


class TopItem(Answer):
    """Figures over the records of one value; ``text`` says in words what a code means."""

    value: str
    text: str
    records: int
    connected: int
    minutes: float
    asr: float
    acd_s: float | None
    fee: float
    illegal: int
    first: Stamp
    last: Stamp


class CdrTop(Answer):
    """The values with the most records, the most frequent first; hours in their order.

    ``missing`` is as in the summary.
    """

    by: str
    from_: Annotated[Stamp, Field(alias="from")]
    to: Stamp | None
    items: list[TopItem]
    missing: list[MissingDays]


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
    """An export as it stands; ``rows`` equals ``expected_rows`` when it is done.

    ``detail`` says why it failed, or what is to be known about a finished file.

    ``expires_at`` is when it is removed by its age; it may go earlier to make room.
    """

    id: str
    status: Literal["queued", "running", "done", "failed", "cancelled"]
    rows: int
    expected_rows: int | None
    bytes: int
    sha256: str | None
    detail: str
    filename: str
    format: Literal["csv", "xlsx", "jsonl", "parquet", "pdf", "json"]
    kind: Literal["cdrs", "illegal-calls"] = "cdrs"
    owner: str
    created_at: Stamp
    finished_at: Stamp | None
    expires_at: Stamp | None


class ExportList(Answer):
    """The exports that are kept, newest first."""

    items: list[ExportItem]
    next_cursor: str | None = None
