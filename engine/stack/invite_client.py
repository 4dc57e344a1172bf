"""Client transaction of INVITE (RFC 3261 §17.1.1) with the Accepted state of RFC 6026 §7.2.

On UDP the INVITE is sent again until any answer comes (Timer A). From the first provisional answer
on there is no time limit in here: how long a phone may ring is up to the call. A refusal is
acknowledged by the transaction, each time it comes. Every 2xx is passed up, for a forked INVITE may
bring several, and their ACKs belong to the dialogs they make.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import ClassVar

from engine.stack.client import ClientTransaction
from engine.stack.machine import Action, Table
from engine.stack.timers import Timer


class InviteClientState(IntEnum):
    """Where the transaction stands."""

    CALLING = 0
    PROCEEDING = 1
    ACCEPTED = 2
    COMPLETED = 3
    TERMINATED = 4


class InviteClientInput(IntEnum):
    """What can happen to it."""

    PROVISIONAL = 0
    SUCCESS = 1
    FAILURE = 2
    TIMER_A = 3
    TIMER_B = 4
    TIMER_D = 5
    TIMER_M = 6
    TRANSPORT_ERROR = 7
    STOP = 8


_S, _I, _A = InviteClientState, InviteClientInput, Action

TABLE: Table = {
    # No answer yet.
    (_S.CALLING, _I.PROVISIONAL): (_S.PROCEEDING, _A.PASS),
    (_S.CALLING, _I.SUCCESS): (_S.ACCEPTED, _A.PASS),
    (_S.CALLING, _I.FAILURE): (_S.COMPLETED, _A.ACK),
    (_S.CALLING, _I.TIMER_A): (_S.CALLING, _A.RESEND),
    (_S.CALLING, _I.TIMER_B): (_S.TERMINATED, _A.GIVE_UP),
    (_S.CALLING, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.GIVE_UP),
    (_S.CALLING, _I.STOP): (_S.TERMINATED, _A.END),
    # The other side works on it. An error of sending is one of an earlier copy: one did arrive.
    (_S.PROCEEDING, _I.PROVISIONAL): (_S.PROCEEDING, _A.PASS),
    (_S.PROCEEDING, _I.SUCCESS): (_S.ACCEPTED, _A.PASS),
    (_S.PROCEEDING, _I.FAILURE): (_S.COMPLETED, _A.ACK),
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.PROCEEDING, _A.IGNORE),
    (_S.PROCEEDING, _I.STOP): (_S.TERMINATED, _A.END),
    # A 2xx came; the same again and those of other forks are for the call. No refusal can follow
    # but by a mistake of a proxy (RFC 3261 §16.7), and it has nobody left to tell.
    (_S.ACCEPTED, _I.PROVISIONAL): (_S.ACCEPTED, _A.ABSORB),
    (_S.ACCEPTED, _I.SUCCESS): (_S.ACCEPTED, _A.PASS),
    (_S.ACCEPTED, _I.FAILURE): (_S.ACCEPTED, _A.ABSORB),
    (_S.ACCEPTED, _I.TIMER_M): (_S.TERMINATED, _A.END),
    (_S.ACCEPTED, _I.TRANSPORT_ERROR): (_S.ACCEPTED, _A.IGNORE),
    (_S.ACCEPTED, _I.STOP): (_S.TERMINATED, _A.END),
    # Refused and acknowledged; the ACK is repeated as often as the refusal.
    (_S.COMPLETED, _I.PROVISIONAL): (_S.COMPLETED, _A.ABSORB),
    (_S.COMPLETED, _I.SUCCESS): (_S.COMPLETED, _A.ABSORB),
    (_S.COMPLETED, _I.FAILURE): (_S.COMPLETED, _A.RESEND),
    (_S.COMPLETED, _I.TIMER_D): (_S.TERMINATED, _A.END),
    (_S.COMPLETED, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.END),
    (_S.COMPLETED, _I.STOP): (_S.TERMINATED, _A.END),
}


class InviteClient(ClientTransaction):
    """One INVITE of ours."""

    __slots__ = ()

    TABLE: ClassVar[Table] = TABLE
    TIMERS: ClassVar[Mapping[int, tuple[Timer, ...]]] = {
        InviteClientState.CALLING: (Timer.A, Timer.B),
        InviteClientState.ACCEPTED: (Timer.M,),
        InviteClientState.COMPLETED: (Timer.D,),
    }
    EXPIRY: ClassVar[Mapping[Timer, int]] = {
        Timer.A: InviteClientInput.TIMER_A,
        Timer.B: InviteClientInput.TIMER_B,
        Timer.D: InviteClientInput.TIMER_D,
        Timer.M: InviteClientInput.TIMER_M,
    }
    INITIAL: ClassVar[int] = InviteClientState.CALLING
    FINAL: ClassVar[int] = InviteClientState.ACCEPTED
    LAST: ClassVar[int] = InviteClientState.TERMINATED
    RESEND: ClassVar[Timer] = Timer.A
    PROVISIONAL: ClassVar[int] = InviteClientInput.PROVISIONAL
    SUCCESS: ClassVar[int] = InviteClientInput.SUCCESS
    FAILURE: ClassVar[int] = InviteClientInput.FAILURE
    TRANSPORT_ERROR: ClassVar[int] = InviteClientInput.TRANSPORT_ERROR
    STOP: ClassVar[int] = InviteClientInput.STOP
