"""System parameters: what they are, their values, and changes of them."""

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from engine.api.models.common import Answer, Body, Page, Reason, Search, Stamp

GroupName = Literal["billing", "query", "security", "softswitch"]
Value = int | str


def _scalar(value: object) -> bool | int | str:
    """What may be a value at all; the catalogue decides whether it is one of this parameter."""
    if isinstance(value, (bool, int, str)):
        return value
    raise ValueError("must be a whole number, true, false or a text")


class ParameterQuery(Body):
    """Which parameters; ``q`` occurs in the name or the description."""

    q: Search = ""
    group: GroupName | None = None


class ParameterSet(Body):
    """A new value, for good or for a while.

    A boolean takes 0, 1, true, false, "On" and "Off"; an integer takes its digits as text too.
    """

    value: Annotated[
        bool | int | str,
        PlainValidator(_scalar),
        WithJsonSchema(
            {
                "anyOf": [{"type": "integer"}, {"type": "boolean"}, {"type": "string"}],
                "examples": [0, 1, True, "On", 600],
            }
        ),
    ]
    reason: Reason = ""
    revert_after_s: Annotated[
        int | None,
        Field(ge=1, le=2_592_000, description="Seconds after which the old value returns"),
    ] = None


class RecommendedValue(Answer):
    """A value worth naming; ``advised`` is false for one that should not be used."""

    value: Value
    text: str
    advised: bool


class ParameterItem(Answer):
    """One parameter with its value; ``version`` 0 means never changed."""

    name: str
    value: Value
    default: Value
    type: Literal["boolean", "integer", "text"]
    minimum: int
    maximum: int
    unit: str
    group: GroupName
    section: str
    description: str
    recommended: list[RecommendedValue]
    accepted: Annotated[str, Field(description="What it takes, in words")]
    version: int
    revert_at: Stamp | None
    revert_to: Value | None
    changed_by: str
    changed_at: Stamp | None


class ParameterChanged(ParameterItem):
    """The stored parameter, and since when the switch obeys it."""

    effective_at: Stamp | None
    warning: str | None


class ParameterPage(Answer):
    """Parameters, alphabetically; all that match, never a part of them."""

    items: list[ParameterItem]
    next_cursor: None = None


class HistoryQuery(Page):
    """A page of a history."""


class ParameterChangeItem(Answer):
    """One change: before, after, who, from where, why and when."""

    id: int
    at: Stamp
    actor: str
    address: str
    before: Value | None
    after: Value | None
    version: int
    revert_at: Stamp | None
    reason: str


class ParameterHistory(Answer):
    """Changes of one parameter, newest first."""

    items: list[ParameterChangeItem]
    next_cursor: str | None
