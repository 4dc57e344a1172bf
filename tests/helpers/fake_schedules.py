"""The routes of schedules and mail of the stand-in of an engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.helpers.fake_requests import Answer, problem

Item = dict[str, Any]
Handler = Callable[[Any], Answer]
MAIL: Item = {
    "host": "", "port": 587, "security": "starttls", "username": "", "has_password": False,
    "sender": "", "max_attachment_mb": 10, "ready": False,
}  # fmt: skip


def schedule(number: int = 1, **changes: Any) -> Item:
    """Return a schedule as the interface gives it."""
    return {
        "id": f"00000000-0000-7000-8000-{number:012}", "version": 1,
        "name": f"Daily evidence {number}", "enabled": True, "kind": "illegal-calls",
        "format": "pdf", "columns": [], "filters": {}, "period": "yesterday",
        "sort": "start", "order": "newest", "language": "en",
        "timezone": "Asia/Dhaka", "frequency": "daily", "weekday": 1, "day": 1, "hour": 6,
        "minute": 0, "folder": "audit", "recipients": [], "created_by": "alice",
        "running": False, "next_run": "2026-11-24T00:00:00.000Z", "last": None,
    } | changes  # fmt: skip


def routes(schedules: dict[str, Item], mail: Item) -> dict[tuple[str, str], Handler]:
    """Return the routes over what the engine keeps."""

    def listed(_request: Any) -> Answer:
        ready = bool(mail.get("host"))
        return 200, {"items": list(schedules.values()), "mail_ready": ready, "root": "/srv/out"}

    def create(request: Any) -> Answer:
        if any(item["name"] == request.body["name"] for item in schedules.values()):
            return problem(409, "there is a schedule of that name already")
        item = schedule(len(schedules) + 1, **request.body)
        schedules[item["id"]] = item
        return 201, item

    def change(request: Any) -> Answer:
        item = schedules[_part(request, 1)]
        item |= {**request.body, "version": item["version"] + 1}
        return 200, item

    def run(request: Any) -> Answer:
        item = schedules[_part(request, 2)]
        item["running"] = True
        return 202, item

    def save_mail(request: Any) -> Answer:
        given = {name: value for name, value in request.body.items() if name != "password"}
        mail.update({**given, "has_password": True, "ready": True})
        return 200, MAIL | mail

    return {
        ("GET", "/schedules"): listed,
        ("POST", "/schedules"): create,
        ("PATCH", "/schedules/{}"): change,
        ("DELETE", "/schedules/{}"): lambda request: (200, schedules.pop(_part(request, 1))),
        ("POST", "/schedules/{}/run"): run,
        ("GET", "/mail"): lambda _: (200, MAIL | mail),
        ("PUT", "/mail"): save_mail,
        ("POST", "/mail/test"): lambda request: (
            200,
            {"sent": bool(mail), "detail": f"The server took the mail for {request.body['to']}."},
        ),
    }


def _part(request: Any, place: int) -> str:
    """The identifier in a path, counted from its end."""
    return str(request.path.split("/")[-place])
