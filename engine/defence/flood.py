"""The flood guard: what it knows, and one step of it. Pure; times are monotonic seconds.

A step looks at the figures of the moment, names what is the case, and asks the table
(:mod:`engine.defence.floodstate`). It answers the state after it and at most one action. Whoever
carries the action out keeps the new state only when that succeeded; otherwise the same step comes
again with the next figures.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from engine.defence.floodstate import TABLE, FloodAction, FloodInput, FloodState

ZERO_HOLD_TIME: Final = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
ILLEGAL_CALL: Final = "SERVER_BILLING_RECORD_ILLEGAL_CALL"

PROVE_S: Final = 120.0
"""Longest wait for the record of a test call, the wait for a free line included."""

AGAIN_S: Final = 300.0
"""Pause between two proofs of which the first one failed."""

AVERAGE_S: Final = 5.0
"""Seconds over which a rate is an average, so that a flood of gusts is one flood."""

Recording = Literal["on", "off", "ours", "returned"]
"""Whether zero-duration records are written: yes; no, by somebody's decision; no, by the guard's
own change; yes, because the guard's change was taken back by itself."""


class FloodPolicy(NamedTuple):
    """What is obeyed.

    Attributes:
        enabled: Whether the guard acts at all.
        level: Calls a second that lead to nothing, from which on it is a flood.
        level_s: Seconds for which it must be one before records are switched off.
        return_level: Calls a second below which it is over.
        return_s: Seconds for which it must be over before records are switched on.
        minimum_s: Least seconds for which they stay off.
        maximum_s: Most seconds for which they stay off, whatever happens.
        illegal: Whether the records of illegal calls go off as well.
    """

    enabled: bool = False
    level: int = 100
    level_s: int = 10
    return_level: int = 20
    return_s: int = 120
    minimum_s: int = 300
    maximum_s: int = 86_400
    illegal: bool = False

    def names(self) -> tuple[str, ...]:
        """The parameters that the guard changes."""
        return (ZERO_HOLD_TIME, ILLEGAL_CALL) if self.illegal else (ZERO_HOLD_TIME,)


def policy_of(values: Mapping[str, int | str]) -> FloodPolicy:
    """The policy that the parameters in force ask for.

    The return level is never above the level: there would be no way to stay in between.
    """

    def number(word: str) -> int:
        return int(values[f"SERVER_FLOOD_GUARD{word}"])

    level = number("_LEVEL")
    return FloodPolicy(
        enabled=bool(number("")),
        level=level,
        level_s=number("_TIME"),
        return_level=min(number("_RETURN_LEVEL"), level),
        return_s=number("_RETURN_TIME"),
        minimum_s=number("_MINIMUM_TIME"),
        maximum_s=max(number("_MAXIMUM_TIME"), number("_MINIMUM_TIME")),
        illegal=bool(number("_ILLEGAL_CALL")),
    )


class Flood(NamedTuple):
    """Where the guard stands.

    Attributes:
        state: See :class:`FloodState`.
        since: When it came into this state.
        closed_at: When it last switched records off, 0.0 for never.
    """

    state: FloodState = FloodState.OFF
    since: float = 0.0
    closed_at: float = 0.0


class Figures(NamedTuple):
    """What is the case now.

    Attributes:
        rate: Calls a second that lead to nothing, None while nobody knows.
        recording: See :data:`Recording`.
        proved: What the test call showed, None while it is not over.
    """

    rate: float | None
    recording: Recording
    proved: bool | None = None


def step(
    flood: Flood, figures: Figures, now: float, policy: FloodPolicy
) -> tuple[Flood, FloodAction]:
    """One look at the figures: where the guard stands then, and what is to be done for that."""
    for given in _inputs(flood, figures, now, policy):
        state, action = TABLE[flood.state, given]
        if state is not flood.state:
            closed_at = now if action is FloodAction.CLOSE else flood.closed_at
            flood = Flood(state, now, closed_at)
        if action is not FloodAction.NOTHING:
            return flood, action
    return flood, FloodAction.NOTHING


def _inputs(
    flood: Flood, figures: Figures, now: float, policy: FloodPolicy
) -> Iterator[FloodInput]:
    """What is the case, the most telling first."""
    changed = _ownership(flood.state, figures.recording)
    if changed is not None:
        yield changed
    yield FloodInput.SWITCHED_ON if policy.enabled else FloodInput.SWITCHED_OFF
    if changed is FloodInput.OVERRIDDEN:
        return
    if figures.proved is not None:
        yield FloodInput.PROVED if figures.proved else FloodInput.NOT_PROVED
    if policy.enabled:
        yield _band(figures.rate, policy)
    if _lasted(flood, now, policy):
        yield FloodInput.LONG


def _ownership(state: FloodState, recording: Recording) -> FloodInput | None:
    """What the state of the parameters says to a guard in ``state``."""
    held = state in (FloodState.HOLDING, FloodState.FALLING)
    if recording == "ours":
        return None if held else FloodInput.FOUND
    if recording == "off":
        return FloodInput.OVERRIDDEN
    if not held:
        return None
    return FloodInput.RETURNED if recording == "returned" else FloodInput.OVERRIDDEN


def _band(rate: float | None, policy: FloodPolicy) -> FloodInput:
    if rate is None:
        return FloodInput.UNKNOWN
    if rate >= policy.level:
        return FloodInput.HIGH
    return FloodInput.LOW if rate < policy.return_level else FloodInput.BETWEEN


def _lasted(flood: Flood, now: float, policy: FloodPolicy) -> bool:
    """Whether the state that the step began in has lasted for its time."""
    lasts = {
        FloodState.RISING: policy.level_s,
        FloodState.FALLING: policy.return_s,
        FloodState.QUIET: policy.return_s,
        FloodState.PROVING: PROVE_S,
        FloodState.UNPROVEN: AGAIN_S,
    }.get(flood.state)
    if lasts is None or now - flood.since < lasts:
        return False
    return flood.state is not FloodState.FALLING or now - flood.closed_at >= policy.minimum_s


class Meter:
    """The rate of something that is counted, over the last seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float]] = deque(maxlen=64)

    def add(self, total: float, now: float) -> float | None:
        """The rate, given the count of the moment; None until there are two of them.

        A count that is smaller than before belongs to another process: begin anew.
        """
        if self._seen and total < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((now, total))
        while len(self._seen) > 2 and now - self._seen[1][0] >= AVERAGE_S:
            self._seen.popleft()
        first_at, first = self._seen[0]
        return (total - first) / (now - first_at) if now > first_at else None

    def lose(self) -> None:
        """Nothing is known now; what comes next begins anew."""
        self._seen.clear()
