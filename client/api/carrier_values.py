"""Our registration with a carrier and whether it answers, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RegistrationLive:
    """Our registration with a routing gateway.

    Attributes:
        state: ``off``, ``registering``, ``registered`` or ``failed``.
        since: when it came into that state.
        expires_at: until when the carrier keeps it.
        next_try_at: when the next REGISTER is sent.
        last_status: status of its latest answer, 408 for none; 0 before the first.
        detail: the state in the words of the engine.
    """

    state: str = "off"
    since: datetime | None = None
    expires_at: datetime | None = None
    next_try_at: datetime | None = None
    last_status: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProbeLive:
    """Whether a routing gateway answers OPTIONS.

    Attributes:
        state: ``off``, ``waiting``, ``reachable`` or ``unreachable``.
        since: when it came into that state.
        round_trip_ms: how long its latest answer took.
        last_status: status of it, 408 for none; 0 before the first.
        detail: the state in the words of the engine.
    """

    state: str = "off"
    since: datetime | None = None
    round_trip_ms: float | None = None
    last_status: int = 0
    detail: str = ""


#: Of a gateway that wants none.
NO_REGISTRATION = RegistrationLive()
NO_PROBE = ProbeLive()
