"""Sources over a rate limit (requirement 136)."""

from typing import Literal

from engine.api.models.common import Answer, Page, Search, Stamp

LimitName = Literal["registrations", "requests", "calls"]


class LimitsQuery(Page):
    """Which ones; ``q`` occurs in the address, the name of the limit or the evidence."""

    q: Search = ""


class LimitedItem(Answer):
    """One source that is over a limit now: ``events`` in ``per_s`` seconds is what it may do.

    ``own`` says that it is one of ours, which may do more and is never banned by a rule;
    ``live_endpoints`` how many extensions are registered from there.
    """

    id: str
    value: str
    limit: LimitName
    events: int
    per_s: int
    own: bool
    since: Stamp
    last: Stamp
    refused: int
    evidence: str
    live_endpoints: int


class LimitsPage(Answer):
    """A page of them, the newest first."""

    items: list[LimitedItem]
    next_cursor: str | None
