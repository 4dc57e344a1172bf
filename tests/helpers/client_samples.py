"""Parameters, endpoints and lockouts as the engine answers them, for tests of the client."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from client.api.values import Binding, Endpoint, Parameter, Recommendation, Suspension

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def parameter(name: str = "SS_ENDPOINTREGISTERRETRY", **changes: Any) -> Parameter:
    """An integer from 1 to 100 with default 6, unless told otherwise."""
    base = Parameter(
        name=name, value=6, default=6, type="integer", minimum=1, maximum=100, unit="attempts",
        group="softswitch", section="4.3.5.2",
        description="Consecutive wrong passwords after which an endpoint is suspended.",
        recommended=(Recommendation(5, "Recommended in production."),), version=1,
    )  # fmt: skip
    return replace(base, **changes)


def switch(name: str = "SS_ENDPOINTREGISTERSUSPEND", **changes: Any) -> Parameter:
    """A parameter that is on or off, off unless told otherwise."""
    base = parameter(
        name, value=0, default=0, type="boolean", minimum=0, maximum=1, unit="",
        description="Suspends the registration of an endpoint after repeated wrong passwords.",
        recommended=(),
    )  # fmt: skip
    return replace(base, **changes)


def catalogue() -> tuple[Parameter, ...]:
    """A few parameters of every group, in no order."""
    return (
        parameter(
            "SS_ENDPOINTREGISTERSUSPENDTIME", value=180, default=180, minimum=60, maximum=86400,
            unit="s", description="How long a suspension lasts before it lifts by itself.",
        ),
        switch("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", value=1, default=1, group="billing",
               section="4.3.5.1", description="Writes a record also for calls of zero seconds."),
        parameter(),
        switch(value=1, changed_by="admin", changed_at=NOON),
        parameter("SERVER_PASSWORD_LENGTH", value=12, default=12, maximum=64, group="security",
                  section="", description="Least length of passwords."),
    )  # fmt: skip


def binding(source: str = "192.0.2.10:5060", **changes: Any) -> Binding:
    """A phone that registered 47 minutes before noon for another 27."""
    base = Binding(
        contact=f"sip:3007@{source}", source=source, transport="udp",
        user_agent="Yealink SIP-T46S", registered_at=NOON - timedelta(minutes=47),
        expires_at=NOON + timedelta(minutes=27),
    )  # fmt: skip
    return replace(base, **changes)


def suspension(extension: str = "1001", left_s: float = 552, **changes: Any) -> Suspension:
    """A lockout after six wrong passwords from a scanner's address."""
    base = Suspension(
        since=NOON - timedelta(seconds=48), until=NOON + timedelta(seconds=left_s),
        remaining_s=left_s, reason="wrong password", sources=("203.0.113.24",), repeats=0,
        extension=extension, known=True, failures=6,
    )  # fmt: skip
    return replace(base, **changes)


def endpoint(extension: str = "3007", **changes: Any) -> Endpoint:
    """An endpoint that is not registered, unless told otherwise."""
    base = Endpoint(extension=extension, status="unregistered", display_name=f"Desk {extension}")
    return replace(base, **changes)
