"""Client transaction of every method but INVITE and ACK (RFC 3261 §17.1.2).

On UDP the request is sent again until its final answer comes: a provisional one makes that rarer
and does not end it (Timer E), nor does it stop the time limit (Timer F).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import ClassVar

from engine.stack.client import ClientTransaction
from engine.stack.machine import Action, Table
from engine.stack.timers import Timer


class RequestClientState(IntEnum):
    """Where the transaction stands."""

    TRYING = 0
    PROCEEDING = 1
    COMPLETED = 2
    TERMINATED = 3


class RequestClientInput(IntEnum):
    """What can happen to it."""

    PROVISIONAL = 0
    FINAL = 1
    TIMER_E = 2
    TIMER_F = 3
    TIMER_K = 4
    TRANSPORT_ERROR = 5
    STOP = 6


_S, _I, _A = RequestClientState, RequestClientInput, Action

TABLE: Table = {
    # No answer yet.
    (_S.TRYING, _I.PROVISIONAL): (_S.PROCEEDING, _A.PASS),
    (_S.TRYING, _I.FINAL): (_S.COMPLETED, _A.PASS),
    (_S.TRYING, _I.TIMER_E): (_S.TRYING, _A.RESEND),
    (_S.TRYING, _I.TIMER_F): (_S.TERMINATED, _A.GIVE_UP),
    (_S.TRYING, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.GIVE_UP),
    (_S.TRYING, _I.STOP): (_S.TERMINATED, _A.END),
    # The other side works on it, and loses its answer unless it is asked again.
    (_S.PROCEEDING, _I.PROVISIONAL): (_S.PROCEEDING, _A.PASS),
    (_S.PROCEEDING, _I.FINAL): (_S.COMPLETED, _A.PASS),
    (_S.PROCEEDING, _I.TIMER_E): (_S.PROCEEDING, _A.RESEND),
    (_S.PROCEEDING, _I.TIMER_F): (_S.TERMINATED, _A.GIVE_UP),
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.GIVE_UP),
    (_S.PROCEEDING, _I.STOP): (_S.TERMINATED, _A.END),
    # Answered; what is still under way is absorbed.
    (_S.COMPLETED, _I.PROVISIONAL): (_S.COMPLETED, _A.ABSORB),
    (_S.COMPLETED, _I.FINAL): (_S.COMPLETED, _A.ABSORB),
    (_S.COMPLETED, _I.TIMER_K): (_S.TERMINATED, _A.END),
    (_S.COMPLETED, _I.TRANSPORT_ERROR): (_S.COMPLETED, _A.IGNORE),
    (_S.COMPLETED, _I.STOP): (_S.TERMINATED, _A.END),
}


class RequestClient(ClientTransaction):
    """One BYE, CANCEL, OPTIONS and so on of ours."""

    __slots__ = ()

    TABLE: ClassVar[Table] = TABLE
    TIMERS: ClassVar[Mapping[int, tuple[Timer, ...]]] = {
        RequestClientState.TRYING: (Timer.E, Timer.F),
        RequestClientState.PROCEEDING: (Timer.E, Timer.F),
        RequestClientState.COMPLETED: (Timer.K,),
    }
    EXPIRY: ClassVar[Mapping[Timer, int]] = {
        Timer.E: RequestClientInput.TIMER_E,
        Timer.F: RequestClientInput.TIMER_F,
        Timer.K: RequestClientInput.TIMER_K,
    }
    INITIAL: ClassVar[int] = RequestClientState.TRYING
    FINAL: ClassVar[int] = RequestClientState.COMPLETED
    LAST: ClassVar[int] = RequestClientState.TERMINATED
    RESEND: ClassVar[Timer] = Timer.E
    PROVISIONAL: ClassVar[int] = RequestClientInput.PROVISIONAL
    SUCCESS: ClassVar[int] = RequestClientInput.FINAL
    FAILURE: ClassVar[int] = RequestClientInput.FINAL
    TRANSPORT_ERROR: ClassVar[int] = RequestClientInput.TRANSPORT_ERROR
    STOP: ClassVar[int] = RequestClientInput.STOP
