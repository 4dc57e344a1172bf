"""All probes: which routing gateways are asked, and who is told that one is silent.

Probes are spread: each begins at a moment of its own, and no more than :data:`MAX_WAITING` answers
are waited for at a time, nor :data:`MAX_BEGUN` sent in one look.
"""

from collections.abc import Callable, Iterable
from typing import Final

from engine.calls.targets import default_port, parse_target
from engine.carriers.errands import Errands, Means
from engine.carriers.probe import Asked, Probe
from engine.carriers.probestate import ProbeAction
from engine.control.carriers import ProbeLive
from engine.control.gateways import GatewayConfig
from engine.sip.response import Response

MAX_WAITING: Final = 1_000
"""OPTIONS without an answer at a time; each takes 2 kB of the table of our requests, which calls
need as well."""

MAX_BEGUN: Final = 250
"""Sent in one look, about once a second: 5,000 gateways every 20 seconds."""

LONGEST_FIRST: Final = 10.0
"""Seconds after which the first probe of a gateway is sent at the latest."""

Reachable = Callable[[str, bool], None]
"""Takes the name of a gateway and whether calls may be sent to it."""


def asked_of(config: GatewayConfig) -> Asked | None:
    """What a gateway is to be asked, None when it is not.

    Raises:
        ValueError: an address cannot be read.
    """
    if not (config.enabled and config.kind == "routing" and config.probe_interval_s):
        return None
    targets = tuple(parse_target(text, default_port(config.transport)) for text in config.addresses)
    return Asked(config.name, targets, config.transport, float(config.probe_interval_s))


class Probes:
    """The probes by gateway.

    Args:
        means: What they work with.
        reachable: Hears who is passed over, and who is used again.
    """

    def __init__(self, means: Means, reachable: Reachable) -> None:
        self._means = means
        self._reachable = reachable
        self._running: dict[str, Probe] = {}

    def __len__(self) -> int:
        return len(self._running)

    def obey(self, configs: Iterable[GatewayConfig], fx: Errands) -> None:
        """Ask these gateways, which are all there are, as they want.

        Raises:
            ValueError: an address cannot be read; nothing has changed then.
        """
        found = (asked_of(config) for config in configs)
        wanted = {asked.name: asked for asked in found if asked is not None}
        for name in list(self._running):
            if self._running[name].asked != wanted.get(name):
                self._running.pop(name).stop(fx.now)
                self._reachable(name, True)
                fx.changed.append(name)
        for name, asked in wanted.items():
            if name not in self._running:
                wait = min(asked.interval_s, LONGEST_FIRST) * self._means.draw()
                self._running[name] = Probe(asked, self._means, fx.now + wait)
                fx.changed.append(name)

    def tick(self, fx: Errands) -> None:
        """Do what is due; about once a second."""
        waiting, due = 0, []
        for probe in self._running.values():
            if probe.waiting:
                self._follow(probe, probe.late(fx))
                waiting += probe.waiting
            elif probe.due_at <= fx.now:
                due.append(probe)
        room = max(0, min(MAX_WAITING - waiting, MAX_BEGUN))
        for probe in sorted(due, key=lambda one: one.due_at)[:room]:
            self._follow(probe, probe.send(fx))

    def answered(self, probe: Probe, response: Response, fx: Errands) -> None:
        """A gateway said something."""
        self._follow(probe, probe.answered(response, fx))

    def lost(self, probe: Probe, status: int, fx: Errands) -> None:
        """A gateway said nothing, or could not be asked."""
        self._follow(probe, probe.lost(status, fx))

    def stop(self, now: float) -> None:
        """Ask nobody any more."""
        for probe in self._running.values():
            probe.stop(now)
        self._running.clear()

    def live(self, name: str, wall_offset: float) -> ProbeLive:
        """What an operator sees of a gateway."""
        probe = self._running.get(name)
        return ProbeLive() if probe is None else probe.live(wall_offset)

    def _follow(self, probe: Probe, action: ProbeAction) -> None:
        if self._running.get(probe.asked.name) is not probe:  # an answer to one that is gone
            return
        if action is ProbeAction.LEAVE_OUT:
            self._reachable(probe.asked.name, False)
        elif action is ProbeAction.USE:
            self._reachable(probe.asked.name, True)
