"""The engine under the tables: what a transaction is and its only way to change state.

A machine is data: `TABLE` maps (state, input) to (next state, action), `TIMERS` says which timers
run in a state. An input that the table does not name for a state is a mistake of ours; it raises
and changes nothing. What a peer may send is named for every state, so no peer can cause that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import ClassVar, Final

from engine.sip.errors import LocalError
from engine.sip.nat import Source
from engine.stack.timers import Timer


class Action(IntEnum):
    """What a transition asks for besides the new state."""

    IGNORE = 0
    SEND = 1
    RESEND = 2
    ABSORB = 3
    PASS = 4
    END = 5
    ACK = 6  # pass the refusal up and acknowledge it
    GIVE_UP = 7  # end, and tell the owner that no answer will come


_WIDTH: Final = 16
"""More than any machine has states or inputs."""

Table = Mapping[tuple[int, int], tuple[int, Action]]
Key = tuple[object, ...]


class Machine:
    """What server and client transactions share.

    Attributes:
        state: a member of the machine's state enum.
    """

    __slots__ = ("state",)

    state: int

    TABLE: ClassVar[Table]
    TIMERS: ClassVar[Mapping[int, tuple[Timer, ...]]]
    EXPIRY: ClassVar[Mapping[Timer, int]]
    INITIAL: ClassVar[int]
    LAST: ClassVar[int]
    PROVISIONAL: ClassVar[int]
    SUCCESS: ClassVar[int]
    FAILURE: ClassVar[int]
    TRANSPORT_ERROR: ClassVar[int]

    ANSWERS: ClassVar[Sequence[int]]
    """The input that an answer is, by the hundreds of its status."""

    STEPS: ClassVar[Sequence[tuple[int, Action] | None]]
    RUNNING: ClassVar[Sequence[tuple[Timer, ...]]]

    def __init_subclass__(cls, *, abstract: bool = False) -> None:
        """Lay the two tables out by number: looking a pair of enums up costs their two hashes."""
        super().__init_subclass__()
        if abstract:
            return
        steps: list[tuple[int, Action] | None] = [None] * (_WIDTH * _WIDTH)
        for (state, given), row in cls.TABLE.items():
            steps[state * _WIDTH + given] = row
        cls.STEPS = steps
        cls.ANSWERS = [cls.PROVISIONAL, cls.PROVISIONAL, cls.SUCCESS, *[cls.FAILURE] * 4]
        cls.RUNNING = [cls.TIMERS.get(state, ()) for state in range(_WIDTH)]

    def step(self, given: int) -> Action:
        """Take an input, change state and return what is to be done.

        Raises:
            LocalError: when the input is not possible in this state, which stays as it is.
        """
        row = self.STEPS[self.state * _WIDTH + given]
        if row is None:
            detail = f"{type(self).__name__} in state {self.state!r} cannot take {given!r}"
            raise LocalError(detail)
        self.state, action = row
        return action


class ServerTransaction(Machine, abstract=True):
    """One server transaction.

    Attributes:
        key: where it stands in the table of transactions.
        destination: where its answers go.
        reply: bytes of the last answer, empty before the first.
        interval: seconds until Timer G fires next (INVITE only).
    """

    __slots__ = ("destination", "interval", "key", "reply")

    REQUEST: ClassVar[int]

    def __init__(self, key: Key, destination: Source) -> None:
        self.key = key
        self.destination = destination
        self.reply = b""
        self.interval = 0.0
        self.state = self.INITIAL
