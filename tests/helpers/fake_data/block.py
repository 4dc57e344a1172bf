"""Blocked and trusted addresses as the interface gives them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

Item = dict[str, Any]


def stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def make(entry_id: int, value: str, left_s: float | None = None, **more: Any) -> Item:
    """Return an entry of the blacklist that has *left_s* seconds to go, or never ends."""
    now = datetime.now(UTC)
    until = None if left_s is None else stamp(now + timedelta(seconds=left_s))
    return {
        "id": entry_id, "kind": "network" if "/" in value else "ip", "value": value,
        "rule": None, "reason": "", "source": "operator", "by": "admin",
        "since": stamp(now - timedelta(minutes=20)), "until": until, "remaining_s": left_s,
        "hits": 0, "last_hit": None, "repeats": 0, "evidence": "",
    } | more  # fmt: skip


def by_rule(entry_id: int, value: str, rule: str, left_s: float, **more: Any) -> Item:
    """Return an entry that a rule made."""
    return make(entry_id, value, left_s, rule=rule, source="rule", by="", **more)


def samples() -> list[Item]:
    """Return two entries of rules and two of operators."""
    hit = stamp(datetime.now(UTC))
    return [
        by_rule(1, "203.0.113.24", "failed_registrations", 1500,
                reason="30 failed registrations in 60 s", hits=4812, last_hit=hit, repeats=2,
                evidence="REGISTER of 1001, 1002, 1003 by friendly-scanner"),
        by_rule(2, "2001:db8:7::/64", "scanner", 7000, reason="a known scanner",
                evidence="User-Agent: friendly-scanner", hits=31, last_hit=hit),
        make(3, "198.51.100.0/24", reason="nobody we know calls from there", hits=7),
        make(4, "192.0.2.77", 90_000, reason="asked by the carrier", by="maria"),
    ]  # fmt: skip


def trusted() -> list[Item]:
    """Return one entry of the allow list for good and one for a time."""
    now = datetime.now(UTC)
    common = {"by": "admin", "since": stamp(now - timedelta(days=3))}
    return [
        {"id": 11, "value": "192.0.2.10", "kind": "ip", "comment": "head office",
         "until": None, **common},
        {"id": 12, "value": "198.51.100.64/26", "kind": "network", "comment": "tests of carrier-b",
         "until": stamp(now + timedelta(hours=8)), **common},
    ]  # fmt: skip
