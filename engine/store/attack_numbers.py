"""From the rows of the statement over numbers (:mod:`engine.store.attack_sql`) to values."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from engine.store.attack_rows import HOURS, Device, Numbers, Run, Target

Row = tuple[Any, ...]
"""What it is, the place of the source, two texts, two numbers."""


@dataclass(slots=True)
class Found:
    """What was found of one source.

    Attributes:
        hours: Attempts by hour of the day.
        days: Days with attempts.
        targets: Beginnings of called numbers.
        devices: User-Agents.
        numbers: What the numbers show.
    """

    hours: list[int] = field(default_factory=lambda: [0] * HOURS)
    days: int = 0
    targets: list[Target] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)

    def take(self, what: str, text: str, more: str, n: int, m: int) -> None:
        """Keep one row."""
        match what:
            case "hour":
                self.hours[int(text)] = n
            case "day":
                self.days = n
            case "prefix":
                self.targets.append(Target(text, n, m))
            case "device":
                self.devices.append(Device(text, n))
            case _:
                self.numbers = _with(self.numbers, what, text, more, n, m)


def numbers_of(rows: Iterable[Row], places: int) -> list[Found]:
    """What was found, by place."""
    found = [Found() for _ in range(places)]
    for what, place, *values in rows:
        found[place].take(what, *values)
    for one in found:
        one.targets.sort(key=lambda target: (-target.records - target.not_recorded, target.prefix))
        one.devices.sort(key=lambda device: (-device.records, device.user_agent))
        runs = sorted(one.numbers.runs, key=lambda run: (-run.length, run.side, run.first))
        one.numbers = one.numbers._replace(runs=tuple(runs))
    return found


def _with(numbers: Numbers, what: str, text: str, more: str, n: int, m: int) -> Numbers:
    match what:
        case "callers":
            return numbers._replace(callers=n, examined=m)
        case "callees":
            return numbers._replace(callees=n, most=text, times=m)
        case "probe":
            return numbers._replace(probed=n, variants=m, probe=text)
        case "international":
            return numbers._replace(international=n)
        case "premium":
            return numbers._replace(premium=n, premium_example=text)
        case "caller" | "callee":
            return numbers._replace(runs=(*numbers.runs, Run(what, text, more, n)))
        case _:  # "since" is for the next statement
            return numbers
