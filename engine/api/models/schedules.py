"""Scheduled exports and reports: what, when, where to."""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from engine.api.models.cdr_filters import ExportFilters, Order, Sort, Zone
from engine.api.models.common import Answer, Body, Stamp, Text
from engine.api.services import Language
from engine.errors import Invalid
from engine.store.csv_columns import check_columns, check_timezone

MAX_RECIPIENTS: Final = 20

MailAddress = Annotated[
    str,
    Field(
        min_length=3,
        max_length=254,
        pattern=r"^[A-Za-z0-9_][A-Za-z0-9._+=-]{0,63}@[A-Za-z0-9]([A-Za-z0-9.-]{0,187}[A-Za-z0-9])?$",
        examples=["audit@example.org"],
    ),
]
"""A plain address: no name, no quotes, no line end, nothing that a header or a shell reads."""

Folder = Annotated[
    str,
    Field(
        max_length=200,
        pattern=r"^([A-Za-z0-9_][A-Za-z0-9 ._-]{0,62}(/[A-Za-z0-9_][A-Za-z0-9 ._-]{0,62}){0,3})?$",
        description="Folder below the engine's folder for deliveries; empty for none",
        examples=["audit/daily"],
    ),
]
_FORMATS: Final = {
    "cdrs": ("csv", "xlsx", "jsonl", "parquet"),
    "illegal-calls": ("csv", "pdf", "json"),
}
Name = Annotated[
    Text, Field(min_length=1, max_length=60, pattern="^[^ ](.*[^ ])?$", examples=["Daily evidence"])
]


def _known_columns(columns: list[str]) -> list[str]:
    if columns:
        _as_value_error(check_columns, columns)
    return columns


def _known_zone(name: str) -> str:
    _as_value_error(check_timezone, name)
    return name


def _as_value_error(check: Any, value: Any) -> None:
    try:
        check(value)
    except Invalid as error:
        raise ValueError(error.detail) from error


class SchedulePlan(Body):
    """What, when and where to.

    ``kind`` is an export of call records or the report on unauthorised calls; the report takes no
    columns and no ``sort``, and is written in ``language``. An export of more records than are
    sorted by its ``sort`` fails, and says so. Times are those of ``timezone``. ``weekday`` (1 is
    Monday) counts for ``weekly``, ``day`` for ``monthly``; a month without that day runs on its
    last. The file goes into ``folder``, to ``recipients`` by mail, or both.
    """

    kind: Literal["cdrs", "illegal-calls"] = "illegal-calls"
    format: Literal["csv", "xlsx", "jsonl", "parquet", "pdf", "json"] = "pdf"
    columns: Annotated[
        list[Annotated[str, Field(max_length=64)]],
        Field(max_length=64),
        AfterValidator(_known_columns),
    ] = Field(default_factory=list)
    filters: ExportFilters = ExportFilters()
    sort: Sort = "start"
    order: Order = "newest"
    language: Language = "en"
    period: Literal["yesterday", "last_7_days", "last_month"] = "yesterday"
    timezone: Annotated[Zone, AfterValidator(_known_zone)] = "UTC"
    frequency: Literal["daily", "weekly", "monthly"] = "daily"
    weekday: Annotated[int, Field(ge=1, le=7)] = 1
    day: Annotated[int, Field(ge=1, le=31)] = 1
    hour: Annotated[int, Field(ge=0, le=23)] = 6
    minute: Annotated[int, Field(ge=0, le=59)] = 0
    folder: Folder = ""
    recipients: Annotated[list[MailAddress], Field(max_length=MAX_RECIPIENTS)] = Field(
        default_factory=list
    )

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.format not in _FORMATS[self.kind]:
            raise ValueError(
                f"the format of {self.kind} is one of {', '.join(_FORMATS[self.kind])}"
            )
        if self.filters.from_ or self.filters.to:
            raise ValueError("the period says which time is meant; filters take no from and to")
        if self.kind == "illegal-calls" and (self.columns or self.filters.illegal is False):
            raise ValueError("the report on unauthorised calls has columns and records of its own")
        if self.kind == "illegal-calls" and (self.sort, self.order) != ("start", "newest"):
            raise ValueError("the report on unauthorised calls has an order of its own")
        if not self.folder and not self.recipients:
            raise ValueError("a folder or recipients are needed: where is the file to go?")
        return self


class NewSchedule(SchedulePlan):
    """A schedule."""

    name: Name
    enabled: bool = True


class ScheduleChange(Body):
    """What is to change; what is left out stays.

    ``version`` refuses the change when somebody else was faster.
    """

    version: Annotated[int, Field(ge=1, le=2**53)] | None = None
    name: Name | None = None
    enabled: bool | None = None
    kind: Literal["cdrs", "illegal-calls"] | None = None
    format: Literal["csv", "xlsx", "jsonl", "parquet", "pdf", "json"] | None = None
    columns: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=64)] | None = (
        None
    )
    filters: ExportFilters | None = None
    sort: Sort | None = None
    order: Order | None = None
    language: Language | None = None
    period: Literal["yesterday", "last_7_days", "last_month"] | None = None
    timezone: Zone | None = None
    frequency: Literal["daily", "weekly", "monthly"] | None = None
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    hour: Annotated[int, Field(ge=0, le=23)] | None = None
    minute: Annotated[int, Field(ge=0, le=59)] | None = None
    folder: Folder | None = None
    recipients: Annotated[list[MailAddress], Field(max_length=MAX_RECIPIENTS)] | None = None


class LastRun(Answer):
    """How the last run went; ``detail`` says it in a sentence."""

    at: Stamp
    status: Literal["done", "failed"]
    detail: str


class ScheduleItem(Answer):
    """A schedule as it stands; ``next_run`` is null while it is disabled."""

    id: str
    version: int
    name: str
    enabled: bool
    kind: str
    format: str
    columns: list[str]
    filters: dict[str, Any]
    sort: str = "start"
    order: str = "newest"
    language: str = "en"
    period: str
    timezone: str
    frequency: str
    weekday: int
    day: int
    hour: int
    minute: int
    folder: str
    recipients: list[str]
    created_by: str
    running: bool
    next_run: Stamp | None
    last: LastRun | None


class ScheduleList(Answer):
    """Schedules by name.

    ``mail_ready`` says whether mail can be sent, ``root`` is the folder of all deliveries.
    """

    items: list[ScheduleItem]
    next_cursor: str | None = None
    mail_ready: bool
    root: str
