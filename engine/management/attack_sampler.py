"""Looks at the switch's figures once a second: rates for those who look, minutes for the week."""

from engine.api.hub import EventHub
from engine.api.switch_port import SwitchPort
from engine.api.wire import stamp
from engine.clock import Clock
from engine.defence.picture import FIGURES, Meter, totals
from engine.errors import ControlError
from engine.store.attack_minutes import AttackMinutes


class AttackSampler:
    """Feeds the picture of attacks.

    Args:
        switch: whose figures.
        minutes: where finished minutes are kept.
        hub: who hears of the rates.
        clock: both clocks.
    """

    def __init__(
        self, switch: SwitchPort, minutes: AttackMinutes, hub: EventHub, clock: Clock
    ) -> None:
        self._switch, self._minutes, self._hub, self._clock = switch, minutes, hub, clock
        self._meter = Meter()

    def tick(self) -> None:
        """Look once; blocks. While the switch is away there is nothing to tell.

        Raises:
            StoreError: a finished minute could not be kept.
        """
        try:
            found = totals(self._switch.counters())
        except ControlError:
            self._meter.lose()
            return
        wall = self._clock.wall()
        rates, done = self._meter.add(found, self._clock.now(), wall)
        if rates is not None:
            item = {"at": stamp(wall)}
            named = {name: round(rate, 2) for name, rate in zip(FIGURES, rates, strict=True)}
            self._hub.publish("attack", [{**item, **named}])
        if done is not None:
            self._minutes.add(done)

    def close(self) -> None:
        """Keep what is summed so far of the minute under way.

        Raises:
            StoreError: it could not be kept.
        """
        done = self._meter.take()
        if done is not None:
            self._minutes.add(done)
