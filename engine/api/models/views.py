"""Saved views of the call records."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from engine.api.models.cdr_filters import ExportFilters
from engine.api.models.common import Answer, Body, Stamp, Text
from engine.store.views import ViewRange

ViewId = Annotated[
    str,
    Field(
        pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        description="UUID, chosen by whoever makes the view",
        examples=["0192f3a4-5b6c-7d8e-9f01-23456789abcd"],
    ),
]
_Column = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,31}$")]


def _each_once(columns: list[str]) -> list[str]:
    if len(set(columns)) != len(columns):
        raise ValueError("must name each column once")
    return columns


class ViewPut(Body):
    """What a view shows.

    A named range moves with the clock and days begin at midnight where the reader is; ``custom``
    is the fixed one of ``filters.from`` and ``filters.to``. ``columns`` are those of the client's
    table in their order, none for the usual ones.
    """

    name: Annotated[
        Text,
        Field(min_length=1, max_length=60, pattern="^[^ ](.*[^ ])?$", examples=["Night shift"]),
    ]
    shared: bool = False
    range: ViewRange = "today"
    filters: ExportFilters = ExportFilters()
    columns: Annotated[list[_Column], Field(max_length=64), AfterValidator(_each_once)] = Field(
        default_factory=list
    )

    @model_validator(mode="after")
    def _one_range(self) -> Self:
        given = (self.filters.from_ is not None, self.filters.to is not None)
        if self.range == "custom" and not all(given):
            raise ValueError("a custom range needs filters.from and filters.to")
        if self.range != "custom" and any(given):
            raise ValueError("a range by name takes no filters.from and filters.to")
        return self


class ViewItem(Answer):
    """A view; ``editable`` says whether the asker may change and delete it."""

    id: str
    owner: str
    name: str
    shared: bool
    range: ViewRange
    filters: ExportFilters
    columns: list[str]
    version: int
    changed_by: str
    changed_at: Stamp
    editable: bool


class ViewList(Answer):
    """The asker's own views and the shared ones, by name."""

    items: list[ViewItem]
    next_cursor: None = None


class ViewDeleted(Answer):
    """The view that is gone."""

    id: str
