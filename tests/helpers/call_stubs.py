"""Gateways, running calls, and an HTTP client that answers with them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from client.api.call_values import Call, Gateway, GatewayLive
from client.api.errors import ApiError, Conflict, Missing
from client.api.values import Listing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def live(calls: int = 0, **changes: Any) -> GatewayLive:
    """Live figures: idle, unless told otherwise."""
    return replace(GatewayLive(calls), **changes)


def gateway(name: str = "carrier-a", kind: str = "routing", **changes: Any) -> Gateway:
    """A gateway that is idle, unless told otherwise."""
    base = Gateway(name, kind, ("192.0.2.10:5060",), live=live())
    return replace(base, **changes)


def call(number: int = 1, **changes: Any) -> Call:
    """A call from a gateway to a carrier that has talked for a minute."""
    start = NOON + timedelta(seconds=number)
    base = Call(
        f"call-{number}", f"880171100{number:04}", f"00441900{number:04}", "answered", start,
        caller_ip="198.51.100.1", callee_ip="192.0.2.10", caller_gateway="acme-pbx",
        callee_gateway="carrier-a", answer=start, duration_s=60.0, codec="PCMA",
        call_id=f"{number}@198.51.100.1",
    )  # fmt: skip
    return replace(base, **changes)


class StubCallApi:
    """The routes of gateways and calls; every request is noted."""

    def __init__(self) -> None:
        self.gateways_now: dict[str, Gateway] = {}
        self.calls_now: dict[str, Call] = {}
        self.asked: list[tuple[Any, ...]] = []
        self.fail: dict[str, ApiError] = {}
        self.page_size = 1000

    def put(self, *items: Gateway | Call) -> None:
        for item in items:
            if isinstance(item, Gateway):
                self.gateways_now[item.name] = item
            else:
                self.calls_now[item.id] = item

    def _note(self, name: str, *arguments: Any) -> None:
        self.asked.append((name, *arguments))
        if name in self.fail:
            raise self.fail[name]

    def gateways(
        self, kind: str = "", q: str = "", cursor: str = "", limit: int = 500
    ) -> Listing[Gateway]:
        self._note("gateways", kind, q, cursor)
        every = self.gateways_now.values()
        return self._page(
            [item for item in every if kind in ("", item.kind) and q in item.name], cursor
        )

    def calls(
        self, q: str = "", gateway: str = "", state: str = "", cursor: str = "", limit: int = 1000
    ) -> Listing[Call]:
        self._note("calls", q, gateway, cursor)
        found = [
            item
            for item in self.calls_now.values()
            if q in item.caller + item.callee
            and gateway in ("", item.caller_gateway, item.callee_gateway)
        ]
        return self._page(found, cursor)

    def create_gateway(self, fields: Mapping[str, Any], reason: str = "") -> Gateway:
        self._note("create_gateway", dict(fields), reason)
        if fields["name"] in self.gateways_now:
            raise Conflict("exists already", status=409)
        return gateway(str(fields["name"]), str(fields["kind"]))

    def update_gateway(self, name: str, changes: Mapping[str, Any], reason: str = "") -> Gateway:
        self._note("update_gateway", name, dict(changes), reason)
        if name not in self.gateways_now:
            raise Missing("no such gateway", status=404)
        self.gateways_now[name] = replace(self.gateways_now[name], **changes)
        return self.gateways_now[name]

    def delete_gateway(self, name: str, reason: str = "") -> None:
        self._note("delete_gateway", name, reason)
        if self.gateways_now.pop(name, None) is None:
            raise Missing("no such gateway", status=404)

    def hang_up(self, call_id: str, reason: str = "") -> None:
        self._note("hang_up", call_id, reason)
        if self.calls_now.pop(call_id, None) is None:
            raise Missing("no such call", status=404)

    def _page(self, items: list[Any], cursor: str) -> Listing[Any]:
        start = int(cursor or 0)
        end = start + self.page_size
        following = str(end) if end < len(items) else ""
        return Listing(tuple(items[start:end]), following)
