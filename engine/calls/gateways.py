"""The gateways as calls meet them: who is let in, where a number goes, what is counted.

:class:`CallGates` puts the parts together that each know one thing: whose an address is
(:mod:`engine.calls.sources`), what becomes of numbers (:mod:`engine.calls.numbers`), which gateways
serve a number (:mod:`engine.calls.plan`), how many calls there are (:mod:`engine.calls.usage`) and
how they ended (:mod:`engine.calls.health`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from ipaddress import ip_network

from engine.addresses import is_address
from engine.calls.admission import Guard
from engine.calls.credentials import Account
from engine.calls.events import Cause
from engine.calls.health import Attempt, GatewayHealth
from engine.calls.numbers import NO_RULES, Rules, parse_rules, rewrite
from engine.calls.places import Groups, Way, of_gateway
from engine.calls.plan import Candidate, Conditions, Plan, Step, Verdict
from engine.calls.policy import CallPolicy
from engine.calls.sources import SourceTable, networks_of
from engine.calls.usage import Refusal, Usage
from engine.control.gateways import GatewayConfig, GatewayLive, RelayMode
from engine.registrar.digest import Ha1, pack

Resolved = Mapping[str, tuple[str, ...]]
"""Host name in lower case -> its addresses."""

_CAUSES = {Refusal.CAPACITY: Cause.CAPACITY, Refusal.RATE: Cause.RATE}
_BUSY = (Verdict.CAPACITY, Verdict.RATE, Verdict.QUARANTINED, Verdict.UNREACHABLE)


def _nobody_asks() -> None:
    """Nobody wants to know of other gateways."""


class CallGates:
    """Everything a call asks about gateways and limits.

    Args:
        draw: Gives evenly spread numbers from 0 up to 1, for the weights of gateways.

    Attributes:
        policy: The limits in force.
        health: How the calls of each gateway ended.
        usage: Calls of each gateway now.
        endpoints: Calls of each endpoint now.
        reloaded: Called when gateways, or what their names stand for, are others.
    """

    def __init__(self, draw: Callable[[], float]) -> None:
        self.policy = CallPolicy()
        self.health = GatewayHealth()
        self.usage = Usage()
        self.endpoints = Usage()
        self._draw = draw
        self._configs: dict[str, GatewayConfig] = {}
        self._incoming: dict[str, tuple[Rules, Rules]] = {}
        self._guards: dict[str, Guard] = {}
        self._resolved: Resolved = {}
        self._sources = SourceTable(())
        self._plan = Plan(())
        self._hosts: frozenset[str] = frozenset()
        self.reloaded: Callable[[], None] = _nobody_asks

    def reload(self, gateways: Iterable[GatewayConfig], resolved: Resolved) -> None:
        """Work with these gateways from now on.

        Args:
            gateways: All of them.
            resolved: What the host names among their addresses stand for now.

        Raises:
            ValueError: an address or a rule cannot be read; nothing has changed then.
        """
        configs = {gateway.name: gateway for gateway in gateways}
        plan, sources = Plan(configs.values()), SourceTable(configs.values(), resolved)
        incoming = {
            gateway.name: (parse_rules(gateway.caller_rewrite), parse_rules(gateway.callee_rewrite))
            for gateway in configs.values()
            if gateway.kind == "mapping"
        }
        guards = {name: _guard(each) for name, each in configs.items() if _is_guarded(each)}
        self._configs, self._incoming, self._resolved = configs, incoming, resolved
        self._guards = guards
        self._plan, self._sources = plan, sources
        self._hosts = frozenset(
            str(network.network_address)
            for gateway in configs.values()
            if gateway.kind == "routing" and gateway.enabled
            for network in networks_of(gateway, resolved)
        )
        self.health.keep(configs)
        self.reloaded()

    def networks(self) -> Iterator[str]:
        """Where enabled gateways are, as networks."""
        for gateway in self._configs.values():
            if gateway.enabled:
                yield from map(str, networks_of(gateway, self._resolved))

    @property
    def resolved(self) -> Resolved:
        """What host names stand for now."""
        return self._resolved

    def gateway_of(self, ip: str) -> str | None:
        """The mapping gateway that an address belongs to."""
        return self._sources.find(ip)

    def is_gateway(self, ip: str) -> bool:
        """Whether an address is one of an enabled gateway of either kind."""
        return ip in self._hosts or self._sources.find(ip) is not None

    def gateways_within(self, value: str) -> list[str]:
        """Names of enabled gateways with an address in an address or network, sorted."""
        network = ip_network(value)
        return sorted(
            gateway.name
            for gateway in self._configs.values()
            if gateway.enabled
            and any(
                each.version == network.version and each.overlaps(network)
                for each in networks_of(gateway, self._resolved)
            )
        )

    def guard_of(self, gateway: str) -> Guard | None:
        """What calls of a mapping gateway have to prove, None for nothing."""
        return self._guards.get(gateway)

    def trusts(self, gateway: str) -> bool:
        """Whether the number that a mapping gateway asserts is believed."""
        config = self._configs.get(gateway)
        return config is not None and config.sip_caller_e164_domain == "p_asserted_identity"

    def denied(self, gateway: str, now: float) -> None:
        """A call came from its address and did not prove its password."""
        self.health.failed(gateway, "wrong user name or password", now)

    def serves(self, gateway: str, callee: str) -> bool:
        """Whether a mapping gateway may call this number (its prefixes; none: every number)."""
        config = self._configs.get(gateway)
        return config is None or not config.prefixes or callee.startswith(config.prefixes)

    def enter(self, account: str, gateway: str, now: float) -> Cause | None:
        """Count one more call of who makes it, unless he has as many as he may have."""
        config = self._configs.get(gateway)
        if config is not None:
            refusal = self.usage.admit(gateway, config.capacity, config.calls_per_second, now)
            if refusal is None:
                self.health.attempted(gateway)
            return None if refusal is None else _CAUSES[refusal]
        return self.reach(account, now) if account else None

    def reach(self, extension: str, now: float) -> Cause | None:
        """Count one more call of an endpoint, unless it has as many as it may have."""
        refusal = self.endpoints.admit(extension, self.policy.endpoint_calls, 0, now)
        return None if refusal is None else _CAUSES[refusal]

    def leave(self, account: str, gateway: str, called: str = "") -> None:
        """A call that was counted is over."""
        if gateway:
            self.usage.release(gateway)
        for extension in (account, called):
            if extension:
                self.endpoints.release(extension)

    def restore(self, account: str, gateway: str, called: str, outgoing: str) -> None:
        """Count a call that was running before a restart."""
        for name in (gateway, outgoing):
            if name:
                self.usage.restore(name)
        for extension in (account, called):
            if extension:
                self.endpoints.restore(extension)

    def incoming(self, gateway: str, caller: str, callee: str) -> tuple[str, str]:
        """The numbers of a call after the rewriting of its mapping gateway.

        Raises:
            PeerError: one of them has become too long.
        """
        rules = self._incoming.get(gateway, (NO_RULES, NO_RULES))
        return rewrite(caller, rules[0]), rewrite(callee, rules[1])

    def groups(self, caller: str, callee: str, way: Way, now: float) -> tuple[Groups, Cause]:
        """Where a number goes, best first; the cause that ends the call when that is nowhere."""
        conditions = self._conditions(now, self._draw)
        found = self._plan.candidates(caller, callee, conditions)
        groups = [group for candidate in found for group in self._places(candidate, way)]
        if groups:
            return groups, Cause.STATUS
        steps = self._plan.explain(caller, callee, conditions)
        busy = bool(found) or any(step.verdict in _BUSY for step in steps)
        return [], Cause.CAPACITY if busy else Cause.NO_ROUTE

    def explain(self, caller: str, callee: str, now: float) -> list[Step]:
        """The routing analysis of a number; the greater weight comes first in it."""
        return self._plan.explain(caller, callee, self._conditions(now, lambda: 0.5))

    def live(self, now: float, wall_offset: float) -> list[GatewayLive]:
        """What is known of every gateway."""
        self.health.window_s = self.policy.asr_window_s
        return self.health.live(self._configs.values(), self.usage, now, wall_offset)

    def relay_mode(self, gateway: str) -> RelayMode:
        """What a gateway says about media relays; one that is gone says nothing."""
        config = self._configs.get(gateway)
        return "auto" if config is None else config.relay

    def take(self, gateway: str, now: float) -> bool:
        """Offer a call to a routing gateway, unless it has as many as it may have, or must rest."""
        config = self._configs.get(gateway)
        if config is None or not config.enabled:
            return False
        if not self.health.reachable(gateway):  # since the call was routed
            return False
        if self.health.quarantined_until(gateway, now) is not None:  # likewise
            return False
        if self.usage.admit(gateway, config.capacity, config.calls_per_second, now) is not None:
            return False
        self.health.attempted(gateway)
        return True

    def account(self, gateway: str) -> Account | None:
        """Who we are at a routing gateway, None when it knows us by our address."""
        config = self._configs.get(gateway)
        if config is None or config.kind != "routing" or not config.username:
            return None
        return Account(config.username, config.secret.password)

    def answered(self, gateway: str) -> None:
        """A call of this gateway, in or out, was answered."""
        if gateway:
            self.health.answered(gateway)

    def responded(self, gateway: str) -> None:
        """A routing gateway said something to an INVITE."""
        if gateway:
            self.health.responded(gateway)

    def ended(
        self,
        gateway: str,
        now: float,
        status: int,
        talk_s: float | None,
        delay_s: float | None,
        retry_after_s: int = 0,
    ) -> None:
        """How a call of a gateway went.

        Args:
            gateway: Which.
            now: Monotonic seconds.
            status: Final status, 408 when there was none, 487 when the call was withdrawn.
            talk_s: Seconds of talk, None when it was not answered.
            delay_s: Seconds until it rang, None when it did not.
            retry_after_s: What a 503 asked for, 0 when nothing.
        """
        config = self._configs.get(gateway)
        if config is None:
            return
        delay = None if delay_s is None else int(delay_s * 1000)
        attempt = Attempt(talk_s is not None, int((talk_s or 0.0) * 1000), delay, now)
        self.health.ended(gateway, attempt)
        if talk_s is not None or status == 487:
            return
        if (
            status == 408 and config.kind == "routing"
        ):  # it was not a mapping gateway that was silent
            self.health.failed(gateway, "no answer to the INVITE", now)
            self.health.timed_out(gateway, now)
        else:
            self.health.failed(gateway, f"answered {status}", now)
            if retry_after_s:
                self.health.unavailable(gateway, retry_after_s, now)

    def sweep(self, now: float) -> None:
        """Forget counts that are over; about once a second."""
        self.usage.sweep(now)
        self.endpoints.sweep(now)

    def _conditions(self, now: float, draw: Callable[[], float]) -> Conditions:
        self.health.window_s = self.policy.asr_window_s
        return Conditions(self.usage, self.health, now, draw, self.policy.asr_sort)

    def _places(self, candidate: Candidate, way: Way) -> Groups:
        addresses = list(self._addresses(candidate))
        gateway, caller, callee = candidate.gateway, candidate.caller, candidate.callee
        return of_gateway(gateway, addresses, caller, callee, way, self.policy)

    def _addresses(self, candidate: Candidate) -> Iterator[tuple[str, int]]:
        """The addresses of a candidate, host names resolved."""
        for host, port in candidate.targets:
            if is_address(host):
                yield host, port
            else:
                for address in self._resolved.get(host.lower(), ()):
                    yield address, port


def _is_guarded(config: GatewayConfig) -> bool:
    return config.kind == "mapping" and bool(config.username)


def _guard(config: GatewayConfig) -> Guard:
    """What proves the password of a mapping gateway.

    Raises:
        ValueError: its hashes are none.
    """
    secret = config.secret
    return Guard(config.username, pack(Ha1(secret.ha1_md5, secret.ha1_sha256)))
