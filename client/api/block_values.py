"""What is blocked and what is trusted, as the engine answers it.

Times are aware datetimes in UTC; one that is missing means "for good".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

Id = int | str


@dataclass(frozen=True, slots=True)
class Block:
    """One address or network of the blacklist.

    Attributes:
        id: names it in the interface.
        kind: ``ip`` or ``network``.
        value: the address, or the network in CIDR notation.
        since: when it was blocked, or blocked again.
        rule: which rule blocked it; empty when an operator did.
        reason: why, as the rule or the operator said it.
        source: ``rule`` or ``operator``.
        by: name of the operator; empty for a rule.
        until: when it ends by itself; None: never.
        remaining_s: seconds until then by the engine's clock.
        hits: messages that were dropped.
        last_hit: when the last one was.
        repeats: how often it was blocked before.
        evidence: what the rule saw, in words.
        kernel: whether the kernel drops it before SIP, see ``client.models.kernel_text``.
    """

    id: Id
    kind: str
    value: str
    since: datetime
    rule: str = ""
    reason: str = ""
    source: str = "rule"
    by: str = ""
    until: datetime | None = None
    remaining_s: float | None = None
    hits: int = 0
    last_hit: datetime | None = None
    repeats: int = 0
    evidence: str = ""
    kernel: str = "off"


@dataclass(frozen=True, slots=True)
class Limited:
    """One source that asks for more than it may; what is within the limit passes.

    Attributes:
        id: names it in the interface.
        value: the address, or the network of IPv6.
        limit: ``registrations``, ``requests`` or ``calls``.
        events: what it may do ...
        per_s: ... within so many seconds.
        own: whether it is one of ours, which no rule bans.
        since: since when more came.
        last: when the last one was refused.
        refused: how many were.
        evidence: the beginning of the last one.
        live_endpoints: phones that are registered from there.
    """

    id: Id
    value: str
    limit: str
    events: int
    per_s: int
    own: bool
    since: datetime
    last: datetime
    refused: int = 0
    evidence: str = ""
    live_endpoints: int = 0


@dataclass(frozen=True, slots=True)
class Throttle:
    """Sign-ins of operators that are refused after too many wrong passwords.

    Attributes:
        id: names it in the interface.
        name: whose; None: of anybody from that address.
        address: from where.
        failures: how many there were.
        since: since when they are refused.
        until: until when.
        remaining_s: seconds until then by the engine's clock.
    """

    id: Id
    name: str | None
    address: str
    failures: int
    since: datetime
    until: datetime
    remaining_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts against a source under one rule: events of those that block it, in seconds."""

    rule: str
    events: int
    limit: int
    window_s: int


@dataclass(frozen=True, slots=True)
class BlockPreview:
    """Who stands behind an address or network that is to be blocked.

    Attributes:
        value: what was asked about, as the engine writes it.
        kind: ``ip`` or ``network``.
        live_endpoints: how many phones are registered from there now.
        extensions: the first of them.
        gateways: names of gateways there.
        own_address: whether the one who asks is there.
        already: the entry that blocks it already.
        allowed: the entry of the allow list that it falls under.
        counted: what rules count against it.
    """

    value: str
    kind: str
    live_endpoints: int = 0
    extensions: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    own_address: bool = False
    already: Id | None = None
    allowed: Id | None = None
    counted: tuple[Counted, ...] = ()

    @property
    def hurts(self) -> bool:
        """Whether somebody would be hit who should not be."""
        return bool(self.live_endpoints or self.gateways or self.own_address)


@dataclass(frozen=True, slots=True)
class RemovedPart:
    """One thing that unblocking took away: from which layer, and what, in words."""

    layer: str
    what: str


@dataclass(frozen=True, slots=True)
class Unblocked:
    """What unblocking did; ``trusted_until`` is None when nothing was trusted."""

    removed: tuple[RemovedPart, ...] = ()
    trusted_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trusted:
    """One entry of the allow list: an address or network that no rule blocks."""

    id: Id
    value: str
    kind: str
    since: datetime
    comment: str = ""
    by: str = ""
    until: datetime | None = None
