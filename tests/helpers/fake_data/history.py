"""Past lockouts and blocks as the interface gives them."""

from typing import Any

Item = dict[str, Any]


def past(number: int = 1, **changes: Any) -> Item:
    """Return one event."""
    return {
        "id": f"00000000-0000-7000-8000-{number:012}", "at": "2026-11-23T00:00:05.000Z",
        "layer": "ip", "action": "added", "value": f"203.0.113.{number % 250}", "known": None,
        "rule": "scanner", "reason": "a scanner by its name", "by": "",
        "since": "2026-11-23T00:00:05.000Z", "until": "2026-11-23T01:00:05.000Z", "repeats": 0,
        "hits": 3, "sources": [f"203.0.113.{number % 250}"], "evidence": "friendly-scanner",
    } | changes  # fmt: skip
