"""Dialogs that we have ended, for as long as a BYE of the other side may still be on its way.

When both sides hang up at the same moment two BYEs cross, and each is answered 200 (RFC 5407
section 3.2.3): a 481 would tell a peer that the call had been lost. Only their names are kept.
"""

from typing import Final

from engine.stack.dialog import DialogKey

MAX_CROSSING: Final = 16_384
"""Names, about 300 bytes each: 32 seconds of 250 calls a second that end. Above that the oldest are
forgotten, and a BYE that crosses is told 481, which ends the dialog as well."""


class Crossing:
    """Names of dialogs that ended a moment ago."""

    def __init__(self, limit: int = MAX_CROSSING) -> None:
        self._limit = limit
        self._until: dict[DialogKey, float] = {}

    def __len__(self) -> int:
        return len(self._until)

    def add(self, key: DialogKey, now: float, until: float) -> None:
        """Remember a dialog that was just ended by us; ``until`` grows from call to call."""
        self._until.pop(key, None)
        while self._until:
            oldest = next(iter(self._until))
            if len(self._until) < self._limit and self._until[oldest] > now:
                break
            del self._until[oldest]
        self._until[key] = until

    def holds(self, key: DialogKey, now: float) -> bool:
        """Whether the dialog of these names was ended by us and may still hear of it."""
        return self._until.get(key, 0.0) > now
