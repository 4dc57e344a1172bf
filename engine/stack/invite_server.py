"""Server transaction of INVITE (RFC 3261 §17.2.1) with the Accepted state of RFC 6026.

A refusal is sent again until its ACK comes (timers G and H). After a 2xx the transaction only
absorbs retransmissions: sending the 2xx again is up to the call (RFC 3261 §13.3.1.4).
No 100 is made here by itself: the engine answers at once, or gives its own 100 at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import ClassVar

from engine.stack.machine import Action, ServerTransaction, Table
from engine.stack.timers import Timer


class InviteState(IntEnum):
    """Where the transaction stands."""

    PROCEEDING = 0
    ACCEPTED = 1
    COMPLETED = 2
    CONFIRMED = 3
    TERMINATED = 4


class InviteInput(IntEnum):
    """What can happen to it."""

    INVITE = 0
    ACK = 1
    PROVISIONAL = 2
    SUCCESS = 3
    FAILURE = 4
    TIMER_G = 5
    TIMER_H = 6
    TIMER_I = 7
    TIMER_L = 8
    TRANSPORT_ERROR = 9


_S, _I, _A = InviteState, InviteInput, Action

TABLE: Table = {
    # No final answer yet. An ACK now is premature; nobody can mean it.
    (_S.PROCEEDING, _I.INVITE): (_S.PROCEEDING, _A.RESEND),
    (_S.PROCEEDING, _I.ACK): (_S.PROCEEDING, _A.ABSORB),
    (_S.PROCEEDING, _I.PROVISIONAL): (_S.PROCEEDING, _A.SEND),
    (_S.PROCEEDING, _I.SUCCESS): (_S.ACCEPTED, _A.SEND),
    (_S.PROCEEDING, _I.FAILURE): (_S.COMPLETED, _A.SEND),
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.END),
    # 2xx sent (RFC 6026 §7.1): the call sends it again, and gets the ACK.
    (_S.ACCEPTED, _I.INVITE): (_S.ACCEPTED, _A.ABSORB),
    (_S.ACCEPTED, _I.ACK): (_S.ACCEPTED, _A.PASS),
    (_S.ACCEPTED, _I.PROVISIONAL): (_S.ACCEPTED, _A.IGNORE),
    (_S.ACCEPTED, _I.SUCCESS): (_S.ACCEPTED, _A.SEND),
    (_S.ACCEPTED, _I.FAILURE): (_S.ACCEPTED, _A.IGNORE),
    (_S.ACCEPTED, _I.TIMER_L): (_S.TERMINATED, _A.END),
    (_S.ACCEPTED, _I.TRANSPORT_ERROR): (_S.ACCEPTED, _A.IGNORE),
    # Refusal sent, ACK awaited.
    (_S.COMPLETED, _I.INVITE): (_S.COMPLETED, _A.RESEND),
    (_S.COMPLETED, _I.ACK): (_S.CONFIRMED, _A.ABSORB),
    (_S.COMPLETED, _I.PROVISIONAL): (_S.COMPLETED, _A.IGNORE),
    (_S.COMPLETED, _I.SUCCESS): (_S.COMPLETED, _A.IGNORE),
    (_S.COMPLETED, _I.FAILURE): (_S.COMPLETED, _A.IGNORE),
    (_S.COMPLETED, _I.TIMER_G): (_S.COMPLETED, _A.RESEND),
    (_S.COMPLETED, _I.TIMER_H): (_S.TERMINATED, _A.END),
    (_S.COMPLETED, _I.TRANSPORT_ERROR): (_S.TERMINATED, _A.END),
    # ACK received; what is still under way is absorbed.
    (_S.CONFIRMED, _I.INVITE): (_S.CONFIRMED, _A.ABSORB),
    (_S.CONFIRMED, _I.ACK): (_S.CONFIRMED, _A.ABSORB),
    (_S.CONFIRMED, _I.PROVISIONAL): (_S.CONFIRMED, _A.IGNORE),
    (_S.CONFIRMED, _I.SUCCESS): (_S.CONFIRMED, _A.IGNORE),
    (_S.CONFIRMED, _I.FAILURE): (_S.CONFIRMED, _A.IGNORE),
    (_S.CONFIRMED, _I.TIMER_I): (_S.TERMINATED, _A.END),
    (_S.CONFIRMED, _I.TRANSPORT_ERROR): (_S.CONFIRMED, _A.IGNORE),
}


class InviteServer(ServerTransaction):
    """One INVITE transaction."""

    __slots__ = ()

    TABLE: ClassVar[Table] = TABLE
    TIMERS: ClassVar[Mapping[int, tuple[Timer, ...]]] = {
        InviteState.ACCEPTED: (Timer.L,),
        InviteState.COMPLETED: (Timer.G, Timer.H),
        InviteState.CONFIRMED: (Timer.I,),
    }
    EXPIRY: ClassVar[Mapping[Timer, int]] = {
        Timer.G: InviteInput.TIMER_G,
        Timer.H: InviteInput.TIMER_H,
        Timer.I: InviteInput.TIMER_I,
        Timer.L: InviteInput.TIMER_L,
    }
    INITIAL: ClassVar[int] = InviteState.PROCEEDING
    LAST: ClassVar[int] = InviteState.TERMINATED
    REQUEST: ClassVar[int] = InviteInput.INVITE
    PROVISIONAL: ClassVar[int] = InviteInput.PROVISIONAL
    SUCCESS: ClassVar[int] = InviteInput.SUCCESS
    FAILURE: ClassVar[int] = InviteInput.FAILURE
    TRANSPORT_ERROR: ClassVar[int] = InviteInput.TRANSPORT_ERROR
