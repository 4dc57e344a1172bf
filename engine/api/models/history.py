"""What was locked out and blocked in the past (requirements 104, 112-115, 129)."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import Answer, Body, Moment, Page, Search, Stamp, Text

HistoryLayer = Literal["extension", "ip", "network", "number"]
HistoryAction = Literal["suspended", "cleared", "lifted", "expired", "added", "changed", "removed"]
_Word = Annotated[Text, Field(max_length=64)]


class HistoryTerms(Body):
    """Which events; each condition matches exactly, but ``q`` and ``address``.

    ``q`` occurs in any text. ``address`` is an address, found in networks that were blocked too, or
    a network. The time range is half open.
    """

    layer: HistoryLayer | None = None
    action: HistoryAction | None = None
    value: Annotated[Text, Field(max_length=128)] = ""
    address: _Word = ""
    by: _Word = ""
    rule: _Word = ""
    q: Search = ""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    to: Moment | None = None


class HistoryQuery(HistoryTerms, Page):
    """A page of the events."""


class HistoryEvent(Answer):
    """One event: a lockout or a block began, was changed or ended.

    ``known`` says whether the extension has an endpoint, null for other layers. ``hits`` are wrong
    passwords, or messages dropped so far. ``until`` is null for a block without an end.
    """

    id: str
    at: Stamp
    layer: HistoryLayer
    action: HistoryAction
    value: str
    known: bool | None
    rule: str
    reason: str
    by: str
    since: Stamp
    until: Stamp | None
    repeats: int
    hits: int
    sources: list[str]
    evidence: str


class HistoryPage(Answer):
    """Past events, newest first."""

    items: list[HistoryEvent]
    next_cursor: str | None
