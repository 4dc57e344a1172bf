"""What gateways prove and are proved, and whether carriers are there, on the control socket.

A mapping gateway may have a user name and a password that its calls must prove: then its secret is
the two digest hashes, as of an endpoint. A routing gateway may have those of an account at the
carrier: then its secret is the password itself, because the carrier chooses the realm. A secret
crosses the control socket and lies encrypted on disk; what people see of a gateway is
:func:`shown`. Times are epoch seconds.
"""

from typing import Any, Literal

import msgspec

RegistrationState = Literal["off", "registering", "registered", "failed"]
"""What an operator sees of our registration at a carrier; "off" when none is wanted."""

ProbeState = Literal["off", "waiting", "reachable", "unreachable"]
"""What OPTIONS found out; "waiting" before the first answer or the last missing one."""


class GatewaySecret(msgspec.Struct, frozen=True):
    """What a password is kept as; every field is "" when there is none.

    Attributes:
        password: In clear, for the account of a routing gateway.
        ha1_md5: 32 hex digits, for a mapping gateway.
        ha1_sha256: 64 hex digits, for a mapping gateway.
    """

    password: str = ""
    ha1_md5: str = ""
    ha1_sha256: str = ""

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self.password or self.ha1_md5)

    def __repr__(self) -> str:
        return "GatewaySecret(...)" if self else "GatewaySecret()"


NO_SECRET = GatewaySecret()


class RegistrationLive(msgspec.Struct, frozen=True):
    """Our registration at a carrier.

    Attributes:
        state: See :data:`RegistrationState`.
        since: When it came into that state; None for "off".
        expires_at: Until when the carrier keeps it; None when it has none of us.
        next_try_at: When the next REGISTER is sent; None while one is under way.
        last_status: Status of the carrier's latest answer, 408 for none; 0 before the first.
        detail: The state in a sentence, for a person.
    """

    state: RegistrationState = "off"
    since: float | None = None
    expires_at: float | None = None
    next_try_at: float | None = None
    last_status: int = 0
    detail: str = ""


class ProbeLive(msgspec.Struct, frozen=True):
    """Whether a routing gateway answers OPTIONS.

    Attributes:
        state: See :data:`ProbeState`.
        since: When it came into that state; None for "off".
        round_trip_ms: How long the latest answer took; None before the first.
        last_status: Its status, 408 when none came; 0 before the first probe.
        detail: The state in a sentence, for a person.
    """

    state: ProbeState = "off"
    since: float | None = None
    round_trip_ms: float | None = None
    last_status: int = 0
    detail: str = ""


def shown(config: msgspec.Struct) -> dict[str, Any]:
    """A gateway as people and the audit see it: everything but its secret, and whether it has one.

    Args:
        config: A :class:`engine.control.gateways.GatewayConfig`.
    """
    item: dict[str, Any] = msgspec.to_builtins(config)
    secret = item.pop("secret", None)
    return {**item, "password_set": bool(secret and any(secret.values()))}
