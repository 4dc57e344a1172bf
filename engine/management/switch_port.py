"""The switch as the rest of management sees it: blocking calls from any worker thread.

Each call crosses into the event loop, where the connection lives, waits for the answer with a
limit, and comes back as a value. Without a connection it fails at once: an operator is told that
the softswitch is not running instead of waiting.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any, Final, TypeVar

from engine.control.gateways import (
    CallInfo,
    CallState,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
)
from engine.control.messages import (
    NO_CONFIG,
    Cleared,
    CounterSample,
    Effective,
    EndpointConfig,
    EndpointState,
    Hello,
    SuspensionInfo,
    Totals,
    convert,
)
from engine.control.operations import Op
from engine.control.traces import TraceAnswer
from engine.control.trials import TrialCall
from engine.errors import ControlError
from engine.management.block_port import BlockPort
from engine.management.control_client import NOT_RUNNING, ControlClient

REQUEST_S: Final = 5.0
"""Patience for one ordinary answer; the switch needs a millisecond."""

CONFIGURE_S: Final = 30.0
"""Patience for a whole configuration: 100,000 endpoints are written to disk before the answer."""

_MARGIN_S: Final = 1.0
BATCH: Final = 50_000
"""Endpoints in one message, well below the frame's limit."""

GATEWAY_BATCH: Final = 100
"""Gateways in one message: 10 MB if each had every prefix, rule and address it may have."""

T = TypeVar("T")


class SwitchPort(BlockPort):
    """Implements :class:`engine.api.switch_port.SwitchPort` over the connection of the moment."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: ControlClient | None = None

    @property
    def connected(self) -> bool:
        """Whether there is a connection."""
        return self._client is not None

    def attach(self, client: ControlClient | None) -> None:
        """Use this connection from now on, None for no connection; called in the loop."""
        self._loop = asyncio.get_running_loop()
        self._client = client

    def hello(self) -> Hello:
        """Who answers."""
        return convert(self.ask(Op.HELLO), Hello)

    def configure(
        self,
        version: int,
        parameters: Mapping[str, int | str],
        endpoints: Sequence[EndpointConfig],
        gateways: Sequence[GatewayConfig],
    ) -> float:
        """Replace the whole configuration; the moment (epoch seconds) it counts from.

        What does not fit into one message follows in others. The first one names it, so that
        endpoints keep their registrations and gateways their calls, and only the last one brings
        the switch to ``version``: a push that breaks off in between is repeated.
        """
        arguments = {
            "version": version,
            "parameters": dict(parameters),
            "endpoints": list(endpoints[:BATCH]),
            "following": [endpoint.extension for endpoint in endpoints[BATCH:]],
            "gateways": list(gateways[:GATEWAY_BATCH]),
            "following_gateways": [gateway.name for gateway in gateways[GATEWAY_BATCH:]],
        }
        moment = self._effective(Op.CONFIGURE, arguments, CONFIGURE_S)
        rest: list[tuple[Op, str, Sequence[Any]]] = [
            *((Op.ENDPOINTS_PUT, "endpoints", piece) for piece in _pieces(endpoints, BATCH)),
            *((Op.GATEWAYS_PUT, "gateways", piece) for piece in _pieces(gateways, GATEWAY_BATCH)),
        ]
        for number, (operation, what, piece) in enumerate(rest, 1):
            reached = version if number == len(rest) else NO_CONFIG
            arguments = {"version": reached, what: list(piece), "after": NO_CONFIG}
            moment = self._effective(operation, arguments, CONFIGURE_S)
        return moment

    def apply_parameters(self, version: int, values: Mapping[str, int | str]) -> float:
        """Make these values count for the very next message (requirements 25, 74)."""
        return self._effective(Op.PARAMETERS, {"version": version, "values": dict(values)})

    def put_endpoints(self, version: int, endpoints: Sequence[EndpointConfig]) -> float:
        """Add or replace endpoints; a disabled one loses its bindings."""
        arguments = {"version": version, "endpoints": list(endpoints)}
        return self._effective(Op.ENDPOINTS_PUT, arguments, CONFIGURE_S)

    def delete_endpoints(self, version: int, extensions: Sequence[str]) -> float:
        """Forget endpoints and their bindings."""
        arguments = {"version": version, "extensions": list(extensions)}
        return self._effective(Op.ENDPOINTS_DELETE, arguments)

    def put_gateways(self, version: int, gateways: Sequence[GatewayConfig]) -> float:
        """Add or replace gateways."""
        arguments = {"version": version, "gateways": list(gateways)}
        return self._effective(Op.GATEWAYS_PUT, arguments)

    def delete_gateways(self, version: int, names: Sequence[str]) -> float:
        """Forget gateways; their running calls go on."""
        return self._effective(Op.GATEWAYS_DELETE, {"version": version, "names": list(names)})

    def gateways_live(self, names: Sequence[str]) -> list[GatewayLive]:
        """What the switch knows of each of these gateways, in any order."""
        result = self.ask(Op.GATEWAYS_LIVE, {"names": list(names)})
        return convert(result, list[GatewayLive])

    def gateways_resolved(self) -> dict[str, list[str]]:
        """What the host names of gateways stand for now, by name in lower case."""
        return convert(self.ask(Op.GATEWAYS_RESOLVED), dict[str, list[str]])

    def calls(
        self,
        after: str,
        limit: int,
        *,
        q: str = "",
        gateway: str = "",
        state: CallState | None = None,
    ) -> list[CallInfo]:
        """Running calls, sorted by id, from the first one greater than ``after``."""
        arguments = {"after": after, "limit": limit, "q": q, "gateway": gateway, "state": state}
        return convert(self.ask(Op.CALLS, arguments), list[CallInfo])

    def call(self, call_id: str) -> CallInfo | None:
        """One running call, None when it is gone."""
        found = convert(self.ask(Op.CALLS, {"call_id": call_id}), list[CallInfo])
        return found[0] if found else None

    def hang_up(self, call_id: str, by: str) -> bool:
        """End a running call; False when it is gone."""
        result = self.ask(Op.HANG_UP, {"call_id": call_id, "by": by})
        return convert(result, dict[str, bool]).get("hung_up", False)

    def trace(self, call: str, after: int = 0) -> TraceAnswer:
        """A page of the trace of a call, named by its id or the Call-ID of one of its legs."""
        return convert(self.ask(Op.TRACE, {"call": call, "after": after}), TraceAnswer)

    def route(self, caller: str, callee: str, gateway: str = "") -> RouteAnalysis:
        """Where a call would go now, from a mapping gateway or, without one, from an endpoint."""
        arguments = {"caller": caller, "callee": callee, "gateway": gateway}
        return convert(self.ask(Op.ROUTE, arguments), RouteAnalysis)

    def trial_begin(self, hold_s: int, by: str) -> TrialCall:
        """Place a test call that stays up for ``hold_s`` seconds (requirement 27)."""
        return convert(self.ask(Op.TRIAL_BEGIN, {"hold_s": hold_s, "by": by}), TrialCall)

    def trial(self, trial_id: str) -> TrialCall | None:
        """A test call as it stands; None when this run of the switch made none of that id."""
        found = convert(self.ask(Op.TRIAL, {"trial": trial_id}), list[TrialCall])
        return found[0] if found else None

    def states(self, extensions: Sequence[str]) -> list[EndpointState]:
        """The state of each extension, in any order."""
        result = self.ask(Op.STATES, {"extensions": list(extensions)})
        return convert(result, list[EndpointState])

    def registered(self, after: str, limit: int) -> list[EndpointState]:
        """Extensions with a live binding, sorted, from the first one greater than ``after``."""
        result = self.ask(Op.REGISTERED, {"after": after, "limit": limit})
        return convert(result, list[EndpointState])

    def totals(self) -> Totals:
        """Counts over all extensions."""
        return convert(self.ask(Op.TOTALS), Totals)

    def suspensions(
        self, after: str, limit: int, *, known: bool | None = None, q: str = ""
    ) -> list[SuspensionInfo]:
        """Lockouts in force, sorted by extension, from the first one greater than ``after``."""
        arguments = {"after": after, "limit": limit, "known": known, "q": q}
        return convert(self.ask(Op.SUSPENSIONS, arguments), list[SuspensionInfo])

    def clear(self, extensions: Sequence[str], by: str) -> list[Cleared]:
        """Lift lockouts and reset the counters; only what was there is answered."""
        result = self.ask(Op.CLEAR, {"extensions": list(extensions), "by": by})
        removed = result.get("removed") if isinstance(result, dict) else None
        return convert(removed, list[Cleared])

    def counters(self) -> list[CounterSample]:
        """Figures for the metrics page."""
        return convert(self.ask(Op.COUNTERS), list[CounterSample])

    def _effective(
        self, operation: Op, arguments: dict[str, Any], timeout_s: float = REQUEST_S
    ) -> float:
        return convert(self.ask(operation, arguments, timeout_s), Effective).effective_at

    def ask(
        self,
        operation: Op,
        arguments: dict[str, Any] | None = None,
        timeout_s: float = REQUEST_S,
    ) -> Any:
        """The result of one operation; fails at once without a connection."""
        client, loop = self._client, self._loop
        if client is None or loop is None or loop.is_closed():
            raise ControlError(NOT_RUNNING)
        request = client.request(operation, arguments or {}, timeout_s)
        try:
            future = asyncio.run_coroutine_threadsafe(request, loop)
        except RuntimeError as error:  # the loop ended between the check and the call
            request.close()
            raise ControlError(NOT_RUNNING) from error
        try:
            # The request has a limit of its own; the margin covers a loop that stopped meanwhile.
            return future.result(timeout_s + _MARGIN_S)
        except FutureTimeout as error:
            future.cancel()
            raise ControlError(NOT_RUNNING) from error


def _pieces(items: Sequence[T], size: int) -> Iterable[Sequence[T]]:
    """What follows after the first ``size`` items, by as many at a time."""
    return (items[start : start + size] for start in range(size, len(items), size))
