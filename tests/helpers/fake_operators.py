"""The routes of operators and sessions of the stand-in of an engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.helpers.fake_requests import Answer, problem

Item = dict[str, Any]
DAY = "2026-11-20T08:00:00.000Z"
LATER = "2026-11-25T09:30:00.000Z"


def operator(name: str = "maria", role: str = "operator", **changes: Any) -> Item:
    """Return an operator as the interface answers it."""
    return {
        "name": name, "role": role, "enabled": True, "created_at": DAY,
        "password_changed_at": LATER, "last_login_at": LATER, "password_score": 3,
        "failures": 0, "failed": [], "sessions": 0,
    } | changes  # fmt: skip


def session(number: int = 1, name: str = "maria", **changes: Any) -> Item:
    """Return a session as the interface answers it."""
    return {
        "id": f"{number:032x}", "operator": name, "role": "operator", "address": "192.0.2.7",
        "created_at": DAY, "expires_at": LATER, "current": False,
    } | changes  # fmt: skip


def staff() -> dict[str, list[Item]]:
    """Return three operators, two of whom are signed in."""
    failed = [{"at": LATER, "address": "203.0.113.9"}]
    return {
        "operators": [
            operator("alice", "admin", sessions=1),
            operator("li.wei", "auditor", enabled=False, last_login_at=None),
            operator("maria", failures=1, failed=failed, sessions=1),
        ],
        "sessions": [session(1), session(2, "alice", current=True)],
    }


def routes(kept: dict[str, list[Item]]) -> dict[tuple[str, str], Callable[[Any], Answer]]:
    """Return the routes over what is kept."""
    people = kept.setdefault("operators", [])
    sessions = kept.setdefault("sessions", [])

    def named(request: Any, items: list[Item], key: str) -> Item | None:
        name = request.path.rpartition("/")[2]
        return next((item for item in items if item[key] == name), None)

    def add(request: Any) -> Answer:
        body = request.body
        if any(item["name"] == body["name"] for item in people):
            return problem(409, "there is one of that name")
        people.append(operator(body["name"], body["role"], last_login_at=None))
        return 201, people[-1]

    def change(request: Any) -> Answer:
        found = named(request, people, "name")
        if found is None:
            return problem(404, "there is no such operator")
        found |= {name: value for name, value in request.body.items() if name != "password"}
        return 200, found

    def remove(items: list[Item], key: str) -> Callable[[Any], Answer]:
        def gone(request: Any) -> Answer:
            found = named(request, items, key)
            if found is None:
                return problem(404, "not there any more")
            items.remove(found)
            return 200, found

        return gone

    return {
        ("GET", "/operators"): lambda _: (200, {"items": people, "next_cursor": None}),
        ("POST", "/operators"): add,
        ("PATCH", "/operators/{}"): change,
        ("DELETE", "/operators/{}"): remove(people, "name"),
        ("GET", "/sessions"): lambda _: (200, {"items": sessions, "next_cursor": None}),
        ("DELETE", "/sessions/{}"): remove(sessions, "id"),
    }
