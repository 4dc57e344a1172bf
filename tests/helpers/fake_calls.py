"""The routes of gateways and running calls of the stand-in of an engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from tests.helpers.fake_data import gateway

Item = dict[str, Any]
Answer = tuple[int, Any]
Handler = Callable[[Any], Answer]


def routes(gateways: dict[str, Item], calls: dict[str, Item]) -> dict[tuple[str, str], Handler]:
    """Return the routes over these two collections."""

    def create(request: Any) -> Answer:
        fields = {key: value for key, value in request.body.items() if key != "reason"}
        if fields["name"] in gateways:
            return problem(409, f"{fields['name']} exists already")
        gateways[fields["name"]] = gateway.make(**fields)
        return 201, gateways[fields["name"]] | _effect()

    def change(request: Any) -> Answer:
        item = gateways.get(_last(request))
        if item is None:
            return problem(404, "no such gateway")
        if request.body.get("capacity", 0) > 100_000:
            detail = "must be at most 100,000"
            errors = [{"field": "capacity", "detail": detail}]
            return problem(422, detail, errors=errors)
        item |= {key: value for key, value in request.body.items() if key in item}
        return 200, item | _effect()

    def delete(request: Any) -> Answer:
        if gateways.pop(_last(request), None) is None:
            return problem(404, "no such gateway")
        return 200, {"name": _last(request), **_effect()}

    def hang_up(request: Any) -> Answer:
        if calls.pop(_last(request), None) is None:
            return problem(404, "no such call")
        return 200, {"id": _last(request)}

    return {
        ("GET", "/gateways"): lambda request: _page(request, list(gateways.values()), "name"),
        ("POST", "/gateways"): create,
        ("PATCH", "/gateways/{}"): change,
        ("DELETE", "/gateways/{}"): delete,
        ("GET", "/calls"): lambda request: _page(request, list(calls.values()), "id"),
        ("DELETE", "/calls/{}"): hang_up,
        ("GET", "/routing"): routing,
    }


def routing(request: Any) -> Answer:
    """Return an analysis: 1001 is an endpoint, everything else goes to two carriers of four."""
    query = {name: values[0] for name, values in request.query.items()}
    caller, callee = query["caller"], query["callee"]
    if " " in callee:
        detail = "must be a number"
        return problem(422, detail, errors=[{"field": "callee", "detail": detail}])
    found: Item = {
        "caller": caller, "callee": callee, "refused": "", "extension": "", "contacts": 0,
        "steps": [],
    }  # fmt: skip
    if callee == "1001":
        return 200, found | {"extension": "1001", "contacts": 2}
    if query.get("gateway"):
        found["caller"] = "44" + caller
    sent = {"caller": found["caller"], "callee": callee.removeprefix("00")}
    steps = [
        _step("carrier-a", "capacity", prefix="0044", **sent),
        _step("carrier-b", "candidate", prefix="0044", priority=2, **sent),
        _step("carrier-c", "candidate", caller=caller, callee=callee),
        _step("carrier-d", "no prefix"),
    ]
    return 200, found | {"steps": steps}


def _step(gateway: str, verdict: str, **more: Any) -> Item:
    base = {"text": verdict, "prefix": "", "priority": 1, "weight": 1, "caller": "", "callee": ""}
    return {"gateway": gateway, "verdict": verdict} | base | more


def problem(status: int, detail: str, **more: Any) -> Answer:
    """Return a problem document."""
    return status, {"type": "about:blank", "title": "", "status": status, "detail": detail} | more


def _page(request: Any, items: list[Item], key: str) -> Answer:
    """Return a page of what matches the query; the cursor is the place of the next item."""
    query = {name: values[0] for name, values in request.query.items()}
    found = [item for item in items if _matches(item, query)]
    start, limit = int(query.get("cursor", "0")), int(query.get("limit", "100"))
    cursor = str(start + limit) if start + limit < len(found) else None
    return 200, {"items": found[start : start + limit], "next_cursor": cursor}


def _matches(item: Item, query: dict[str, str]) -> bool:
    gateways = (item.get("caller_gateway"), item.get("callee_gateway"))
    return (
        query.get("kind", "") in ("", item.get("kind"))
        and query.get("state", "") in ("", item.get("state"))
        and query.get("gateway", "") in ("", *gateways)
        and query.get("q", "").lower() in str(list(item.values())).lower()
    )


def _effect() -> Item:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"effective_at": now, "warning": None}


def _last(request: Any) -> str:
    return unquote(request.path.split("/")[2])
