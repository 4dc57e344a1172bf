"""Sources over a rate limit, on the control socket. Times are epoch seconds."""

import msgspec


class LimitedInfo(msgspec.Struct, frozen=True):
    """One of them; the fields are those of :class:`engine.defence.limits.Limited`.

    Attributes:
        live_endpoints: Extensions registered from there now.
    """

    id: str
    value: str
    limit: str
    events: int
    per_s: int
    own: bool
    since: float
    last: float
    refused: int
    evidence: str
    live_endpoints: int = 0
