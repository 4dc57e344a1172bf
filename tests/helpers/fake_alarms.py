"""The routes of alarms, their rules and the webhook of the stand-in of an engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from tests.helpers.fake_requests import Answer, problem

Item = dict[str, Any]
Handler = Callable[[Any], Answer]
FIGURES: list[Item] = [
    {"figure": "disk_free", "unit": "share", "description": "Free room of the disk.",
     "grows": False, "labels": [], "value": 0.25},
    {"figure": "switchwarden_journal_oldest_seconds", "unit": "seconds",
     "description": "Age of the oldest segment.", "grows": False, "labels": [], "value": 0.0},
    {"figure": "switchwarden_refused_total", "unit": "calls", "description": "Refused calls.",
     "grows": True, "labels": [{"name": "why", "values": ["a", "b", "c", "d", "e"]}],
     "value": None},
]  # fmt: skip


def rule(name: str = "Journal behind", **changes: Any) -> Item:
    """Return a rule as the interface gives it."""
    return {
        "name": name, "figure": "switchwarden_journal_oldest_seconds", "kind": "level",
        "threshold": 20.0, "window_s": 300, "hold_s": 30, "severity": "warning",
        "quiet_s": 3600, "enabled": True, "mail": [], "webhook": False,
    } | changes  # fmt: skip


def routes(
    raised: list[Item], rules: dict[str, Item], webhook: Item
) -> dict[tuple[str, str], Handler]:
    """Return the routes over what the engine keeps."""

    def acknowledge(request: Any) -> Answer:
        for item in raised:
            if item["id"] == request.body["id"]:
                item |= {"acknowledged_by": "alice", "acknowledged_at": "2026-11-23T12:05:00.000Z"}
                return 204, None
        return problem(404, "this alarm does not stand any more")

    def put(request: Any) -> Answer:
        name = _name(request)
        rules[name] = rule(name, **request.body)
        return 200, rules[name]

    def delete(request: Any) -> Answer:
        found = rules.pop(_name(request), None)
        return (204, None) if found else problem(404, "there is no alarm rule of that name")

    def probe(request: Any) -> Answer:
        told = [f"{to}: sent" for to in rules[_name(request)]["mail"]]
        return 200, {"measured": 3.0, "told": told}

    def set_webhook(request: Any) -> Answer:
        webhook.update({"url": request.body["url"], "has_secret": True})
        return 200, webhook

    return {
        ("GET", "/alarms"): lambda _: (200, {"items": raised, "next_cursor": None}),
        ("POST", "/alarms/acknowledge"): acknowledge,
        ("GET", "/alarms/figures"): lambda _: (200, {"items": FIGURES, "next_cursor": None}),
        ("GET", "/alarms/rules"): lambda _: (200, {"items": list(rules.values())}),
        ("PUT", "/alarms/rules/{}"): put,
        ("DELETE", "/alarms/rules/{}"): delete,
        ("POST", "/alarms/rules/{}/test"): probe,
        ("GET", "/alarms/webhook"): lambda _: (200, {"url": "", "has_secret": False} | webhook),
        ("PUT", "/alarms/webhook"): set_webhook,
    }


def _name(request: Any) -> str:
    return unquote(request.path.split("/")[3])
