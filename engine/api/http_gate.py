"""Whom management is open to while ``SERVER_ALLOW_LIST_ONLY`` is on (requirement 140).

The allow list lives in the switch; it is read about once a second and kept when the switch is away.
Before it was ever read nobody but this machine is let in. Loopback always is: whoever sits at the
machine could switch it off anyway, and the command line comes from there. Everybody else gets a 403
that says nothing.
"""

import asyncio
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from math import inf
from typing import Final, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from engine.api.services import Services
from engine.control.blocks import TrustInfo
from engine.defence.places import Places, as_network
from engine.errors import ControlError, StoreError
from engine.parameters.allowing import HTTP_ONLY

FRESH_S: Final = 1.0
_PAGE: Final = 10_000


class HttpGate:
    """Decides by address.

    Attributes:
        refused: Requests that got no further.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._only = False
        self._listed: Places[bool] = Places()
        self._read_at: float | None = None
        self.refused = 0

    def stale(self) -> bool:
        """Whether what is known is too old to decide by."""
        now = self._services.clock.now()
        return self._read_at is None or now - self._read_at >= FRESH_S

    def refresh(self) -> None:
        """Read the parameter and, if it is on, the list. Blocks."""
        self._read_at = self._services.clock.now()
        try:
            self._only = bool(int(self._services.config.parameters.get(HTTP_ONLY).value))
        except StoreError:
            return  # as it was
        if self._only:
            self._read_list()

    def open_to(self, address: str) -> bool:
        """Whether requests from there are served."""
        return not self._only or self.lists(address)

    def lists(self, address: str) -> bool:
        """Whether ``address`` would be served with the gate closed, as the list was last read."""
        if not address:
            return True  # a Unix socket
        parsed = _parsed(address)
        if parsed is None:
            return False
        return parsed.is_loopback or self._listed.covering(str(parsed)) is not None

    def would_serve(self, address: str) -> bool:
        """The same by the list as it is now. Blocks."""
        self._read_list()
        return self.lists(address)

    def served_until(
        self, address: str, *, without: str = "", put: tuple[str, float | None] | None = None
    ) -> float:
        """When ``address`` stops being served with the gate closed, by the list as it is now.

        Epoch seconds: infinity for never, 0 for one that is not served. Blocks.

        Args:
            address: As a socket gives it.
            without: Id of an entry that is left out.
            put: Place and end of an entry that stands in place of the one of its value.

        Raises:
            ControlError: the softswitch is away.
        """
        parsed = _parsed(address)
        if not address or (parsed is not None and parsed.is_loopback):
            return inf
        if parsed is None:
            return 0.0
        ends = [
            entry.until
            for entry in self._entries()
            if entry.id != without
            and (put is None or entry.value != put[0])
            and parsed in as_network(entry.value)
        ]
        if put is not None and parsed in as_network(put[0]):
            ends.append(put[1])
        return max((inf if end is None else end for end in ends), default=0.0)

    def _entries(self) -> Iterator[TrustInfo]:
        before = ""
        while True:
            page = self._services.switch.trusted(before, _PAGE)
            yield from page
            if len(page) < _PAGE:
                return
            before = page[-1].id

    def _read_list(self) -> None:
        found: Places[bool] = Places()
        try:
            for entry in self._entries():
                found.put(entry.value, True)
        except ControlError:
            return  # as it was
        self._listed = found


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    """An address as the lists have it; None for what is none."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped
    return parsed


def gate_of(request: Request) -> HttpGate:
    """The gate of the application."""
    return cast("HttpGate", request.app.state.gate)


class ClosedDoor:
    """ASGI middleware: who is not let in gets a 403 and nothing else."""

    def __init__(self, app: ASGIApp, *, gate: HttpGate) -> None:
        self._app = app
        self._gate = gate
        self._reading = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or do not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        gate = self._gate
        if gate.stale():
            async with self._reading:
                if gate.stale():
                    await asyncio.to_thread(gate.refresh)
        client = scope.get("client")
        if gate.open_to(client[0] if client else ""):
            await self._app(scope, receive, send)
            return
        gate.refused += 1
        await Response(status_code=403, headers={"Connection": "close"})(scope, receive, send)
