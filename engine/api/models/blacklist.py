"""The blacklist and the list of those who are trusted (requirements 124-132)."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import WHOLE, Answer, Body, Moment, Page, Search, Stamp, Text

PlaceKind = Literal["ip", "network"]
BlockKind = Literal["ip", "network", "number"]
RuleName = Literal[
    "failed_registrations",
    "extensions",
    "illegal_calls",
    "malformed",
    "scanner",
    "call_rate",
    "malicious_callee",
    "malicious_caller",
    "no_answer",
    "concurrent",
]
Value = Annotated[
    Text, Field(min_length=2, max_length=64, examples=["203.0.113.7", "203.0.113.0/24"])
]
Why = Annotated[Text, Field(max_length=300)]


class BlacklistQuery(Page):
    """Which entries; ``q`` occurs in the place, the reason, the rule or the operator's name."""

    kind: BlockKind | None = None
    q: Search = ""


class NewBlock(Body):
    """What is to be blocked; ``until`` null for ever, ``force`` although it hits one of ours.

    Everything of an address or network is dropped; calls of and to a number are refused with 403.
    """

    kind: BlockKind
    value: Value
    reason: Why = ""
    until: Moment | None
    force: bool = False


class BlockChange(Body):
    """Another end of an entry, null for never."""

    until: Moment | None
    reason: Why = ""


class UnblockQuery(Body):
    """For how many seconds the source is trusted afterwards; 0 for not at all."""

    trust_s: Annotated[int, Field(strict=True, ge=0, le=31_536_000), WHOLE] = 0


class PlaceQuery(Body):
    """An address or a network."""

    value: Value


class BlockItem(Answer):
    """One entry of the blacklist; ``kernel`` is whether it is dropped before SIP."""

    id: str
    kind: BlockKind
    value: str
    rule: RuleName | None
    reason: str
    source: Literal["rule", "operator"]
    by: str
    since: Stamp
    until: Stamp | None
    remaining_s: float | None
    repeats: int
    evidence: str
    hits: int
    last_hit: Stamp | None
    kernel: Literal["off", "enforced", "pending", "unavailable", "withheld"]


class BlockPage(Answer):
    """A page of the blacklist, the newest first."""

    items: list[BlockItem]
    next_cursor: str | None


class RemovedLayer(Answer):
    """Something that unblocking took away, and in which layer."""

    layer: Literal["blacklist", "kernel", "counters", "rate", "suspension"]
    what: Annotated[str, Field(description="The place, or the extension")]


class Unblocking(Answer):
    """What unblocking did.

    At most 1,000 extensions are named among what was removed; ``extensions`` counts all that begin
    anew.
    """

    removed: list[RemovedLayer]
    extensions: int
    trusted_until: Stamp | None


class CountedItem(Answer):
    """What counts against a source under one rule."""

    rule: str
    events: int
    limit: Annotated[int, Field(description="Events that block it")]
    window_s: Annotated[int, Field(description="Within so many seconds")]


class BehindItem(Answer):
    """Who stands behind an address or a network now."""

    value: str
    kind: PlaceKind
    live_endpoints: int
    extensions: list[str]
    gateways: list[str]
    own_address: bool
    machine: Annotated[
        list[str], Field(description="Addresses of the engine's own machine in there")
    ]
    already: str | None
    allowed: str | None
    counted: Annotated[
        list[CountedItem],
        Field(description="What counts against it now; of a network, against its first address"),
    ]


class NewTrust(Body):
    """A source that no rule blocks; ``until`` null for ever."""

    value: Value
    comment: Why = ""
    until: Moment | None = None


class TrustItem(Answer):
    """One entry of the list of those who are trusted."""

    id: str
    kind: PlaceKind
    value: str
    comment: str
    by: str
    since: Stamp
    until: Stamp | None


class TrustPage(Answer):
    """A page of that list, the newest first."""

    items: list[TrustItem]
    next_cursor: str | None
