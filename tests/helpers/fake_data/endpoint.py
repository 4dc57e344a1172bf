"""Endpoints as the interface gives them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

NAMES = ("Front desk", "Warehouse", "Maria K.", "Sales", "Support", "Dispatch", "Li Wei", "Carlos")
DEVICES = ("Yealink SIP-T46S", "Grandstream GXP2170", "Zoiper 5.6", "baresip 3.9")


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def make(extension: str, name: str, status: str, number: int = 0) -> dict[str, Any]:
    """Return one endpoint with the bindings or the lockout that its status needs."""
    now = datetime.now(UTC)
    bindings, suspension, failures = [], None, 0
    if status == "registered":
        source = f"192.0.2.{50 + number % 200}:{20000 + number * 7}"
        bindings.append(
            {
                "contact": f"sip:{extension}@{source}", "source": source, "transport": "udp",
                "user_agent": DEVICES[number % len(DEVICES)],
                "registered_at": _stamp(now - timedelta(minutes=number % 50 + 1)),
                "expires_at": _stamp(now + timedelta(minutes=60 - number % 50)),
            }
        )  # fmt: skip
    if status == "suspended":
        failures = 6
        until = now + timedelta(seconds=552 - number * 2)
        suspension = {
            "since": _stamp(until - timedelta(seconds=600)), "until": _stamp(until),
            "remaining_s": (until - now).total_seconds(), "reason": "6 wrong passwords",
            "sources": ["203.0.113.24"], "repeats": 2,
        }  # fmt: skip
    created = _stamp(now - timedelta(days=30))
    seen = None if status == "unregistered" and number % 3 == 0 else _stamp(now)
    return {
        "extension": extension, "display_name": name, "enabled": True, "status": status,
        "bindings": bindings, "failures": failures, "last_seen": seen, "suspension": suspension,
        "created_at": created, "password_changed_at": created,
    }  # fmt: skip


def samples(count: int) -> list[dict[str, Any]]:
    """Return *count* endpoints: a few suspended, every sixth away, the rest registered."""
    result = []
    for number in range(count):
        status = "suspended" if number < 3 else "unregistered" if number % 6 == 5 else "registered"
        name = f"{NAMES[number % len(NAMES)]} {number}" if number > 2 else NAMES[number]
        result.append(make(str(1001 + number), name, status, number))
    return result
