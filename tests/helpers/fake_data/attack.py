"""The reading of attacks as the interface gives it: a flood, a guesser, and one only counted."""

from __future__ import annotations

from typing import Any

Item = dict[str, Any]
NO_LOCKOUTS: Item = {
    "suspensions": 0, "extensions": 0, "unknown": 0, "most": "", "times": 0, "first": None,
    "last": None, "runs": [],
}  # fmt: skip
LOCKED: Item = {
    "suspensions": 24, "extensions": 12, "unknown": 5, "most": "1003", "times": 6,
    "first": "2026-11-21T03:00:00.000Z", "last": "2026-11-22T04:30:00.000Z",
    "runs": [{"side": "extension", "first": "1001", "last": "1009", "length": 9}],
}  # fmt: skip


def country(kind: str = "country", code: str = "NL") -> Item:
    """Return where an address is registered."""
    named = {"name": "Netherlands", "name_zh": "荷兰"} if kind == "country" else {}
    return {"kind": kind, "code": code if named else "", "name": "", "name_zh": ""} | named


def pattern(name: str, *examples: str, **figures: int) -> Item:
    """Return a pattern with its figures."""
    return {"name": name, "text": f"engine: {name}", "figures": figures,
            "examples": list(examples)}  # fmt: skip


def source(name: str, **more: Any) -> Item:
    """Return a source that called now and then."""
    return {
        "source": name, "addresses": 1, "country": country(),
        "first": "2026-11-20T10:00:00.000Z", "last": "2026-11-23T11:02:14.000Z",
        "attempts": 12, "records": 12, "not_recorded": 0, "days": 3,
        "hours": [0] * 10 + [4, 8] + [0] * 12, "examined": 12, "callers": 1, "callees": 3,
        "targets": [{"prefix": "009725", "records": 12, "not_recorded": 0}],
        "user_agents": [{"user_agent": "Phone/1.0", "records": 12}], "runs": [],
        "lockouts": NO_LOCKOUTS, "patterns": [],
    } | more  # fmt: skip


def sources() -> list[Item]:
    """Return a flood, a guesser of passwords, and a source without a record."""
    flood = source(
        "193.0.6.139", attempts=5210, records=5200, not_recorded=10, callers=40, callees=5100,
        examined=5000, hours=[20 * hour for hour in range(24)],
        runs=[{"side": "callee", "first": "00972590000", "last": "00972590400", "length": 401}],
        user_agents=[{"user_agent": "friendly-scanner", "records": 5000}],
        patterns=[
            pattern("callees_in_sequence", "00972590000-00972590400", runs=1, longest=401),
            pattern("scanner", "friendly-scanner", calls=5000),
        ],
    )  # fmt: skip
    guesser = source(
        "10.0.0.24", country=country("private"), attempts=0, records=0, hours=[0] * 24, days=0,
        examined=0, callers=0, callees=0, targets=[], user_agents=[], lockouts=LOCKED,
        patterns=[
            pattern("many_extensions_locked", extensions=12, suspensions=24, unknown=5),
            pattern("extensions_locked_in_sequence", "1001-1009", runs=1, longest=9),
        ],
    )  # fmt: skip
    counted = source("203.0.113.9", country=country("reserved"), records=0, not_recorded=12)
    return [flood, guesser, counted]


def reading(items: list[Item] | None = None, by: str = "address", **more: Any) -> Item:
    """Return the whole answer."""
    listed = sources() if items is None else items
    return {
        "from": "2026-11-17T00:00:00.000Z", "to": "2026-11-24T00:00:00.000Z", "timezone": "UTC",
        "by": by, "total": len(listed), "records": 5200, "not_recorded": 22, "elsewhere": 0,
        "narrowed": False, "countries": "regional Internet registries", "items": listed,
        "lockouts": LOCKED,
        "lockout_days": [
            {"day": "2026-11-21T00:00:00.000Z", "suspensions": 4},
            {"day": "2026-11-22T00:00:00.000Z", "suspensions": 20},
        ],
        "patterns": [pattern("mass_lockout", extensions=12, suspensions=24)], "missing": [],
    } | more  # fmt: skip
