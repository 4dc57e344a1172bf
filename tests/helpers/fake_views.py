"""The routes of saved views of the stand-in of an engine; its operator is ``admin``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

Item = dict[str, Any]
Answer = tuple[int, Any]
Handler = Callable[[Any], Answer]


def make(view_id: str, name: str, owner: str = "admin", **more: Any) -> Item:
    """Return a view as the interface gives it."""
    return {
        "id": view_id, "owner": owner, "name": name, "shared": owner != "admin",
        "range": "today", "filters": {}, "columns": [], "version": 1, "changed_by": owner,
        "changed_at": "2026-11-23T00:00:00.000Z", "editable": owner == "admin",
    } | more  # fmt: skip


def routes(views: dict[str, Item]) -> dict[tuple[str, str], Handler]:
    """Return the routes over the views."""

    def put(request: Any) -> Answer:
        view_id = unquote(request.path.split("/")[2])
        before, wanted = views.get(view_id), request.headers.get("If-Match", "")
        if wanted and (before is None or wanted != f'"{before["version"]}"'):
            return _problem(412, "The view was changed or deleted meanwhile; load it again.")
        if any(
            view["name"] == request.body["name"] and view["owner"] == "admin"
            for known, view in views.items() if known != view_id
        ):  # fmt: skip
            return _problem(409, f"admin has a view of the name {request.body['name']!r} already")
        version = before["version"] + 1 if before else 1
        owner = before["owner"] if before else "admin"
        base = before or make(view_id, "", owner)
        views[view_id] = base | request.body | {"version": version}
        return (200 if before else 201), views[view_id]

    def delete(request: Any) -> Answer:
        view_id = unquote(request.path.split("/")[2])
        if views.pop(view_id, None) is None:
            return _problem(404, "there is no view of that id")
        return 200, {"id": view_id}

    return {
        ("GET", "/views"): lambda _: (200, {"items": list(views.values()), "next_cursor": None}),
        ("PUT", "/views/{}"): put,
        ("DELETE", "/views/{}"): delete,
    }


def _problem(status: int, detail: str) -> Answer:
    return status, {"type": "about:blank", "title": "", "status": status, "detail": detail}
