"""All registrations of ours, as the routing gateways ask for them.

Who is looked at every second is who exists: no timer is kept for each, and how many begin within
a second is bounded, so that a start with a thousand carriers is no storm.
"""

from collections.abc import Iterable
from typing import Final

from engine.calls.credentials import Account
from engine.calls.places import registrar_of
from engine.carriers.errands import Errands, Means
from engine.carriers.policy import CarrierPolicy
from engine.carriers.registerstate import RegisterState
from engine.carriers.registration import Registration, Settings
from engine.control.carriers import RegistrationLive
from engine.control.gateways import GatewayConfig

MAX_BEGUN: Final = 100
"""REGISTERs that one look, about once a second, begins; the others wait for the next one."""

MAX_LEAVING: Final = 1_000
"""Registrations that sign off at a time; of more the oldest are left to expire at the carrier."""


def settings_of(config: GatewayConfig) -> Settings | None:
    """What a gateway asks for, None when it asks for no registration.

    Raises:
        ValueError: an address cannot be read.
    """
    if not (config.enabled and config.kind == "routing" and config.registers):
        return None
    return Settings(
        config.name,
        Account(config.username, config.secret.password),
        registrar_of(config),
        config.transport,
        config.contact_number or config.username,
        config.register_expires_s,
    )


class Registrations:
    """The registrations by gateway.

    Args:
        means: What they work with.

    Attributes:
        policy: What holds for all of them.
    """

    def __init__(self, means: Means) -> None:
        self._means = means
        self.policy = CarrierPolicy()
        self._running: dict[str, Registration] = {}
        self._leaving: list[Registration] = []

    def __len__(self) -> int:
        return len(self._running)

    @property
    def leaving(self) -> int:
        """How many sign off and wait for the carrier's answer."""
        return len(self._leaving)

    def obey(self, configs: Iterable[GatewayConfig], fx: Errands) -> None:
        """Be registered as these gateways, which are all there are, ask for.

        Raises:
            ValueError: an address cannot be read; nothing has changed then.
        """
        found = (settings_of(config) for config in configs)
        wanted = {settings.name: settings for settings in found if settings is not None}
        for name in [name for name in self._running if name not in wanted]:
            self._leave(self._running.pop(name), fx)
        for name, settings in wanted.items():
            running = self._running.get(name)
            if running is not None and running.settings == settings:
                continue
            if running is not None and running.settings.identity == settings.identity:
                running.change(settings, fx)
                continue
            if running is not None:
                self._leave(running, fx)
            self._running[name] = Registration(settings, self._means, fx.now)
            fx.changed.append(name)

    def tick(self, fx: Errands) -> None:
        """Do what is due; about once a second."""
        for each in self._running.values():
            if each.policy is not self.policy:
                each.obey(self.policy, fx.now)
        due = (each for each in self._running.values() if _is_due(each, fx.now))
        for registration in sorted(due, key=lambda one: one.due_at or 0.0)[:MAX_BEGUN]:
            registration.due(fx)
        self._settle()

    def stop(self, fx: Errands) -> None:
        """Sign off everywhere."""
        for registration in self._running.values():
            self._leave(registration, fx)
        self._running.clear()

    def settled(self, registration: Registration) -> None:
        """Something was answered: who has signed off is done with."""
        if registration.state is RegisterState.OFF:
            self._settle()

    def live(self, name: str, now: float, wall_offset: float) -> RegistrationLive:
        """What an operator sees of the registration of a gateway."""
        running = self._running.get(name)
        return RegistrationLive() if running is None else running.live(now, wall_offset)

    def _leave(self, registration: Registration, fx: Errands) -> None:
        registration.stop(fx)
        fx.changed.append(registration.settings.name)
        if registration.state is RegisterState.REMOVING:
            self._leaving.append(registration)
            del self._leaving[:-MAX_LEAVING]

    def _settle(self) -> None:
        if self._leaving:
            removing = RegisterState.REMOVING
            self._leaving = [each for each in self._leaving if each.state is removing]


def _is_due(registration: Registration, now: float) -> bool:
    return registration.due_at is not None and registration.due_at <= now
