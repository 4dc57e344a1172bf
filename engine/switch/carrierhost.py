"""Registrations with carriers and probes of them, between the core and the wire.

What is configured is obeyed with the next look, within a second; answers are handled as they come.
A state that an operator sees and that is another one than before is a line of the log.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from engine.addresses import is_address
from engine.calls.health import GatewayHealth
from engine.carriers.errands import Errands, Means
from engine.carriers.policy import CarrierPolicy
from engine.carriers.probe import Probe
from engine.carriers.probes import Probes
from engine.carriers.registration import Registration
from engine.carriers.registrations import Registrations
from engine.control.gateways import GatewayConfig, GatewayLive
from engine.logs import get_logger, safe
from engine.sip.response import Response
from engine.switch.batch import Batch

Resolve = Callable[[str], tuple[str, ...]]

MAX_TOLD: Final = 20
"""Changed states logged in one look: a name server that is down must not fill a disk."""

_log = get_logger(__name__)


class CarrierHost:
    """Runs them.

    Args:
        means: What they work with.
        health: Hears which gateways are silent.
    """

    def __init__(self, means: Means, health: GatewayHealth) -> None:
        self._registrations = Registrations(means)
        self._probes = Probes(means, health.set_reachable)
        self._wanted: list[GatewayConfig] | None = None
        self._told: dict[str, tuple[str, str]] = {}
        self._stopped = False

    @property
    def policy(self) -> CarrierPolicy:
        """What holds for all registrations."""
        return self._registrations.policy

    @policy.setter
    def policy(self, policy: CarrierPolicy) -> None:
        self._registrations.policy = policy

    @property
    def leaving(self) -> int:
        """Registrations that sign off and wait for an answer."""
        return self._registrations.leaving

    def obey(self, gateways: Iterable[GatewayConfig]) -> None:
        """Work with these gateways from the next look on; they are all there are."""
        self._wanted = list(gateways)

    def tick(self, batch: Batch) -> None:
        """Do what is due; about once a second."""
        fx = Errands(batch.now)
        if self._wanted is not None and not self._stopped:
            wanted, self._wanted = self._wanted, None
            try:
                self._registrations.obey(wanted, fx)
                self._probes.obey(wanted, fx)
            except ValueError as error:
                _log.error("a gateway cannot be registered or probed", reason=str(error))
        self._registrations.tick(fx)
        self._probes.tick(fx)
        self._apply(fx, batch)

    def sign_off(self, batch: Batch) -> None:
        """The switch ends: leave every carrier, ask nobody any more."""
        self._stopped = True
        fx = Errands(batch.now)
        self._registrations.stop(fx)
        self._probes.stop(batch.now)
        self._apply(fx, batch)

    def answered(self, owner: Registration | Probe, response: Response, batch: Batch) -> None:
        """An answer to one of their requests."""
        fx = Errands(batch.now)
        if isinstance(owner, Probe):
            self._probes.answered(owner, response, fx)
        else:
            owner.answered(response, fx)
            self._registrations.settled(owner)
        self._apply(fx, batch)

    def lost(self, owner: Registration | Probe, status: int, batch: Batch) -> None:
        """One of their requests got no answer (408), or could not be sent (503)."""
        fx = Errands(batch.now)
        if isinstance(owner, Probe):
            self._probes.lost(owner, status, fx)
        else:
            owner.lost(status, fx)
            self._registrations.settled(owner)
        self._apply(fx, batch)

    def live(self, found: Iterable[GatewayLive], now: float, offset: float) -> list[GatewayLive]:
        """What is known of gateways, with what is known here."""
        return [
            msgspec.structs.replace(
                each,
                registration=self._registrations.live(each.name, now, offset),
                probe=self._probes.live(each.name, offset),
            )
            for each in found
        ]

    def _apply(self, fx: Errands, batch: Batch) -> None:
        batch.sends += fx.sends
        for name in list(dict.fromkeys(fx.changed))[:MAX_TOLD]:
            self._tell(name, fx.now)

    def _tell(self, name: str, now: float) -> None:
        registration, probe = self._registrations.live(name, now, 0.0), self._probes.live(name, 0.0)
        states = (registration.state, probe.state)
        if states == self._told.get(name, ("off", "off")):
            return
        if states == ("off", "off"):
            self._told.pop(name, None)
        else:
            self._told[name] = states
        _log.info(
            "a carrier's state is another one",
            gateway=safe(name),
            registration=registration.state,
            registration_detail=safe(registration.detail),
            probe=probe.state,
            probe_detail=safe(probe.detail),
        )


def resolver(found: Callable[[], Mapping[str, tuple[str, ...]]]) -> Resolve:
    """What a host stands for: itself if it is an address, else what was found for its name."""

    def resolve(host: str) -> tuple[str, ...]:
        return (host,) if is_address(host) else found().get(host.lower(), ())

    return resolve
