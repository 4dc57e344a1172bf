"""Which call records, and what is asked of them.

One set of filters serves the list, the figures, the chart, the top lists and the export, so that a
file holds exactly the rows the screen counted. A repeatable name takes several values and any of
them will do; different names must all hold.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from engine.api.models.common import WHOLE, Body, Cursor, Flag, Moment, Search

MAX_VALUES = 1000
"""Values of one condition: a list of numbers that somebody pastes has some hundred."""

MAX_SIGNS = 512
"""Signs of one value: the longest text of a record, a device of 200, with each sign escaped."""

_INT32 = 2_147_483_647
_INT63 = 9_223_372_036_854_775_807


def _several(value: object) -> object:
    """A single value as a list of one; a list as it is."""
    return value if isinstance(value, list) else [value]


_Code = Annotated[int, Field(strict=True, ge=-999, le=9999), WHOLE]
_Word = Annotated[str, Field(min_length=1, max_length=MAX_SIGNS)]
_Codes = Annotated[list[_Code], BeforeValidator(_several), Field(max_length=MAX_VALUES)]
_Words = Annotated[list[_Word], BeforeValidator(_several), Field(max_length=MAX_VALUES)]
_Classes = Annotated[
    list[Literal["normal", "switch", "redirected", "request", "server", "global"]],
    BeforeValidator(_several),
]
_Flow = Annotated[int, Field(strict=True, ge=0, le=_INT63), WHOLE]
_Seconds = Annotated[int, Field(strict=True, ge=0, le=_INT32), WHOLE]


Order = Literal["newest", "oldest"]
Sort = Literal[
    "start",
    "stop",
    "hold_time_s",
    "fee",
    "caller",
    "callee",
    "caller_ip",
    "account",
    "user_agent",
    "call_id",
    "sip_status",
    "end_reason",
    "end_direction",
    "billing_mode",
    "flow_no",
]
"""By what records are sorted; see :mod:`engine.store.cdr_order`."""

Zone = Annotated[str, Field(max_length=64, examples=["Europe/Berlin"])]
"""IANA name of a time zone."""


class CdrFilters(Body):
    r"""Which records. The time range is half open: ``from`` <= start < ``to``.

    Without ``from`` it reaches back as many days as SERVER_QUERY_CDR_MAX_DAY_INTERVAL allows;
    without ``to`` it is open. Texts match exactly, or begin (``8801*``), end (``*4711``) or
    contain (``*77*``); ``!`` in front excludes; ``\`` takes the meaning of the sign behind it. Two
    quotes (``""``) ask for records in which that text is empty, ``!""`` for all others.
    Addresses may be networks (``203.0.113.0/24``). ``number``, ``ip`` and ``gateway`` are those of
    either side; ``q`` occurs in any text of the record. Hold times are whole seconds, both ends
    included. Flow numbers rise with every record: with the ``flow_max`` that a page answered, all
    questions are about the records that were there then, and with ``flow_min`` about newer ones.
    """

    from_: Annotated[Moment | None, Field(alias="from")] = None
    to: Moment | None = None
    billing_mode: _Codes = Field(default_factory=list)
    caller: _Words = Field(default_factory=list)
    callee: _Words = Field(default_factory=list)
    number: _Words = Field(default_factory=list)
    ip: _Words = Field(default_factory=list)
    caller_ip: _Words = Field(default_factory=list)
    callee_ip: _Words = Field(default_factory=list)
    gateway: _Words = Field(default_factory=list)
    caller_gateway: _Words = Field(default_factory=list)
    callee_gateway: _Words = Field(default_factory=list)
    account: _Words = Field(default_factory=list)
    end_reason: _Codes = Field(default_factory=list)
    not_end_reason: _Codes = Field(default_factory=list)
    end_reason_class: _Classes = Field(default_factory=list)
    sip_status: _Codes = Field(default_factory=list)
    end_direction: _Codes = Field(default_factory=list)
    call_id: _Words = Field(default_factory=list)
    user_agent: _Words = Field(default_factory=list)
    hold_min: _Seconds | None = None
    hold_max: _Seconds | None = None
    connected: Flag | None = None
    zero_duration: Flag | None = None
    illegal: Flag | None = None
    q: Search = ""
    flow_min: _Flow | None = None
    flow_max: _Flow | None = None


class CdrListQuery(CdrFilters):
    """A page of records, by start time in the ``order``.

    With ``sort`` they are in the order of another value: ``newest`` then means the greatest first,
    ``oldest`` the least. That is done for up to 1,000,000 matching records, and for 200,000 by a
    text; more are refused, since the records lie in the order of time.

    ``offset`` leaves out as many records, behind the ``cursor`` if there is one: any place of a
    result is reached at once, and read on from there by cursors.
    """

    limit: Annotated[int, Field(strict=True, ge=1, le=1000), WHOLE] = 100
    cursor: Cursor = ""
    offset: Annotated[int, Field(strict=True, ge=0, le=_INT32), WHOLE] = 0
    order: Order = "newest"
    sort: Sort = "start"


class CdrSeriesQuery(CdrFilters):
    """A chart: ``bucket`` is the width of one point in seconds, 0 for one that fits the range."""

    bucket: Annotated[int, Field(strict=True, ge=0, le=86_400), WHOLE] = 60


class CdrTopQuery(CdrFilters):
    """A list of the values with the most records.

    ``digits`` is the length of a ``callee_prefix``; ``timezone`` says whose hours ``hour`` means.
    Without a ``limit`` a list is long enough for a day's hours.
    """

    by: Literal[
        "caller",
        "callee",
        "caller_ip",
        "callee_ip",
        "caller_gateway",
        "callee_gateway",
        "gateway",
        "account",
        "user_agent",
        "end_reason",
        "sip_status",
        "billing_mode",
        "end_direction",
        "callee_prefix",
        "hour",
    ]
    limit: Annotated[int, Field(strict=True, ge=1, le=1000), WHOLE] = 24
    digits: Annotated[int, Field(strict=True, ge=1, le=15), WHOLE] = 4
    timezone: Zone = "UTC"


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
        return [{"type": "string", "pattern": "^-?[0-9]{1,19}$"}]
    return [{"type": "string", "enum": ["true", "false"]}] * (choice.get("type") == "boolean")


class ExportFilters(CdrFilters):
    """The names of the query; a repeatable one takes one value or a list, numbers also as text."""

    model_config = ConfigDict(json_schema_extra=_as_in_a_query)
