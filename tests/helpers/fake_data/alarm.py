"""Alarms as the interface writes them."""

from __future__ import annotations

from typing import Any


def make(identity: str, severity: str, **changes: Any) -> dict[str, Any]:
    """One alarm of the softswitch since noon, unless told otherwise."""
    return {
        "id": identity,
        "kind": identity.partition(":")[0],
        "severity": severity,
        "since": "2026-11-23T12:00:00.000Z",
        "detail": f"{identity} is wrong; put it right",
        "source": "switch",
    } | changes
