"""The rate limits for operators, and who operators are: operations of the control socket."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import msgspec

from engine.addresses import subscriber
from engine.clock import Clock
from engine.control.limits import LimitedInfo
from engine.control.messages import convert
from engine.control.operations import Op
from engine.defence.limits import Limited, Limits
from engine.registrar import Registrar
from engine.switch.watch import Watch

MAX_PAGE: Final = 10_001
MAX_OPERATORS: Final = 1_000
"""Addresses of operators that are kept; one attacker with a password has not more of them."""

Operation = Callable[[dict[str, Any]], Any]


class _Wanted(msgspec.Struct):
    before: str = ""
    limit: int = 1_000
    q: str = ""


class _One(msgspec.Struct):
    entry: str


class _Addresses(msgspec.Struct):
    addresses: list[str]


class LimitDesk:
    """Shows who is limited, lets him begin anew, and hears where operators are.

    Args:
        clock: Of the process.
        watch: Where the limits are in force.
        registrar: Knows which phones stand behind an address.

    Attributes:
        limits: What decides.
    """

    def __init__(self, clock: Clock, watch: Watch, registrar: Registrar) -> None:
        self.limits: Limits = watch.limiter.limits
        self._watch = watch
        self._clock = clock
        self._registrar = registrar
        self.operations: dict[str, Operation] = {
            Op.LIMITS: self._limits,
            Op.LIFT: self._lift,
            Op.OPERATORS: self._operators,
        }

    def begin_anew(self, value: str) -> bool:
        """Let a place begin anew under every limit; whether it was over one."""
        over = self.limits.begin_anew(value)
        self._watch.limiter.tell()
        return over

    def _limits(self, arguments: dict[str, Any]) -> list[LimitedInfo]:
        """The newest first; ``before`` is the id of the oldest that is known."""
        wanted = convert(arguments, _Wanted)
        text, most = wanted.q.casefold(), max(1, min(wanted.limit, MAX_PAGE))
        found = [
            each
            for each in self.limits.limited.values()
            if (not wanted.before or each.id < wanted.before)
            and text in f"{each.value} {each.limit} {each.evidence}".casefold()
        ]
        found.sort(key=lambda each: each.id, reverse=True)
        return [self._shown(each) for each in found[:most]]

    def _lift(self, arguments: dict[str, Any]) -> list[LimitedInfo]:
        entry = self.limits.lift(convert(arguments, _One).entry)
        self._watch.limiter.tell()
        return [] if entry is None else [self._shown(entry)]

    def _operators(self, arguments: dict[str, Any]) -> dict[str, int]:
        """From where operators are signed in; what was told before is void.

        What rules hold against these addresses is taken back, and written down with the next sweep.
        """
        operators = self._watch.operators
        operators.clear()
        operators.update(map(subscriber, convert(arguments, _Addresses).addresses[:MAX_OPERATORS]))
        for place in operators:
            with suppress(ValueError):  # what is no address is blocked by no rule
                self._watch.guard.pardon(place, "operator's session")
        return {"operators": len(operators)}

    def _shown(self, entry: Limited) -> LimitedInfo:
        offset = self._clock.wall() - self._clock.now()
        moved = msgspec.structs.asdict(entry)
        moved |= {"since": entry.since + offset, "last": entry.last + offset}
        behind = self._registrar.locations.registered_from(entry.value)
        return LimitedInfo(**moved, live_endpoints=behind)
