"""When a module is started, left alone, restarted or killed: a table and one formula.

A module is a child process with a job (the switch, management). It is in one of five states, and
nothing else decides what happens to it: an input looks up ``(state, input)`` in :data:`TABLE` and
finds the next state and the effects to perform. The table is total, so an input that means nothing
in a state is written down as such. Processes, pipes and timers are in ``engine.supervisor.module``.

The formula says how long to wait before a dead module is started again. A module that worked is
started again at once, because every moment counts. One that keeps dying is slowed down: 0.25 s,
doubling. A module that never got ready is most likely wrongly configured and waits up to 5 s; one
that got ready and died at once is rather being attacked or killed, and waits 1 s at most, so that
with its start-up time it is back within the three seconds that are promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final


class State(StrEnum):
    """Where a module is in its life; the value is what status shows."""

    STOPPED = "stopped"
    STARTING = "starting"  # spawned, not ready
    RUNNING = "running"
    BACKING_OFF = "backing-off"  # died, waits for its next start
    STOPPING = "stopping"  # told to end, still there


class Input(Enum):
    """What can happen to a module."""

    START = "asked to run"
    STOP = "asked to stop"
    READY = "said that it is ready"
    EXITED = "its process ended"
    DUE = "the wait before a restart is over"
    TIMEOUT = "was not ready, or not gone, in time"


class Effect(Enum):
    """What to do on a transition, in order."""

    SPAWN = "start the process"
    TERMINATE = "ask it to end (SIGTERM), with a time limit"
    KILL = "end it (SIGKILL)"
    WAIT = "ask the formula how long, then input DUE"


Step = tuple[State, tuple[Effect, ...]]


def _table() -> dict[tuple[State, Input], Step]:
    stopped, starting, running = State.STOPPED, State.STARTING, State.RUNNING
    waiting, stopping = State.BACKING_OFF, State.STOPPING
    moves: dict[tuple[State, Input], Step] = {
        (stopped, Input.START): (starting, (Effect.SPAWN,)),
        (starting, Input.READY): (running, ()),
        (starting, Input.EXITED): (waiting, (Effect.WAIT,)),
        (starting, Input.STOP): (stopping, (Effect.TERMINATE,)),
        # Its exit follows, and with it the usual wait.
        (starting, Input.TIMEOUT): (starting, (Effect.KILL,)),
        (running, Input.EXITED): (waiting, (Effect.WAIT,)),
        (running, Input.STOP): (stopping, (Effect.TERMINATE,)),
        (waiting, Input.DUE): (starting, (Effect.SPAWN,)),
        # Whoever asks has probably repaired something: no reason to wait.
        (waiting, Input.START): (starting, (Effect.SPAWN,)),
        (waiting, Input.STOP): (stopped, ()),
        (stopping, Input.EXITED): (stopped, ()),
        (stopping, Input.TIMEOUT): (stopping, (Effect.KILL,)),
        # It was told to stop while it was starting and finished that first.
        (stopping, Input.READY): (stopping, ()),
    }
    for state in State:
        for happened in Input:
            moves.setdefault((state, happened), (state, ()))
    return moves


#: (state, input) -> (next state, effects); every pair is there.
TABLE: Final[Mapping[tuple[State, Input], Step]] = MappingProxyType(_table())

FIRST_DELAY_S: Final = 0.25
MAX_DELAY_NEVER_READY_S: Final = 5.0
MAX_DELAY_WAS_READY_S: Final = 1.0
#: A module that worked this long was not dying young.
YOUNG_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class History:
    """The deaths that decide about the next wait.

    Attributes:
        young: how many times in a row the module died young.
    """

    young: int = 0


def after_exit(history: History, worked_s: float | None) -> tuple[History, float]:
    """What to remember about a death, and how long to wait before the next start.

    Args:
        history: what was remembered before.
        worked_s: seconds between ready and death, None when it never was ready.

    Returns:
        The new history and the wait in seconds, 0 for at once.
    """
    if worked_s is not None and worked_s >= YOUNG_S:
        return History(), 0.0
    young = history.young + 1
    if young == 1:
        return History(young), 0.0
    longest = MAX_DELAY_NEVER_READY_S if worked_s is None else MAX_DELAY_WAS_READY_S
    # The exponent is bounded: 2.0 ** 5000 would overflow after a night of restarts.
    return History(young), min(FIRST_DELAY_S * 2.0 ** min(young - 2, 10), longest)
