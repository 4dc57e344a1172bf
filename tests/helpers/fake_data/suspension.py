"""Lockouts of extensions that exist and of extensions that do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def samples() -> list[dict[str, Any]]:
    """Return the lockouts of three known and two unknown extensions."""
    now = datetime.now(UTC)
    result = []
    for number, extension in enumerate(("1001", "1002", "1003", "9001", "9002")):
        until = now + timedelta(seconds=552 - number * 2)
        result.append(
            {
                "extension": extension, "known": extension < "9", "failures": 6,
                "since": _stamp(until - timedelta(seconds=600)), "until": _stamp(until),
                "remaining_s": (until - now).total_seconds(), "reason": "6 wrong passwords",
                "sources": ["203.0.113.24"], "repeats": number,
            }
        )  # fmt: skip
    return result


def history() -> list[dict[str, Any]]:
    """Return one past lockout."""
    now = datetime.now(UTC)
    return [
        {
            "id": "0", "at": _stamp(now), "action": "suspended", "extension": "1001",
            "known": True, "since": _stamp(now), "until": _stamp(now + timedelta(minutes=10)),
            "reason": "6 wrong passwords", "failures": 6, "sources": ["203.0.113.24"],
            "repeats": 1, "user_agent": "friendly-scanner", "by": "",
        }
    ]  # fmt: skip
