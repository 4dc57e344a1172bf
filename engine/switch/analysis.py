"""Routing analysis: what would become of a call, asked without making one.

The same gates and the same registrar are asked as by a real call, in the same order
(:meth:`engine.switch.callhost.CallHost.begin`), but with their looking halves: nothing is counted,
nothing is reserved, nobody is called.
"""

from typing import Final

from engine.calls.gateways import CallGates
from engine.calls.plan import Step
from engine.calls.routing import route
from engine.calls.usage import Refusal
from engine.control.gateways import (
    GatewayConfig,
    RouteAnalysis,
    RouteRefusal,
    RouteStep,
    RouteVerdict,
)
from engine.registrar import Registrar
from engine.sip.errors import PeerError

VERDICTS: Final[dict[str, RouteVerdict]] = {
    "candidate": "candidate",
    "disabled": "disabled",
    "unreachable": "unreachable",
    "quarantined": "quarantined",
    "capacity": "capacity",
    "rate": "rate",
    "number": "number",
    "no prefix": "no prefix",
}
_REFUSALS: Final[dict[Refusal, RouteRefusal]] = {
    Refusal.CAPACITY: "capacity",
    Refusal.RATE: "rate",
}


def analyse(
    gates: CallGates,
    registrar: Registrar,
    caller: str,
    callee: str,
    source: GatewayConfig | None,
    now: float,
) -> RouteAnalysis:
    """Where a call would go at the moment ``now``.

    Args:
        gates: Gateways and limits.
        registrar: Knows the endpoints.
        caller: Calling number as received.
        callee: Called number as received.
        source: The mapping gateway it comes from; None for an endpoint that calls.
        now: Monotonic seconds.
    """
    gateway = "" if source is None else source.name
    refused = "" if source is None else _entry(gates, source, callee, now)
    if refused:
        return RouteAnalysis(caller, callee, refused)
    try:
        caller, callee = gates.incoming(gateway, caller, callee)
    except PeerError:
        return RouteAnalysis(caller, callee, "number")
    found = route(callee, registrar, now)
    if found.endpoint:
        most = gates.policy.endpoint_calls
        busy = gates.endpoints.check(callee, most, 0, now) is not None
        contacts = len(found.bindings)
        return RouteAnalysis(caller, callee, "busy" if busy else "", callee, contacts)
    steps = tuple(map(_step, gates.explain(caller, callee, now)))
    return RouteAnalysis(caller, callee, steps=steps)


def _entry(gates: CallGates, source: GatewayConfig, callee: str, now: float) -> RouteRefusal:
    """What a mapping gateway itself has against the call."""
    if not source.enabled:
        return "disabled"
    limits = source.capacity, source.calls_per_second
    refusal = gates.usage.check(source.name, *limits, now)
    if refusal is not None:
        return _REFUSALS[refusal]
    return "" if gates.serves(source.name, callee) else "prefix"


def _step(step: Step) -> RouteStep:
    verdict = VERDICTS[step.verdict.value]
    return RouteStep(
        step.gateway,
        verdict,
        step.text,
        step.prefix,
        step.priority,
        step.weight,
        step.caller,
        step.callee,
    )
