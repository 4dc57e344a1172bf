"""The flood guard as the interface writes it."""

from __future__ import annotations

from typing import Any


def guard(**changes: Any) -> dict[str, Any]:
    """A guard that watches."""
    return {
        "enabled": True,
        "state": "watching",
        "since": "2026-11-23T11:00:00.000Z",
        "rate": 3.2,
        "level": 100,
        "level_s": 10,
        "return_level": 20,
        "return_s": 120,
        "off": None,
        "proof": None,
    } | changes


def off(**changes: Any) -> dict[str, Any]:
    """Records that the guard switched off at noon, for a day at most."""
    return {
        "since": "2026-11-23T12:00:00.000Z",
        "by": "flood-guard",
        "by_guard": True,
        "not_recorded": 41_700,
        "until": "2026-11-24T12:00:00.000Z",
    } | changes
