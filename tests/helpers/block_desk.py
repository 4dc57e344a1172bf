"""The lists of a switch without a switch: the real desk, with people behind addresses as told."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from engine.control.alarms import AlarmSet
from engine.control.operations import Op
from engine.defence.guard import Guard
from engine.defence.limits import Limits
from engine.identifiers import uuid7
from engine.management.block_port import BlockPort
from engine.registrar.binding import Binding
from engine.registrar.locations import Locations
from engine.switch.allowing import Allowing
from engine.switch.blockdesk import BlockDesk
from engine.switch.kerneldesk import KernelDesk


class _Clock:
    """Stands still at a moment."""

    def __init__(self, wall: float) -> None:
        self._wall = wall

    def now(self) -> float:
        return 1000.0

    def wall(self) -> float:
        return self._wall


class Lists(BlockPort):
    """Black list and allow list.

    Attributes:
        guard: What is in them.
        rates: Who is over a rate limit.
        kernel: What the helper of the kernel would be told.
        gateways: Names answered for every place.
        reached: Called before each answer; may raise.
    """

    def __init__(self, wall: float, reached: Callable[[], None] = lambda: None) -> None:
        self.gateways: list[str] = []
        self.locations = Locations(1000.0)
        self.reached = reached
        self._numbers = itertools.count(1)
        self.guard = Guard(self._new_id, lambda *_: False)
        self.allowing = Allowing(self.guard, lambda _: False)
        self.allowing.at_home(["udp:0.0.0.0:5060"])
        gates = SimpleNamespace(gateways_within=lambda _: self.gateways)
        driver = SimpleNamespace(begin=lambda: None, defend=lambda _: self._told())
        self.rates = Limits(self._new_id, lambda *_: False)
        limiter = SimpleNamespace(limits=self.rates, tell=self.rates.take_changes)
        clock = cast("Any", _Clock(wall))
        self.kernel = KernelDesk(
            clock, self.guard, ["udp:0.0.0.0:5060"], AlarmSet("switch", clock.wall), self._new_id
        )
        self._desk = BlockDesk(
            clock,
            cast(
                "Any",
                SimpleNamespace(
                    guard=self.guard, limiter=limiter, operators=set(), allowing=self.allowing
                ),
            ),
            cast("Any", driver),
            cast("Any", SimpleNamespace(locations=self.locations)),
            cast("Any", SimpleNamespace(gates=gates)),
            self._new_id,
            self.kernel,
        )

    def ask(self, operation: Op, arguments: dict[str, Any]) -> Any:
        self.reached()
        return self._desk.operations[operation](arguments)

    def register(self, extension: str, ip: str) -> None:
        """Put a phone behind an address."""
        where = f"{ip}:5060"
        bound = Binding(f"sip:x@{where}", "", "a", 1, (), where, "UDP", "", 1000.0, 4600.0)
        self.locations.put(extension, (bound,), 1000.0)

    def _told(self) -> None:
        for change in self.guard.take_changes():
            self.kernel.changed(change.entry)

    def _new_id(self) -> str:
        return uuid7(next(self._numbers))
