"""What was locked out and blocked in the past, as the interface gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from client.api.answers import given


@dataclass(frozen=True, slots=True)
class PastEvent:
    """A lockout or a block began, was changed or ended.

    Attributes:
        layer: ``extension``, ``ip``, ``network`` or ``number``.
        action: ``suspended``, ``cleared``, ``lifted``, ``added``, ``changed``, ``removed``,
            ``expired``.
        known: whether the extension has an endpoint; None for other layers.
        hits: wrong passwords, or messages dropped.
    """

    id: str
    at: datetime
    layer: str
    action: str
    value: str
    since: datetime
    until: datetime | None = None
    known: bool | None = None
    rule: str = ""
    reason: str = ""
    by: str = ""
    repeats: int = 0
    hits: int = 0
    sources: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class HistoryTerms:
    """Which events; empty fields do not restrict."""

    layer: str = ""
    q: str = ""
    address: str = ""

    def params(self) -> dict[str, object]:
        """Return what is sent."""
        return given(layer=self.layer, q=self.q, address=self.address)
