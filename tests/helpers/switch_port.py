"""A switch in a dictionary: what the HTTP interface tells it, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from engine.control.gateways import (
    CallInfo,
    CallState,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
)
from engine.control.messages import (
    BindingInfo,
    Cleared,
    CounterSample,
    EndpointConfig,
    EndpointState,
    Hello,
    SuspensionInfo,
    Totals,
    Undone,
)
from engine.control.operations import Op
from engine.control.traces import TraceAnswer, TraceLeg, TraceMessage, TracePage
from engine.control.trials import TrialCall, TrialStep
from engine.errors import ControlError
from engine.management.block_port import BlockPort
from tests.helpers.block_desk import Lists

NOW = 1_790_000_000.0
AWAY = "the control socket does not answer"


def binding(extension: str) -> BindingInfo:
    return BindingInfo(
        contact=f"sip:{extension}@127.0.0.1:5070",
        source="127.0.0.1:5070",
        transport="udp",
        user_agent="test phone",
        registered_at=NOW,
        expires_at=NOW + 3600,
    )


def lockout(
    extension: str, *, known: bool, sources: Sequence[str] = ("192.0.2.7",)
) -> SuspensionInfo:
    return SuspensionInfo(
        extension=extension,
        known=known,
        since=NOW,
        until=NOW + 180,
        remaining_s=170.5,
        reason="6 wrong passwords in a row",
        sources=list(sources),
        repeats=1,
        failures=6,
    )


def call(number: int = 1, **changes: Any) -> CallInfo:
    """A call that was answered three seconds after it came."""
    values: dict[str, Any] = {
        "id": f"01900000-0000-7000-8000-{number:012}",
        "caller": "1001",
        "callee": f"0044{number}",
        "caller_ip": "192.0.2.10",
        "callee_ip": "203.0.113.5",
        "caller_gateway": "",
        "callee_gateway": "carrier-a",
        "account": "1001",
        "state": "answered",
        "start": NOW,
        "answer": NOW + 3,
        "codec": "PCMA",
        "call_id": f"call{number}@phone",
    }
    return CallInfo(**{**values, **changes})


PHONE, SWITCH, CARRIER = "192.0.2.10:5062", "192.0.2.1:5060", "203.0.113.5:5060"


def said(
    number: int,
    line: str,
    *,
    incoming: bool = True,
    leg: int = 0,
    cseq: str = "1 INVITE",
    body: str = "",
    **changes: Any,
) -> TraceMessage:
    """A message of a trace, a hundred milliseconds after the one before."""
    kind = "Content-Type: application/sdp\r\n" if body else ""
    data = f"{line}\r\nCall-ID: leg{leg}@phone\r\nCSeq: {cseq}\r\n{kind}\r\n{body}".encode()
    peer = CARRIER if leg else PHONE
    ends = (peer, SWITCH) if incoming else (SWITCH, peer)
    made = TraceMessage(number, NOW + number / 10, incoming, leg, *ends, "UDP", len(data), data)
    return structs.replace(made, **changes)


def trace(call: CallInfo, **changes: Any) -> TracePage:
    """The beginning of a call: six messages on two legs."""
    invite = "INVITE sip:2002@example.org SIP/2.0"
    messages = [
        said(1, invite, body="v=0\r\n"),
        said(2, "SIP/2.0 100 Trying", incoming=False),
        said(3, invite, incoming=False, leg=1, body="v=0\r\n"),
        said(4, "SIP/2.0 180 Ringing", leg=1),
        said(5, "SIP/2.0 180 Ringing", incoming=False),
        said(6, "SIP/2.0 200 OK", leg=1, body="v=0\r\n"),
    ]
    legs = [
        TraceLeg("leg0@phone", "1001", False, PHONE, "UDP"),
        TraceLeg("leg1@phone", "carrier-a", True, CARRIER, "UDP"),
    ]
    made = TracePage(
        call.id, "leg0@phone", call.caller, call.callee, True, 0, legs, messages, False
    )
    return structs.replace(made, **changes)


@dataclass
class FakeSwitch(BlockPort):
    """Set `away` to make every operation fail; what was told is in the lists."""

    away: bool = False
    parameters: dict[str, int | str] = field(default_factory=dict)
    endpoints: dict[str, EndpointConfig] = field(default_factory=dict)
    versions: list[int] = field(default_factory=list)
    registrations: dict[str, list[BindingInfo]] = field(default_factory=dict)
    lockouts: dict[str, SuspensionInfo] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    cleared_by: list[str] = field(default_factory=list)
    lists: Lists = field(default_factory=lambda: Lists(NOW))
    samples: list[CounterSample] = field(default_factory=list)
    gateways: dict[str, GatewayConfig] = field(default_factory=dict)
    live: dict[str, GatewayLive] = field(default_factory=dict)
    resolved: dict[str, list[str]] = field(default_factory=dict)
    running: dict[str, CallInfo] = field(default_factory=dict)
    routes: dict[str, RouteAnalysis] = field(default_factory=dict)
    analysed: list[tuple[str, str, str]] = field(default_factory=list)
    hung_up_by: list[str] = field(default_factory=list)
    trials: dict[str, TrialCall] = field(default_factory=dict)
    traces: dict[str, TracePage] = field(default_factory=dict)
    traced: list[tuple[str, int]] = field(default_factory=list)
    tracing: bool = True
    trace_page: int = 2

    def register(self, *extensions: str) -> None:
        self.registrations |= {name: [binding(name)] for name in extensions}

    def suspend(self, extension: str, *, known: bool = True) -> None:
        self.lockouts[extension] = lockout(extension, known=known)

    def ask(self, operation: Op, arguments: dict[str, Any]) -> Any:
        self._reached()
        return self.lists.ask(operation, arguments)

    def _reached(self) -> None:
        if self.away:
            raise ControlError(AWAY)

    def hello(self) -> Hello:
        self._reached()
        version = self.versions[-1] if self.versions else -1
        return Hello(config_version=version, pid=4242, started_at=NOW, sip=["udp:127.0.0.1:5060"])

    def apply_parameters(self, version: int, values: Mapping[str, int | str]) -> float:
        self._reached()
        self.versions.append(version)
        self.parameters = dict(values)
        return NOW + 1

    def put_endpoints(self, version: int, endpoints: Sequence[EndpointConfig]) -> float:
        self._reached()
        self.versions.append(version)
        for one in endpoints:
            self.endpoints[one.extension] = one
            if not one.enabled:
                self.registrations.pop(one.extension, None)
        return NOW + 1

    def delete_endpoints(self, version: int, extensions: Sequence[str]) -> float:
        self._reached()
        self.versions.append(version)
        for name in extensions:
            self.endpoints.pop(name, None)
            self.registrations.pop(name, None)
        return NOW + 1

    def put_gateways(self, version: int, gateways: Sequence[GatewayConfig]) -> float:
        self._reached()
        self.versions.append(version)
        self.gateways |= {one.name: one for one in gateways}
        return NOW + 1

    def delete_gateways(self, version: int, names: Sequence[str]) -> float:
        self._reached()
        self.versions.append(version)
        for name in names:
            self.gateways.pop(name, None)
        return NOW + 1

    def gateways_live(self, names: Sequence[str]) -> list[GatewayLive]:
        self._reached()
        idle = {name: GatewayLive(name, 0, 0, 0) for name in names if name in self.gateways}
        return list((idle | {n: self.live[n] for n in idle if n in self.live}).values())

    def gateways_resolved(self) -> dict[str, list[str]]:
        self._reached()
        return self.resolved

    def add_calls(self, *calls: CallInfo) -> None:
        self.running |= {one.id: one for one in calls}

    def calls(
        self,
        after: str,
        limit: int,
        *,
        q: str = "",
        gateway: str = "",
        state: CallState | None = None,
    ) -> list[CallInfo]:
        self._reached()
        found = [
            one
            for _, one in sorted(self.running.items())
            if one.id > after
            and q.casefold() in f"{one.caller} {one.callee} {one.caller_ip}".casefold()
            and gateway in ("", one.caller_gateway, one.callee_gateway)
            and state in (None, one.state)
        ]
        return found[:limit]

    def call(self, call_id: str) -> CallInfo | None:
        self._reached()
        return self.running.get(call_id)

    def hang_up(self, call_id: str, by: str) -> bool:
        self._reached()
        self.hung_up_by.append(by)
        return self.running.pop(call_id, None) is not None

    def trace(self, call: str, after: int = 0) -> TraceAnswer:
        self._reached()
        self.traced.append((call, after))
        known = self.traces.get(call)
        if known is None:
            return TraceAnswer(self.tracing, 15)
        waiting = [message for message in known.messages if message.number > after]
        shown = waiting[: self.trace_page]
        page = structs.replace(known, messages=shown, more=len(shown) < len(waiting))
        return TraceAnswer(self.tracing, 15, page)

    def route(self, caller: str, callee: str, gateway: str = "") -> RouteAnalysis:
        self._reached()
        self.analysed.append((caller, callee, gateway))
        return self.routes.get(callee, RouteAnalysis(caller, callee))

    def trial_begin(self, hold_s: int, by: str) -> TrialCall:
        self._reached()
        number = len(self.trials) + 1
        made = TrialCall(
            f"01900000-0000-7000-9000-{number:012}", hold_s, by, f"test{number}", NOW,
            steps=[TrialStep(NOW, "sent", {"address": "127.0.0.1:5060"})], source="127.0.0.1",
        )  # fmt: skip
        self.trials[made.id] = made
        return made

    def trial(self, trial_id: str) -> TrialCall | None:
        self._reached()
        return self.trials.get(trial_id)

    def state(self, extension: str) -> EndpointState:
        suspension = self.lockouts.get(extension)
        bindings = self.registrations.get(extension, [])
        return EndpointState(
            extension=extension,
            status="suspended" if suspension else "registered" if bindings else "unregistered",
            bindings=bindings,
            failures=suspension.failures if suspension else self.counted.get(extension, 0),
            last_seen=NOW if bindings else None,
            suspension=suspension,
        )

    def states(self, extensions: Sequence[str]) -> list[EndpointState]:
        self._reached()
        return [self.state(name) for name in extensions]

    def registered(self, after: str, limit: int) -> list[EndpointState]:
        self._reached()
        names = sorted(name for name in self.registrations if name > after)
        return [self.state(name) for name in names[:limit]]

    def totals(self) -> Totals:
        self._reached()
        unknown = sum(not info.known for info in self.lockouts.values())
        free = [name for name in self.registrations if name not in self.lockouts]
        return Totals(len(free), len(self.lockouts), unknown, len(self.registrations))

    def suspensions(
        self, after: str, limit: int, *, known: bool | None = None, q: str = ""
    ) -> list[SuspensionInfo]:
        self._reached()
        found = [
            info
            for name, info in sorted(self.lockouts.items())
            if name > after
            and known in (None, info.known)
            and any(q.casefold() in part.casefold() for part in (name, *info.sources))
        ]
        return found[:limit]

    def clear(self, extensions: Sequence[str], by: str) -> list[Cleared]:
        self._reached()
        self.cleared_by.append(by)
        removed = []
        for name in extensions:
            info = self.lockouts.pop(name, None)
            failures = self.counted.pop(name, 0)
            if info:
                removed.append(Cleared(name, info.known, info.failures, True))
            elif failures:
                removed.append(Cleared(name, True, failures, False))
        return removed

    def undo(self, value: str, by: str) -> Undone:
        wanted = [
            name
            for name, info in self.lockouts.items()
            if (any if info.known else all)(source == value for source in info.sources)
        ]
        removed = self.clear(wanted, by)
        return Undone(removed, len(removed))

    def counters(self) -> list[CounterSample]:
        self._reached()
        return self.samples
