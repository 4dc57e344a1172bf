"""The sampler tells rates and keeps minutes; while the switch is away it does neither."""

from typing import Any

from engine.control.messages import CounterSample
from engine.defence.picture import Minute
from engine.errors import ControlError
from engine.management.attack_sampler import AttackSampler
from tests.helpers.clock import ManualClock


class Switch:
    value: float | None = 0.0

    def counters(self) -> list[CounterSample]:
        if self.value is None:
            raise ControlError("no switch")
        return [CounterSample("auth_failures_total", self.value, "counter", "")]


class Kept:
    def __init__(self) -> None:
        self.minutes: list[Minute] = []
        self.items: list[Any] = []

    def add(self, minute: Minute) -> None:
        self.minutes.append(minute)

    def publish(self, name: str, items: list[Any]) -> None:
        assert name == "attack"
        self.items += items


def test_a_second_is_told_and_a_minute_kept() -> None:
    switch, kept, clock = Switch(), Kept(), ManualClock(epoch=600.0)
    sampler = AttackSampler(switch, kept, kept, clock)  # type: ignore[arg-type]
    sampler.tick()
    for value in (8.0, None, 20.0, 24.0):
        clock.advance(2)
        switch.value = value
        sampler.tick()
    assert [item["failures"] for item in kept.items] == [4.0, 2.0]
    assert kept.items[0]["at"] == "1970-01-01T00:10:02.000Z"
    sampler.close()
    sampler.close()
    assert kept.minutes == [Minute(10, (0, 12, 0, 0, 0))]
