"""What the HTTP interface asks of the switch, as a protocol.

Blocking calls, made from worker threads. Management implements them over the control socket
(:class:`engine.management.switch_port.SwitchPort`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from engine.control.blocks import Behind, BlockInfo, Hit, TrustInfo, Unblocked
from engine.control.gateways import (
    CallInfo,
    CallState,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
)
from engine.control.limits import LimitedInfo
from engine.control.messages import (
    Cleared,
    CounterSample,
    EndpointConfig,
    EndpointState,
    Hello,
    SuspensionInfo,
    Totals,
    Undone,
)
from engine.control.traces import TraceAnswer
from engine.control.trials import TrialCall


class SwitchPort(Protocol):
    """The operations of the control socket; each raises ControlError when the switch is away.

    The methods that change something answer the moment (epoch seconds) from which the switch
    obeys. ``version`` is the store's configuration version after the change.
    """

    def hello(self) -> Hello:
        """Who answers."""
        ...

    def apply_parameters(self, version: int, values: Mapping[str, int | str]) -> float:
        """Make these values count for the very next message (requirements 25, 74)."""
        ...

    def put_endpoints(self, version: int, endpoints: Sequence[EndpointConfig]) -> float:
        """Add or replace endpoints; a disabled one loses its bindings."""
        ...

    def delete_endpoints(self, version: int, extensions: Sequence[str]) -> float:
        """Forget endpoints and their bindings."""
        ...

    def put_gateways(self, version: int, gateways: Sequence[GatewayConfig]) -> float:
        """Add or replace gateways."""
        ...

    def delete_gateways(self, version: int, names: Sequence[str]) -> float:
        """Forget gateways; their running calls go on."""
        ...

    def gateways_live(self, names: Sequence[str]) -> list[GatewayLive]:
        """What is known of each of these gateways, in any order; unknown ones are left out."""
        ...

    def gateways_resolved(self) -> dict[str, list[str]]:
        """What the host names of gateways stand for now, by name in lower case."""
        ...

    def calls(
        self,
        after: str,
        limit: int,
        *,
        q: str = "",
        gateway: str = "",
        state: CallState | None = None,
    ) -> list[CallInfo]:
        """Running calls, sorted by id, from the first one greater than ``after``.

        ``q`` occurs in a number, an address, the account, a gateway's name or the Call-ID;
        ``gateway`` is where a call comes from or goes to. At most 1,001 are answered.
        """
        ...

    def call(self, call_id: str) -> CallInfo | None:
        """One running call, None when it is gone."""
        ...

    def hang_up(self, call_id: str, by: str) -> bool:
        """End a running call in the name of an operator; False when it is gone."""
        ...

    def trace(self, call: str, after: int = 0) -> TraceAnswer:
        """A page of the trace of a call, named by its id or the Call-ID of one of its legs.

        Args:
            call: Which.
            after: Number of the last message that is known.
        """
        ...

    def route(self, caller: str, callee: str, gateway: str = "") -> RouteAnalysis:
        """Where a call would go now, from a mapping gateway or, without one, from an endpoint."""
        ...

    def trial_begin(self, hold_s: int, by: str) -> TrialCall:
        """Place a test call that stays up for ``hold_s`` seconds (requirement 27)."""
        ...

    def trial(self, trial_id: str) -> TrialCall | None:
        """A test call as it stands; None when this run of the switch made none of that id."""
        ...

    def states(self, extensions: Sequence[str]) -> list[EndpointState]:
        """The state of each extension, in any order; one never heard of is unregistered."""
        ...

    def registered(self, after: str, limit: int) -> list[EndpointState]:
        """Extensions with a live binding, sorted, from the first one greater than ``after``."""
        ...

    def totals(self) -> Totals:
        """Counts over all extensions."""
        ...

    def suspensions(
        self, after: str, limit: int, *, known: bool | None = None, q: str = ""
    ) -> list[SuspensionInfo]:
        """Lockouts in force, sorted by extension, from the first one greater than ``after``.

        ``known`` leaves out those of extensions that do not exist, or the others; ``q`` occurs in
        the extension or in a source address. An attack makes a hundred thousand of them: at most
        10,001 are answered.
        """
        ...

    def clear(self, extensions: Sequence[str], by: str) -> list[Cleared]:
        """Lift lockouts and reset the counters; only what was there is answered."""
        ...

    def blocks(self, before: str, limit: int, *, kind: str = "", q: str = "") -> list[BlockInfo]:
        """Entries of the blacklist, the newest first, from the first one older than ``before``.

        ``kind`` is "ip" or "network"; ``q`` occurs in the place, the reason, the rule or the
        operator. At most 10,001 are answered.
        """
        ...

    def block_of(self, entry_id: str) -> BlockInfo | None:
        """One entry, None when there is none of this id."""
        ...

    def block(
        self, value: str, reason: str, by: str, until: float | None, kind: str = ""
    ) -> BlockInfo:
        """Block a place in its one form until then (epoch seconds), None for ever.

        ``kind`` "number" blocks a telephone number instead.
        """
        ...

    def block_change(
        self, entry_id: str, until: float | None, by: str, reason: str
    ) -> BlockInfo | None:
        """Give an entry another end; None when it is gone."""
        ...

    def unblock(self, entry_id: str, by: str, trust_s: float) -> Unblocked:
        """Remove an entry and trust its source for so many seconds, 0 for not at all."""
        ...

    def undo(self, value: str, by: str) -> Undone:
        """Take back lockouts and counted failures that a place caused, and nobody else.

        Those of existing extensions also if others attacked them as well.
        """
        ...

    def behind(self, value: str) -> Behind:
        """Who stands behind a place in its one form."""
        ...

    def limits(self, before: str, limit: int, *, q: str = "") -> list[LimitedInfo]:
        """Sources over a rate limit, the newest first; ``q`` occurs in address or evidence."""
        ...

    def lift(self, entry_id: str) -> LimitedInfo | None:
        """Let a source begin anew; what was held against it, None when there is no such entry."""
        ...

    def blocks_look(self, values: list[str]) -> list[Hit]:
        """Those of at most 500 places that hit somebody, or are listed already."""
        ...

    def blocks_import(self, rows: list[dict[str, Any]], by: str) -> int:
        """Block at most 500 places, each with value, reason and until; how many were new."""
        ...

    def trusted(self, before: str, limit: int, *, kind: str = "", q: str = "") -> list[TrustInfo]:
        """Entries of the allow list, as :meth:`blocks`."""
        ...

    def trust(self, value: str, comment: str, by: str, until: float | None) -> TrustInfo:
        """Trust a place in its one form until then, None for ever."""
        ...

    def distrust(self, entry_id: str, by: str) -> TrustInfo | None:
        """Take an entry of the allow list back; None when there is none."""
        ...

    def counters(self) -> list[CounterSample]:
        """Figures for the metrics page."""
        ...
