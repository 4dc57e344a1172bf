"""Trials of values and proofs of the lockout, as the interface writes them."""

from __future__ import annotations

from typing import Any

AT = "2026-11-23T12:00:00.000Z"


def hit(name: str = "1001", **changes: Any) -> dict[str, Any]:
    """An endpoint of a customer that would be locked out."""
    return {
        "kind": "endpoint",
        "name": name,
        "verdict": "new",
        "known": True,
        "customer": True,
        "rule": "lockout",
        "times": 2,
        "first_at": AT,
        "did_times": 0,
        "earlier_s": 0,
        "attempts": 12,
        "stopped": 7,
        "refused": 1,
    } | changes


def run(**changes: Any) -> dict[str, Any]:
    """A trial that hits a customer and an attacker."""
    attacker = hit(
        "198.51.100.7", kind="address", verdict="same", customer=False, did_times=1, earlier_s=90
    )
    return {
        "began_at": AT,
        "until": AT,
        "complete": True,
        "attempts": 1200,
        "stopped": 900,
        "missed": 0,
        "endpoints": 1,
        "addresses": 1,
        "gateways": 0,
        "customers": 1,
        "did": 1,
        "hits": [hit(), attacker],
        "values": {"SS_ENDPOINTREGISTERRETRY": 3},
    } | changes


def proof(**changes: Any) -> dict[str, Any]:
    """A proof that went well."""
    return {
        "id": "1",
        "by": "alice",
        "began_at": AT,
        "ended_at": AT,
        "ok": True,
        "problem": "",
        "extension": "self-proof-1",
        "retry": 5,
        "steps": [
            {"at": AT, "kind": "sent", "text": "REGISTER", "message": "REGISTER sip:x SIP/2.0"},
            {"at": AT, "kind": "received", "text": "403 Forbidden", "message": ""},
        ],
    } | changes
