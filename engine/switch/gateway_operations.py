"""What management may ask about gateways and calls, carried out.

Gateways are changed like endpoints: in force first, then durable, then acknowledged. Running calls
and live figures come from the :class:`CallDesk`, a page at a time.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import msgspec

from engine.control.gateways import (
    CallInfo,
    CallState,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
)
from engine.control.messages import Effective, convert
from engine.control.operations import Op
from engine.errors import ControlError
from engine.registrar import Registrar
from engine.switch.calldesk import CallDesk
from engine.switch.durable import Durable
from engine.switch.gateways import Gateways

MAX_CALLS: Final = 1_001
"""Calls answered at a time: a page of the interface and one more, which shows there are others."""


class _Put(msgspec.Struct):
    version: int
    gateways: list[GatewayConfig]
    after: int | None = None


class _Delete(msgspec.Struct):
    version: int
    names: list[str]


class _Live(msgspec.Struct):
    names: list[str] | None = None


class _Calls(msgspec.Struct):
    """A page of calls, or with ``call_id`` that one alone."""

    after: str = ""
    limit: int = 100
    q: str = ""
    gateway: str = ""
    state: CallState | None = None
    call_id: str = ""


class _Route(msgspec.Struct):
    caller: str
    callee: str
    gateway: str = ""


class _HangUp(msgspec.Struct):
    call_id: str
    by: str


class GatewayOperations:
    """Handles the operations of gateways and calls.

    Attributes:
        reading: Those that answer from memory.
        writing: Those that change the configuration, one at a time.
    """

    def __init__(
        self, gateways: Gateways, desk: CallDesk, durable: Durable, registrar: Registrar
    ) -> None:
        self._gateways = gateways
        self._registrar = registrar
        self._desk = desk
        self._durable = durable
        self.reading: dict[str, Callable[[dict[str, Any]], Any]] = {
            Op.GATEWAYS_LIVE: self._live,
            Op.GATEWAYS_RESOLVED: lambda _: self._desk.resolved(),
            Op.CALLS: self._calls,
            Op.HANG_UP: self._hang_up,
            Op.ROUTE: self._route,
        }
        self.writing: dict[str, Callable[[dict[str, Any]], Awaitable[Effective]]] = {
            Op.GATEWAYS_PUT: self._put,
            Op.GATEWAYS_DELETE: self._delete,
        }

    def _live(self, arguments: dict[str, Any]) -> list[GatewayLive]:
        names = convert(arguments, _Live).names
        found = self._desk.gateways_live()
        if names is None:
            return found
        wanted = set(names)
        return [live for live in found if live.name in wanted]

    def _calls(self, arguments: dict[str, Any]) -> list[CallInfo]:
        asked = convert(arguments, _Calls)
        if asked.call_id:
            found = self._desk.call(asked.call_id)
            return [] if found is None else [found]
        limit = max(1, min(asked.limit, MAX_CALLS))
        return self._desk.calls(asked.after, limit, asked.q, asked.gateway, asked.state)

    def _hang_up(self, arguments: dict[str, Any]) -> dict[str, bool]:
        asked = convert(arguments, _HangUp)
        return {"hung_up": self._desk.hang_up(asked.call_id, asked.by)}

    def _route(self, arguments: dict[str, Any]) -> RouteAnalysis:
        asked = convert(arguments, _Route)
        source = self._gateways.get(asked.gateway) if asked.gateway else None
        if asked.gateway and (source is None or source.kind != "mapping"):
            raise ControlError(f"there is no mapping gateway {asked.gateway!r}")
        return self._desk.analyse(asked.caller, asked.callee, source, self._registrar)

    async def _put(self, arguments: dict[str, Any]) -> Effective:
        asked = convert(arguments, _Put)
        change = self._durable.begin(asked.version, asked.after, gateways_put=asked.gateways)
        self._gateways.put(asked.gateways)
        return await self._durable.effective(change)

    async def _delete(self, arguments: dict[str, Any]) -> Effective:
        asked = convert(arguments, _Delete)
        change = self._durable.begin(asked.version, gateways_delete=asked.names)
        self._gateways.delete(asked.names)
        return await self._durable.effective(change)
