"""A stage for registrations and probes: real transactions, a clock by hand, a carrier that is told
what to answer. No sockets."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from engine.calls.tools import Names
from engine.carriers.errands import Errands, Means
from engine.carriers.probe import Probe
from engine.carriers.probes import Probes
from engine.carriers.registration import Registration
from engine.carriers.registrations import Registrations
from engine.control.carriers import GatewaySecret
from engine.control.gateways import GatewayConfig
from engine.sip.nat import Source
from engine.sip.reply import build_reply
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack.client_transactions import ClientTransactions
from engine.stack.effects import Final, Provisional

US = "203.0.113.1:5060"
CARRIER = GatewayConfig(
    *("carrier", "routing", ("192.0.2.9:5070",)),
    username="me",
    secret=GatewaySecret("Circle of Life"),
    registers=True,
    register_expires_s=600,
)
CHALLENGE = ("WWW-Authenticate", 'Digest realm="carrier", nonce="n1", qop="auth", algorithm=MD5')
Headers = Sequence[tuple[str, str]]


class Stage:
    """Registrations and probes, and the carrier they meet.

    Attributes:
        now: Monotonic seconds.
        addresses: What host names stand for.
        reachable: Whether there is a way to anybody.
        heard: Requests that came to the carrier and were not taken yet.
        passed_over: Gateways that get no calls.
    """

    def __init__(self, room: int = 16_384) -> None:
        self.now = 1000.0
        self.addresses: dict[str, tuple[str, ...]] = {}
        self.reachable = True
        self.heard: list[tuple[Request, Source]] = []
        self.passed_over: set[str] = set()
        self.clients = ClientTransactions(room)
        numbers = itertools.count(1)
        names = Names(
            lambda: f"tag{next(numbers)}",
            lambda: f"z9hG4bK{next(numbers)}",
            lambda: f"call{next(numbers)}",
        )
        self.means = Means(self.clients, names, lambda _: US, self._way, self._resolve, lambda: 0.5)
        self.registrations = Registrations(self.means)
        self.probes = Probes(self.means, self._follow)
        self.fx = Errands(self.now)

    def obey(self, *gateways: GatewayConfig) -> None:
        """Work with these gateways."""
        self._new()
        self.registrations.obey(gateways, self.fx)
        self.probes.obey(gateways, self.fx)
        self._look()

    def wait(self, seconds: float, step: float = 1.0) -> None:
        """Let time go by, with a look each second and the retransmissions in between."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(self.now + step, until)
            self._new()
            sends, lost = self.clients.on_timer(self.now)
            self.fx.sends += sends
            for each in lost:
                self._lost(each.owner)
            self._look()

    def take(self, *, repeated: bool = False) -> Request:
        """The latest request that came; retransmissions are the same request."""
        heard, self.heard = self.heard, []
        assert heard, "nothing came"
        assert repeated or len({each.via.branch for each, _ in heard}) == 1, heard
        self._last = heard[-1]
        return self._last[0]

    def quiet(self) -> bool:
        """Whether nothing came."""
        return not self.heard

    def answer(self, status: int, headers: Headers = (), *, source: str = "") -> None:
        """Answer the request that was taken last."""
        request, destination = self._last
        data = build_reply(request, status, "" if status == 100 else "theirs", tuple(headers))
        at = destination._replace(ip=source or destination.ip)
        self._new()
        found = self.clients.receive(Response.parse(data), at, self.now)
        if isinstance(found, (Final, Provisional)):
            owner = found.owner
            if isinstance(owner, Probe):
                self.probes.answered(owner, found.response, self.fx)
            elif isinstance(owner, Registration):
                owner.answered(found.response, self.fx)
                self.registrations.settled(owner)
        self._deliver()

    def register(self, status: int = 200, headers: Headers = ()) -> Request:
        """Take a REGISTER and answer it."""
        request = self.take()
        assert request.method == "REGISTER"
        self.answer(status, headers)
        return request

    def state(self, name: str = "carrier") -> str:
        """What an operator sees of a registration."""
        return self.registrations.live(name, self.now, 0.0).state

    def _look(self) -> None:
        self.registrations.tick(self.fx)
        self.probes.tick(self.fx)
        self._deliver()

    def _new(self) -> None:
        self.fx = Errands(self.now)

    def _lost(self, owner: object) -> None:
        if isinstance(owner, Probe):
            self.probes.lost(owner, 408, self.fx)
        elif isinstance(owner, Registration):
            owner.lost(408, self.fx)
            self.registrations.settled(owner)

    def _deliver(self) -> None:
        self.heard += [(Request.parse(data), to) for data, to in self.fx.sends]
        self.fx.sends = []

    def _way(self, ip: str, port: int, transport: str) -> Source | None:
        return Source(ip, port, transport.upper()) if self.reachable else None

    def _resolve(self, host: str) -> tuple[str, ...]:
        return (host,) if host[0].isdigit() else self.addresses.get(host, ())

    def _follow(self, name: str, reachable: bool) -> None:
        (self.passed_over.discard if reachable else self.passed_over.add)(name)
