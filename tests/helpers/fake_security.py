"""The routes of the stand-in of an engine that judge how safe it is set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.helpers.fake_requests import Answer

Item = dict[str, Any]
DAY = "2026-11-20T08:00:00.000Z"
LATER = "2026-11-25T09:30:00.000Z"


def password(name: str, score: int | None, changed_at: str = DAY, kind: str = "endpoint") -> Item:
    """Return a fact about a password as the interface answers it."""
    return {
        "kind": kind, "name": name, "display_name": "" if kind == "operator" else f"Desk {name}",
        "enabled": True, "score": score, "strength": "fair",
        "weak": score is not None and score < 3, "unchanged": changed_at == DAY,
        "created_at": DAY, "changed_at": changed_at,
    }  # fmt: skip


PASSWORDS = [
    password("1001", 4),
    password("1002", 1),
    password("1003", None),
    password("1004", 2, LATER),
    password("1005", 3, LATER),
]
OPERATORS = [password("admin", 4, kind="operator")]


def point(key: str, state: str = "ok", page: str = "", **fixes: int) -> Item:
    """Return a point of the checklist; its fixes are values wanted instead of 0."""
    return {
        "key": key, "state": state, "title": f"Title of {key}", "found": f"Found {state}.",
        "why": "Because.", "page": page,
        "fixes": [{"name": name, "value": 0, "wanted": value} for name, value in fixes.items()],
    }  # fmt: skip


def checklist() -> Item:
    """Return the nine points of a set-up that is half done."""
    items = [
        point("lockout", "wrong", SS_ENDPOINTREGISTERSUSPEND=1),
        point("retry"), point("time"),
        point("blacklist", "wrong", SS_BLACK_LIST_IP=1, SS_BLACK_LIST_IP_REGISTER_LIMIT=30),
        point("rate_limit"), point("allowlist", "warning", "blocked"),
        point("passwords", "warning", "passwords"), point("test", "warning", "self_proof"),
        point("documentation", "warning", "report"),
    ]  # fmt: skip
    return {"state": "wrong", "checked_at": DAY, "items": items}


def routes() -> dict[tuple[str, str], Callable[[Any], Answer]]:
    """Return the routes."""
    return {
        ("GET", "/passwords"): _passwords,
        ("GET", "/checklist"): lambda _: (200, checklist()),
        ("GET", "/attacks/picture"): lambda request: (200, picture(int(request.query["hours"][0]))),
        ("POST", "/reports/security"): lambda _: (200, {"points": []}),
    }


def _passwords(request: Any) -> Answer:
    facts = OPERATORS if request.query["kind"] == ["operator"] else PASSWORDS
    finding, text = request.query.get("finding", [""])[0], request.query.get("q", [""])[0]
    found = [item for item in facts if text in item["name"] and _fits(item, finding)]
    counts = {name: sum(_fits(item, name) for item in facts) for name in ("weak", "unknown")}
    counts |= {"unchanged": sum(_fits(item, "unchanged") for item in facts), "total": len(facts)}
    return 200, {"items": found, "next_cursor": None, "counts": counts}


def _fits(item: Item, finding: str) -> bool:
    if finding == "unknown":
        return item["score"] is None
    return bool(item[finding]) if finding else True


def picture(hours: int = 1) -> Item:
    """Return the picture of an attack on neighbouring extensions."""
    figures = {"registrations": 60, "failures": 120, "suspensions": 6, "illegal": 30, "dropped": 0}
    hit = {
        "name": "same_source", "lockouts": 12, "first": DAY, "last": LATER,
        "extensions": ["1001", "1002", "1003"], "extension_count": 12,
        "sources": ["203.0.113.9"], "source_count": 1,
    }  # fmt: skip
    return {
        "hours": hours, "step_s": 60, "figures": [{"at": DAY, **figures}],
        "patterns": [hit, {**hit, "name": "repeated"}], "lockouts": 24, "complete": True,
    }  # fmt: skip
