"""The media of one attempt of a call, as a table: what a description that crosses has to wait for.

A description that wants to cross is given to the relay and its message waits, in a state of its
own, until the rewritten one is there or the relay has failed; whatever else would cross meanwhile
waits behind it, so that nothing is overtaken. A relay that fails never stops a call: the message
goes on with the description it had.
"""

from collections import deque
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final

import msgspec


class MediaState(Enum):
    """What the relay knows of the two parties."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    DIRECT = "direct"
    """Nothing: media flows between the parties."""

    OFFERING = "offering"
    """An offer is with the relay; its message waits."""

    OFFERED = "offered"
    ANSWERING = "answering"
    """An answer is with the relay; its message waits."""

    AGREED = "agreed"
    OVER = "over"


class MediaInput(Enum):
    """What can happen to it."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    PLAIN = "plain"
    """A message without a description wants to cross."""

    OFFER = "offer"
    """A message with an offer wants to cross."""

    ANSWER = "answer"
    DONE = "done"
    """The relay has rewritten what it was given."""

    FAILED = "failed"
    """It refused, or did not answer in time."""

    ENDED = "ended"
    """The attempt, or the call, is over."""


class MediaAction(Enum):
    """What is to be done."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    IGNORE = "ignore"
    CROSS = "cross"
    """Let the message go on as it is."""

    ASK = "ask"
    """Give its description to the relay and let it wait."""

    QUEUE = "queue"
    """Let it wait behind the one that waits."""

    REWRITE = "rewrite"
    """Let the waiting message go on with the new description."""

    KEEP = "keep"
    """Let the waiting message go on with the description it had."""

    DELETE = "delete"
    """Tell the relay that the session is over."""

    DROP = "drop"
    """Let the waiting message find out that all is over, and tell the relay once more: what it was
    given may have arrived after the word that the session is over."""


_S, _I, _A = MediaState, MediaInput, MediaAction

_WAITING: Final = {
    _I.PLAIN: _A.QUEUE,
    _I.OFFER: _A.QUEUE,
    _I.ANSWER: _A.QUEUE,
}
_CHANGES: Final[Mapping[MediaState, Mapping[MediaInput, tuple[MediaState, MediaAction]]]] = {
    _S.DIRECT: {
        _I.OFFER: (_S.OFFERING, _A.ASK),
        _I.ANSWER: (_S.DIRECT, _A.CROSS),
        _I.ENDED: (_S.OVER, _A.DELETE),
    },
    _S.OFFERING: {
        **{given: (_S.OFFERING, action) for given, action in _WAITING.items()},
        _I.DONE: (_S.OFFERED, _A.REWRITE),
        _I.FAILED: (_S.DIRECT, _A.KEEP),
        _I.ENDED: (_S.OVER, _A.DELETE),
    },
    _S.OFFERED: {
        _I.OFFER: (_S.OFFERING, _A.ASK),
        _I.ANSWER: (_S.ANSWERING, _A.ASK),
        _I.ENDED: (_S.OVER, _A.DELETE),
    },
    _S.ANSWERING: {
        **{given: (_S.ANSWERING, action) for given, action in _WAITING.items()},
        _I.DONE: (_S.AGREED, _A.REWRITE),
        _I.FAILED: (_S.OFFERED, _A.KEEP),
        _I.ENDED: (_S.OVER, _A.DELETE),
    },
    _S.AGREED: {
        _I.OFFER: (_S.OFFERING, _A.ASK),
        _I.ANSWER: (_S.ANSWERING, _A.ASK),
        _I.ENDED: (_S.OVER, _A.DELETE),
    },
    _S.OVER: {
        _I.OFFER: (_S.OVER, _A.CROSS),
        _I.ANSWER: (_S.OVER, _A.CROSS),
        _I.DONE: (_S.OVER, _A.DROP),
        _I.FAILED: (_S.OVER, _A.DROP),
    },
}


def _otherwise(state: MediaState, given: MediaInput) -> tuple[MediaState, MediaAction]:
    return state, _A.CROSS if given is _I.PLAIN else _A.IGNORE


TABLE: Final[Mapping[tuple[MediaState, MediaInput], tuple[MediaState, MediaAction]]] = {
    (state, given): changes.get(given, _otherwise(state, given))
    for state, changes in _CHANGES.items()
    for given in MediaInput
}

WAITING: Final = (MediaState.OFFERING, MediaState.ANSWERING)

MAX_QUEUED: Final = 16
"""Messages that wait behind one; what is more is dropped, and its sender sends it again."""


class Crossing(msgspec.Struct, gc=False, eq=False):
    """A message that waits for the relay.

    Attributes:
        media: Of which attempt.
        body: The description it has.
        go: Lets it go on, with a description and the effects of that moment.
    """

    media: "Media"
    body: bytes
    go: Callable[[bytes, Any], None]


class Media(msgspec.Struct, gc=False, eq=False):
    """The media of one attempt, while a relay may be part of it.

    Attributes:
        session: Names it at the relay.
        node: Address of the daemon that has it.
        state: See :class:`MediaState`.
        held: The message that waits for the relay's answer.
        queue: What waits behind that: each one looks again at what is to be done with it.
        agreed: Whether an answer was rewritten ever: the daemon knows both parties.
        caller_natted: Whether the caller's description names an address that leads nowhere.
        callee_natted: The same of the callee.
    """

    session: str
    node: str
    state: MediaState = MediaState.DIRECT
    held: Crossing | None = None
    queue: deque[Callable[[Any], None]] = msgspec.field(default_factory=deque)
    agreed: bool = False
    caller_natted: bool = False
    callee_natted: bool = False

    @property
    def relayed(self) -> bool:
        """Whether media goes through the relay, as far as anybody here knows."""
        return self.state not in (MediaState.DIRECT, MediaState.OVER)

    @property
    def waits(self) -> bool:
        """Whether a message waits for the relay."""
        return self.state in WAITING

    def step(self, given: MediaInput) -> MediaAction:
        """The one place where the state changes."""
        self.state, action = TABLE[self.state, given]
        if self.state is MediaState.AGREED:
            self.agreed = True
        return action
