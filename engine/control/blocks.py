"""The blacklist and the allow list on the control socket. Times are epoch seconds."""

from typing import Literal

import msgspec

from engine.control.kernel import EntryState

PlaceKind = Literal["ip", "network"]
BlockKind = Literal["ip", "network", "number"]


class BlockInfo(msgspec.Struct, frozen=True):
    """One entry of the blacklist; the fields are those of :class:`engine.defence.entries.Block`.

    ``kernel`` says whether the kernel drops what comes from there, too.
    """

    id: str
    kind: BlockKind
    value: str
    rule: str
    reason: str
    by: str
    since: float
    until: float | None
    repeats: int
    evidence: str
    hits: int
    last_hit: float | None
    kernel: EntryState = "off"


class TrustInfo(msgspec.Struct, frozen=True):
    """One entry of the allow list; fields as in :class:`engine.defence.entries.Trust`."""

    id: str
    kind: PlaceKind
    value: str
    comment: str
    by: str
    since: float
    until: float | None


class Counted(msgspec.Struct, frozen=True):
    """What counts against a source under one rule: events of those that block it, in seconds."""

    rule: str
    events: int
    limit: int
    window_s: int


class Behind(msgspec.Struct, frozen=True):
    """Who would be cut off if a place were blocked (requirement 132).

    Attributes:
        kind: Of the place.
        value: The place in its one form.
        live_endpoints: Extensions that are registered from there now.
        extensions: Some of them.
        gateways: Gateways whose calls come from, or go to, there.
        already: Id of the entry that blocks it, "" for none.
        allowed: Id of the entry that trusts it, "" for none.
        counted: What counts against it now; of a network, against its first address.
        machine: Addresses of the engine's own machine that lie in it.
        engine: Whether the engine asks itself from there and it cannot be blocked at all.
    """

    kind: PlaceKind
    value: str
    live_endpoints: int
    extensions: list[str]
    gateways: list[str]
    already: str
    allowed: str
    counted: list[Counted] = []
    machine: list[str] = []
    engine: bool = False


class Hit(msgspec.Struct, frozen=True):
    """What is to be known of a place before it is blocked with many others.

    Attributes:
        value: The place in its one form.
        live_endpoints: Extensions that are registered from there now.
        extensions: Some of them.
        gateways: Gateways whose calls come from, or go to, there.
        trusted: Some of the entries of the allow list that lie in it or around it.
        already: Whether it is listed already.
        machine: Addresses of the engine's own machine that lie in it.
        engine: Whether the engine asks itself from there and it cannot be blocked at all.
    """

    value: str
    live_endpoints: int = 0
    extensions: list[str] = []
    gateways: list[str] = []
    trusted: list[str] = []
    already: bool = False
    machine: list[str] = []
    engine: bool = False


class Unblocked(msgspec.Struct, frozen=True):
    """What unblocking removed.

    Attributes:
        block: The entry; None when there was none of that id.
        counted: Whether failures were counted against its source, which begins anew.
        trust: What says that it is trusted now, if that was asked for.
        limited: Whether it was over a rate limit, which begins anew.
        enforced: Whether the kernel dropped it as well, and does not from the next change on.
    """

    block: BlockInfo | None
    counted: bool = False
    trust: TrustInfo | None = None
    limited: bool = False
    enforced: bool = False
