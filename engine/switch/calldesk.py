"""What operators may ask about running calls, and of whom.

The control socket knows calls only through :class:`CallDesk`; whoever runs them implements it.
:class:`NoCalls` is the truth of a switch that connects nothing: there is no call, and no gateway
has carried one. All methods answer from memory, within a millisecond for a page.
"""

from typing import Protocol

from engine.control.gateways import (
    CallInfo,
    CallState,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
)
from engine.registrar import Registrar
from engine.switch.gateways import Gateways


class CallDesk(Protocol):
    """The running calls, seen from outside."""

    def gateways_live(self) -> list[GatewayLive]:
        """What is known of every configured gateway, in any order."""
        ...

    def resolved(self) -> dict[str, list[str]]:
        """What the host names of gateways stand for now, by name in lower case."""
        ...

    def calls(
        self, after: str, limit: int, q: str, gateway: str, state: CallState | None
    ) -> list[CallInfo]:
        """Running calls sorted by id, the oldest first.

        Args:
            after: Only calls whose id is greater; "" from the beginning.
            limit: Calls at most.
            q: Occurs in a number, an address, the account, a gateway's name or the Call-ID, in
                any case; "" fits all.
            gateway: Name of the gateway it came from or goes to; "" fits all.
            state: Only calls in this state; None fits all.
        """
        ...

    def call(self, call_id: str) -> CallInfo | None:
        """The running call of that id, None when there is none."""
        ...

    def hang_up(self, call_id: str, by: str) -> bool:
        """End a call on both sides in the name of the operator ``by``; False when it is gone."""
        ...

    def analyse(
        self, caller: str, callee: str, source: GatewayConfig | None, registrar: Registrar
    ) -> RouteAnalysis:
        """Where a call would go now; nothing is counted and nobody is called.

        Args:
            caller: Calling number as received.
            callee: Called number as received.
            source: The mapping gateway it comes from; None for an endpoint that calls.
            registrar: Knows the endpoints of this switch.
        """
        ...


class NoCalls:
    """The desk of a switch that connects no calls."""

    def __init__(self, gateways: Gateways) -> None:
        self._gateways = gateways

    def gateways_live(self) -> list[GatewayLive]:
        """Every gateway, with nothing carried."""
        return [GatewayLive(gateway.name, 0, 0, 0) for gateway in self._gateways]

    def resolved(self) -> dict[str, list[str]]:
        """Nothing: no call needs it."""
        return {}

    def calls(
        self, after: str, limit: int, q: str, gateway: str, state: CallState | None
    ) -> list[CallInfo]:
        """None at all."""
        del after, limit, q, gateway, state
        return []

    def call(self, call_id: str) -> CallInfo | None:
        """None."""
        del call_id
        return None

    def hang_up(self, call_id: str, by: str) -> bool:
        """There is nothing to end."""
        del call_id, by
        return False

    def analyse(
        self, caller: str, callee: str, source: GatewayConfig | None, registrar: Registrar
    ) -> RouteAnalysis:
        """Nowhere."""
        del source, registrar
        return RouteAnalysis(caller, callee)
