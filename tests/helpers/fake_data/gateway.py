"""Gateways as the interface gives them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

CONFIGURATION: dict[str, Any] = {
    "addresses": [], "transport": "udp", "prefixes": [], "priority": 1, "weight": 1, "capacity": 0,
    "calls_per_second": 0, "caller_rewrite": [], "callee_rewrite": [], "max_duration_s": 0,
    "no_answer_s": 0, "relay": "auto", "enabled": True, "memo": "", "username": "",
    "password_set": False, "registers": False, "registrar": "", "register_expires_s": 3600,
    "contact_number": "", "probe_interval_s": 0, "sip_caller_e164_domain": "from",
    "sip_privacy": "pass", "sip_p_asserted_identity": "none", "sip_p_preferred_identity": "none",
    "tls_verify": True, "number_watch": "inherit", "malicious_callee_limit": -1,
    "malicious_caller_limit": -1, "no_answer_limit": -1, "concurrent_limit": -1,
}  # fmt: skip


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def live(calls: int = 0, **changes: Any) -> dict[str, Any]:
    """Return live figures: idle and without a past, unless told otherwise."""
    return {
        "calls": calls, "attempts": 0, "answered": 0, "asr": None, "acd_s": None, "pdd_ms": None,
        "calls_in_last_second": 0, "quarantined_until": None, "last_failure": "",
        "last_failure_at": None,
    } | changes  # fmt: skip


def busy(calls: int, number: int) -> dict[str, Any]:
    """Return the figures of a gateway that works."""
    ago = _stamp(datetime.now(UTC) - timedelta(minutes=3 * number + 1))
    return live(
        calls, attempts=1204 + 37 * number, answered=640 + 11 * number, asr=0.625 - 0.05 * number,
        acd_s=83.4 + 20 * number, pdd_ms=820.0 + 410 * number, calls_in_last_second=number % 5,
        last_failure="480 Temporarily Unavailable", last_failure_at=ago,
    )  # fmt: skip


def make(name: str, kind: str, **changes: Any) -> dict[str, Any]:
    """Return one gateway, idle unless told otherwise."""
    return {"name": name, "kind": kind, **CONFIGURATION, "live": live()} | changes


def samples() -> list[dict[str, Any]]:
    """Return gateways of both kinds in every state."""
    soon = _stamp(datetime.now(UTC) + timedelta(seconds=95))
    return [
        make("acme-pbx", "mapping", addresses=["198.51.100.0/28"], capacity=60,
             calls_per_second=10, live=busy(45, 0), memo="ACME, Dhaka"),
        make("callshop-7", "mapping", addresses=["203.0.113.7", "shop7.example.com"], capacity=30,
             prefixes=["00"], live=busy(29, 1)),
        make("lab", "mapping", addresses=["192.0.2.200"], enabled=False),
        make("hotel", "mapping", addresses=["192.0.2.17"]),
        make("carrier-a", "routing", addresses=["192.0.2.10:5060", "192.0.2.11:5060"],
             prefixes=["0044", "0049"], priority=1, weight=70, capacity=200, calls_per_second=20,
             callee_rewrite=["00:+"], max_duration_s=7200, no_answer_s=40, live=busy(112, 2)),
        make("carrier-b", "routing", addresses=["sip.carrier-b.example"], transport="tcp",
             prefixes=["0044"], priority=1, weight=30, capacity=50, live=busy(50, 3)),
        make("carrier-c", "routing", addresses=["[2001:db8::5]:5070"], priority=9,
             live=live(attempts=12, quarantined_until=soon, last_failure="no answer to OPTIONS",
                       last_failure_at=_stamp(datetime.now(UTC) - timedelta(minutes=2)))),
        make("carrier-old", "routing", addresses=["192.0.2.99"], enabled=False, priority=20),
    ]  # fmt: skip
