"""The routes of blocked and trusted addresses of the stand-in of an engine.

Three phones are registered from 192.0.2.0/24, carrier-b is in 198.51.100.0/24, the operator sits
at 127.0.0.1.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from tests.helpers.fake_data import block
from tests.helpers.fake_requests import problem

Item = dict[str, Any]
Answer = tuple[int, Any]
Handler = Callable[[Any], Answer]
PHONES = {"192.0.2.20": ("1001", "1002"), "192.0.2.21": ("1003",)}
GATEWAYS = {"198.51.100.7": "carrier-b"}
OWN = "127.0.0.1"


def routes(blocks: dict[str, Item], trusted: dict[str, Item]) -> dict[tuple[str, str], Handler]:
    """Return the routes over these two collections."""
    limits: list[Item] = []
    return {
        ("GET", "/blacklist"): lambda request: _listed(request, list(blocks.values())),
        ("POST", "/blacklist"): lambda request: _add(request, blocks, trusted),
        ("POST", "/blacklist/import"): lambda request: _import(request, blocks, trusted),
        ("GET", "/blacklist/preview"): lambda request: _preview(request, blocks, trusted),
        ("PATCH", "/blacklist/{}"): lambda request: _change(request, blocks),
        ("DELETE", "/blacklist/{}"): lambda request: _remove(request, blocks),
        ("GET", "/limits"): lambda request: _listed(request, limits),
        ("DELETE", "/limits/{}"): lambda request: _lift(request, limits),
        ("GET", "/throttles"): lambda request: _listed(request, []),
        ("GET", "/firewall/kernel"): lambda _: (200, {"state": "off", "reason": ""}),
        ("GET", "/firewall/rules"): lambda request: _rules(request, blocks),
        ("GET", "/allowlist"): lambda request: _listed(request, list(trusted.values())),
        ("POST", "/allowlist"): lambda request: _trust(request, trusted),
        ("DELETE", "/allowlist/{}"): lambda request: _distrust(request, trusted),
    }


def _listed(request: Any, items: list[Item]) -> Answer:
    query = {name: values[0] for name, values in request.query.items()}
    found = [item for item in items if query.get("q", "") in str(list(item.values()))]
    start, limit = int(query.get("cursor", "0")), int(query.get("limit", "1000"))
    cursor = str(start + limit) if start + limit < len(found) else None
    return 200, {"items": found[start : start + limit], "next_cursor": cursor}


def _lift(request: Any, limits: list[Item]) -> Answer:
    for item in list(limits):
        if str(item["id"]) == _last(request):
            limits.remove(item)
            return 200, item
    return problem(404, "no such entry")


def _preview(request: Any, blocks: dict[str, Item], trusted: dict[str, Item]) -> Answer:
    found = look(request.query["value"][0], blocks, trusted)
    if found is None:
        return problem(422, "it is no address", errors=[{"field": "value", "detail": "no address"}])
    return 200, found


def look(value: str, blocks: dict[str, Item], trusted: dict[str, Item]) -> Item | None:
    """Return the preview of *value*, or nothing when it is no address."""
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        return None
    kind = "network" if "/" in value else "ip"
    canonical = str(network if kind == "network" else network.network_address)
    phones = [name for at, names in PHONES.items() if _in(at, network) for name in names]
    return {
        "value": canonical, "kind": kind, "live_endpoints": len(phones), "extensions": phones,
        "gateways": [name for at, name in GATEWAYS.items() if _in(at, network)],
        "own_address": _in(OWN, network), "already": _entry_of(network, blocks),
        "allowed": _entry_of(network, trusted), "counted": [],
    }  # fmt: skip


def _in(address: str, network: Any) -> bool:
    return ipaddress.ip_address(address) in network


def _entry_of(network: Any, items: dict[str, Item]) -> int | None:
    for item in items.values():
        wide = ipaddress.ip_network(item["value"], strict=False)
        if wide.version == network.version and network.subnet_of(wide):
            return int(item["id"])
    return None


def _add(request: Any, blocks: dict[str, Item], trusted: dict[str, Item]) -> Answer:
    body = request.body
    if body["kind"] == "number":
        number = _next(blocks, 100)
        blocks[str(number)] = block.make(number, body["value"]) | body
        return 201, blocks[str(number)]
    found = look(body["value"], blocks, trusted)
    if found is None or found["kind"] != body["kind"]:
        return problem(422, "it is no address", errors=[{"field": "value", "detail": "no address"}])
    hit = found["live_endpoints"] or found["gateways"] or found["own_address"]
    if hit and not body.get("force"):
        names = ", ".join([*found["extensions"], *found["gateways"]])
        return problem(409, f"would hit {names or 'your own address'}")
    number = _next(blocks, 100)
    given = {key: body[key] for key in ("kind", "value", "reason", "until")}
    blocks[str(number)] = block.make(number, found["value"]) | given
    return 201, blocks[str(number)]


def _import(request: Any, blocks: dict[str, Item], trusted: dict[str, Item]) -> Answer:
    query = {name: values[0] for name, values in request.query.items()}
    new: list[Item] = []
    hits: list[Item] = []
    errors: list[Item] = []
    already = 0
    for line, value in enumerate(request.body.split(), 1):
        found = look(value, blocks, trusted)
        if found is None:
            errors.append({"line": line, "detail": f"'{value}' is no address and no network"})
        elif found["already"] is not None:
            already += 1
        elif any(found[key] for key in ("live_endpoints", "gateways", "own_address", "allowed")):
            allowed = [trusted[str(found["allowed"])]["value"]] if found["allowed"] else []
            hits.append(found | {"line": line, "trusted": allowed})
        else:
            new.append(found)
    if hits and query["on_hit"] == "refuse" and "dry_run" not in query:
        return problem(409, "1 places of the list would cut off phones")
    chosen = [*new, *hits] if query["on_hit"] == "block" else new
    for found in () if "dry_run" in query else chosen:
        number = _next(blocks, 100)
        given = {"kind": found["kind"], "reason": query.get("reason", "")}
        blocks[str(number)] = block.make(number, found["value"]) | given
    return 200, {
        "dry_run": "dry_run" in query, "entries": len(new) + len(hits) + already,
        "already": already, "added": len(chosen), "hits": hits, "hit_count": len(hits),
        "skipped": 0 if query["on_hit"] == "block" else len(hits), "errors": errors,
        "fault_count": len(errors),
    }  # fmt: skip


def _rules(request: Any, blocks: dict[str, Item]) -> Answer:
    form = request.query["format"][0]
    text = "".join(f"{form} drop {item['value']}\n" for item in blocks.values())
    return 200, {"format": form, "entries": len(blocks), "text": text}


def _change(request: Any, blocks: dict[str, Item]) -> Answer:
    item = blocks.get(_last(request))
    if item is None:
        return problem(404, "no such entry")
    item |= {"until": request.body["until"], "remaining_s": None}
    return 200, item


def _remove(request: Any, blocks: dict[str, Item]) -> Answer:
    item = blocks.pop(_last(request), None)
    if item is None:
        return problem(404, "no such entry")
    trust_s = int(request.query.get("trust_s", ["0"])[0])
    until = block.stamp(datetime.now(UTC) + timedelta(seconds=trust_s)) if trust_s else None
    removed = [
        {"layer": "blacklist", "what": item["value"]},
        {"layer": "counters", "what": "3 failed registrations"},
    ]
    return 200, {"removed": removed, "trusted_until": until}


def _trust(request: Any, trusted: dict[str, Item]) -> Answer:
    found = look(request.body["value"], {}, {})
    if found is None:
        return problem(422, "it is no address", errors=[{"field": "value", "detail": "no address"}])
    number = _next(trusted, 200)
    made = {"id": number, "kind": found["kind"], "by": "admin"}
    made |= {"since": block.stamp(datetime.now(UTC))}
    trusted[str(number)] = request.body | made
    return 201, trusted[str(number)]


def _distrust(request: Any, trusted: dict[str, Item]) -> Answer:
    return (204, None) if trusted.pop(_last(request), None) else problem(404, "no such entry")


def _next(items: dict[str, Item], first: int) -> int:
    return max((int(key) for key in items), default=first) + 1


def _last(request: Any) -> str:
    return unquote(request.path.split("/")[2])
