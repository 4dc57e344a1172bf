"""The flood guard as the interface sees it (requirements 12-17)."""

from dataclasses import dataclass
from typing import Literal, Protocol

FloodStateName = Literal[
    "off",
    "watching",
    "rising",
    "holding",
    "falling",
    "proving",
    "unproven",
    "aside",
    "quiet",
]
"""Values of :class:`engine.defence.floodstate.FloodState`."""


@dataclass(frozen=True, slots=True)
class RecordingOff:
    """Records of calls of zero seconds are off.

    Attributes:
        since: Epoch seconds.
        by: The operator, or ``flood-guard``.
        by_guard: Whether it is the guard's own change.
        not_recorded: Calls that were counted instead since then.
        until: Epoch seconds at which they return in any case, None for never.
    """

    since: float
    by: str
    by_guard: bool
    not_recorded: int
    until: float | None


@dataclass(frozen=True, slots=True)
class Proof:
    """The latest test call that was to show that records are written.

    Attributes:
        at: Epoch seconds of its end.
        ok: Whether its record arrived.
        detail: What happened otherwise, "" when it arrived.
    """

    at: float
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FloodPicture:
    """Everything there is to see.

    Attributes:
        enabled: Whether the guard acts.
        state: Where it stands.
        since: Epoch seconds at which it came there.
        rate: Refused and failed calls a second, None while nobody knows.
        level: Calls a second from which on it is a flood.
        level_s: Seconds for which it must be one.
        return_level: Calls a second below which it is over.
        return_s: Seconds for which it must be over.
        off: None while records are written.
        proof: None when there was none yet.
    """

    enabled: bool
    state: FloodStateName
    since: float
    rate: float | None
    level: int
    level_s: int
    return_level: int
    return_s: int
    off: RecordingOff | None = None
    proof: Proof | None = None


class FloodPort(Protocol):
    """What keeps the guard."""

    def picture(self) -> FloodPicture:
        """A remembered value, at most a second old; never blocks."""
        ...
