"""The routing plan: which routing gateways a number can go to, in which order, and why.

The gateways with the longest prefix that the called number begins with come first; one without
prefixes serves every number, after all others. Then the lowest priority decides, and among equals
the weight: each place in the order goes to one of the rest with a chance in proportion to it. An
operator may have those first whose calls are answered more often, within a priority or before it.
Gateways that can take no call at the moment are passed over.

What an operator is shown by :meth:`Plan.explain` and what a call gets from
:meth:`Plan.candidates` come from the same ranking and the same judgement.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import chain
from math import inf, log
from typing import Final, NamedTuple

from engine.calls.health import GatewayHealth
from engine.calls.numbers import Rules, parse_rules, rewrite
from engine.calls.targets import Target, default_port, parse_target
from engine.calls.usage import Refusal, Usage
from engine.control.gateways import GatewayConfig
from engine.sip.errors import PeerError

MAX_CANDIDATES: Final = 20
"""Gateways that one call may be offered to: a caller has hung up long before the last of them,
and one call must not cost a thousand attempts."""


class Verdict(Enum):
    """What is found about a gateway and a number."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    CANDIDATE = "candidate"
    DISABLED = "disabled"
    UNREACHABLE = "unreachable"
    QUARANTINED = "quarantined"
    CAPACITY = "capacity"
    RATE = "rate"
    NUMBER = "number"
    NO_PREFIX = "no prefix"


class Conditions(NamedTuple):
    """What a plan depends on besides the configuration.

    Attributes:
        usage: Calls of gateways.
        health: Quarantines.
        now: Monotonic seconds.
        draw: Gives a number from 0 up to, not including, 1: evenly spread ones for calls; always
            the same one for an analysis, which then puts the greater weight first.
        asr_sort: See :class:`engine.calls.policy.CallPolicy`.
    """

    usage: Usage
    health: GatewayHealth
    now: float
    draw: Callable[[], float]
    asr_sort: int = 0


class Candidate(NamedTuple):
    """A gateway that a call can be offered to.

    Attributes:
        gateway: Which.
        targets: Its addresses, in the order in which they are tried.
        caller: Calling number to send.
        callee: Called number to send.
    """

    gateway: GatewayConfig
    targets: tuple[Target, ...]
    caller: str
    callee: str


class Step(NamedTuple):
    """One line of a routing analysis.

    Attributes:
        gateway: Its name.
        verdict: What was found.
        text: The same in one sentence with its numbers.
        prefix: The prefix that fits; "" also for a gateway that serves every number.
        priority: The gateway's.
        weight: The gateway's.
        caller: Calling number that would be sent, "" when it would get no call for its number.
        callee: Called number that would be sent, "" when it would get no call for its number.
    """

    gateway: str
    verdict: Verdict
    text: str
    prefix: str
    priority: int
    weight: int
    caller: str
    callee: str


class _Route(NamedTuple):
    """A gateway, read once."""

    gateway: GatewayConfig
    targets: tuple[Target, ...]
    caller_rules: Rules
    callee_rules: Rules


_Tiers = tuple[tuple[_Route, ...], ...]  # lowest priority first, each by name
_REFUSALS: Final = {Refusal.CAPACITY: Verdict.CAPACITY, Refusal.RATE: Verdict.RATE}


class Plan:
    """The routing gateways, arranged by prefix; a new plan is made when one of them changes."""

    __slots__ = ("_lengths", "_routes", "_tiers")

    def __init__(self, gateways: Iterable[GatewayConfig]) -> None:
        """Arrange ``gateways``; those that are no routing gateways are left out.

        Raises:
            ValueError: an address or a rule of one cannot be read; the sentence names it.
        """
        found = (gateway for gateway in gateways if gateway.kind == "routing")
        self._routes = [_route(gateway) for gateway in sorted(found, key=lambda one: one.name)]
        by_prefix: dict[str, list[_Route]] = {}
        for route in self._routes:
            for prefix in frozenset(route.gateway.prefixes or ("",)):
                by_prefix.setdefault(prefix, []).append(route)
        self._tiers = {prefix: _tiers(routes) for prefix, routes in by_prefix.items()}
        self._lengths = tuple(sorted({len(prefix) for prefix in by_prefix}, reverse=True))

    def candidates(self, caller: str, callee: str, conditions: Conditions) -> list[Candidate]:
        """The gateways for a call, best first, at most :data:`MAX_CANDIDATES`.

        Args:
            caller: Calling number, after the rewriting of the mapping gateway if there is one.
            callee: Called number, likewise.
            conditions: The state of the moment. A call that moves on to the next candidate later
                has to be admitted by ``conditions.usage`` then.
        """
        found: list[Candidate] = []
        for route, _ in self._ranked(callee, conditions):
            verdict, numbers = _judge(route, caller, callee, conditions)
            if verdict is Verdict.CANDIDATE:
                found.append(Candidate(route.gateway, route.targets, *numbers))
                if len(found) == MAX_CANDIDATES:
                    break
        return found

    def explain(self, caller: str, callee: str, conditions: Conditions) -> list[Step]:
        """What :meth:`candidates` would find of every gateway, those that it passes over too.

        The order is that of the attempts; gateways whose prefixes do not fit follow by name.
        """
        steps: list[Step] = []
        for route, prefix in self._ranked(callee, conditions):
            verdict, numbers = _judge(route, caller, callee, conditions)
            text = _TEXTS[verdict](route.gateway, prefix, conditions)
            steps.append(_step(route.gateway, verdict, text, prefix, *numbers))
        seen = {step.gateway for step in steps}
        unfit = (route.gateway for route in self._routes if route.gateway.name not in seen)
        steps += [_step(gateway, Verdict.NO_PREFIX, _UNFIT, "", "", "") for gateway in unfit]
        return steps

    def _ranked(self, callee: str, conditions: Conditions) -> Iterator[tuple[_Route, str]]:
        """Every route that fits, each once with its longest prefix, best first."""
        seen: set[str] = set()
        for length in self._lengths:
            prefix = callee[:length]
            if len(prefix) < length:  # the number is shorter than these prefixes
                continue
            tiers = self._tiers.get(prefix, ())
            fresh = [[each for each in tier if each.gateway.name not in seen] for tier in tiers]
            seen.update(route.gateway.name for tier in fresh for route in tier)
            for route in _ordered(fresh, conditions):
                yield route, prefix


def _ordered(tiers: list[list[_Route]], conditions: Conditions) -> Iterator[_Route]:
    """Routes of one prefix, lowest priority first, by how well calls are answered if wanted."""
    weighted = [_weighted(tier, conditions.draw) for tier in tiers]
    if not conditions.asr_sort:
        return chain.from_iterable(weighted)

    def worst_last(route: _Route) -> int:
        return -conditions.health.grade(route.gateway.name, conditions.now)

    if conditions.asr_sort == 1:
        return chain.from_iterable(sorted(tier, key=worst_last) for tier in weighted)
    return iter(sorted(chain.from_iterable(weighted), key=worst_last))


def _weighted(routes: list[_Route], draw: Callable[[], float]) -> list[_Route]:
    """``routes`` in an order of chance.

    Each waits for a time that is exponentially distributed with its weight as rate; the first one
    is each of them with the probability weight / sum of weights, and so is the first of the rest.
    """
    if len(routes) < 2:
        return routes

    def wait(route: _Route) -> float:
        weight = route.gateway.weight
        return -log(1.0 - draw()) / weight if weight > 0 else inf

    return sorted(routes, key=wait)


def _judge(
    route: _Route, caller: str, callee: str, conditions: Conditions
) -> tuple[Verdict, tuple[str, str]]:
    """Whether a fitting gateway can take the call now, and the numbers that it would get."""
    gateway, now = route.gateway, conditions.now
    try:
        numbers = rewrite(caller, route.caller_rules), rewrite(callee, route.callee_rules)
    except PeerError:
        return Verdict.NUMBER, ("", "")
    if not numbers[1]:
        return Verdict.NUMBER, ("", "")
    if not gateway.enabled:
        return Verdict.DISABLED, numbers
    if not conditions.health.reachable(gateway.name):
        return Verdict.UNREACHABLE, numbers
    if conditions.health.quarantined_until(gateway.name, now) is not None:
        return Verdict.QUARANTINED, numbers
    refusal = conditions.usage.check(gateway.name, gateway.capacity, gateway.calls_per_second, now)
    return Verdict.CANDIDATE if refusal is None else _REFUSALS[refusal], numbers


def _fits(gateway: GatewayConfig, prefix: str, conditions: Conditions) -> str:
    what = f"prefix {prefix} fits" if prefix else "serves every number"
    text = f"{what}, priority {gateway.priority}, weight {gateway.weight}"
    if conditions.asr_sort:
        grade = conditions.health.grade(gateway.name, conditions.now)
        text += f", {grade} of 10 for calls answered"
    return text


def _quarantine(gateway: GatewayConfig, _: str, conditions: Conditions) -> str:
    until = conditions.health.quarantined_until(gateway.name, conditions.now) or conditions.now
    return f"in quarantine for {until - conditions.now:.0f} s more"


def _capacity(gateway: GatewayConfig, _: str, conditions: Conditions) -> str:
    return f"has {conditions.usage.calls(gateway.name)} calls, may have {gateway.capacity}"


def _rate(gateway: GatewayConfig, _: str, conditions: Conditions) -> str:
    begun = conditions.usage.begun(gateway.name, conditions.now)
    return f"got {begun} calls within the last second, may get {gateway.calls_per_second}"


_UNFIT: Final = "none of its prefixes fits the called number"
_TEXTS: Final[dict[Verdict, Callable[[GatewayConfig, str, Conditions], str]]] = {
    Verdict.CANDIDATE: _fits,
    Verdict.DISABLED: lambda *_: "is disabled",
    Verdict.UNREACHABLE: lambda *_: "does not answer OPTIONS",
    Verdict.QUARANTINED: _quarantine,
    Verdict.CAPACITY: _capacity,
    Verdict.RATE: _rate,
    Verdict.NUMBER: lambda *_: "its rules leave no number, or one that is too long",
}


def _step(
    gateway: GatewayConfig, verdict: Verdict, text: str, prefix: str, caller: str, callee: str
) -> Step:
    return Step(
        gateway.name, verdict, text, prefix, gateway.priority, gateway.weight, caller, callee
    )


def _route(gateway: GatewayConfig) -> _Route:
    try:
        return _Route(
            gateway,
            tuple(
                parse_target(text, default_port(gateway.transport)) for text in gateway.addresses
            ),
            parse_rules(gateway.caller_rewrite),
            parse_rules(gateway.callee_rewrite),
        )
    except ValueError as error:
        raise ValueError(f"gateway {gateway.name}: {error}") from error


def _tiers(routes: list[_Route]) -> _Tiers:
    priorities = sorted({route.gateway.priority for route in routes})
    return tuple(
        tuple(route for route in routes if route.gateway.priority == priority)
        for priority in priorities
    )
