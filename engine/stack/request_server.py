"""Server transaction of every method but INVITE and ACK (RFC 3261 §17.2.2).

Its purpose is that a retransmitted request gets the answer it had and is not handled twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import ClassVar

from engine.stack.machine import Action, ServerTransaction, Table
from engine.stack.timers import Timer


class RequestState(IntEnum):
    """Where the transaction stands."""

    TRYING = 0
    PROCEEDING = 1
    COMPLETED = 2
    TERMINATED = 3


class RequestInput(IntEnum):
    """What can happen to it."""

    REQUEST = 0
    PROVISIONAL = 1
    FINAL = 2
    TIMER_J = 3
    TRANSPORT_ERROR = 4


_S, _I, _A = RequestState, RequestInput, Action

TABLE: Table = {
    # Handled, no answer yet: there is nothing to send again.
    (_S.TRYING, _I.REQUEST): (_S.TRYING, _A.ABSORB),
    (_S.TRYING, _I.PROVISIONAL): (_S.PROCEEDING, _A.SEND),
    (_S.TRYING, _I.FINAL): (_S.COMPLETED, _A.SEND),
    (_S.TRYING, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.END),
    # A provisional answer was sent.
    (_S.PROCEEDING, _I.REQUEST): (_S.PROCEEDING, _A.RESEND),
    (_S.PROCEEDING, _I.PROVISIONAL): (_S.PROCEEDING, _A.SEND),
    (_S.PROCEEDING, _I.FINAL): (_S.COMPLETED, _A.SEND),
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.END),
    # The final answer was sent; any other is discarded.
    (_S.COMPLETED, _I.REQUEST): (_S.COMPLETED, _A.RESEND),
    (_S.COMPLETED, _I.PROVISIONAL): (_S.COMPLETED, _A.IGNORE),
    (_S.COMPLETED, _I.FINAL): (_S.COMPLETED, _A.IGNORE),
    (_S.COMPLETED, _I.TIMER_J): (_S.TERMINATED, _A.END),
    (_S.COMPLETED, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.END),
}


class RequestServer(ServerTransaction):
    """One transaction of REGISTER, OPTIONS, CANCEL and so on."""

    __slots__ = ()

    TABLE: ClassVar[Table] = TABLE
    TIMERS: ClassVar[Mapping[int, tuple[Timer, ...]]] = {RequestState.COMPLETED: (Timer.J,)}
    EXPIRY: ClassVar[Mapping[Timer, int]] = {Timer.J: RequestInput.TIMER_J}
    INITIAL: ClassVar[int] = RequestState.TRYING
    LAST: ClassVar[int] = RequestState.TERMINATED
    REQUEST: ClassVar[int] = RequestInput.REQUEST
    PROVISIONAL: ClassVar[int] = RequestInput.PROVISIONAL
    SUCCESS: ClassVar[int] = RequestInput.FINAL
    FAILURE: ClassVar[int] = RequestInput.FINAL
    TRANSPORT_ERROR: ClassVar[int] = RequestInput.TRANSPORT_ERROR
