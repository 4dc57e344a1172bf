"""What an attempt at one place leaves behind: a gateway with a call less, an answer too many."""

from typing import Final

from engine.calls.call import Call, Outbound
from engine.calls.effects import Effects
from engine.calls.farewell import ELSEWHERE
from engine.calls.proving import parting
from engine.calls.tools import Tools
from engine.stack.dialog import Dialog

MAX_STRAYS: Final = 16
"""Answers of further forks that are acknowledged and hung up. A proxy forks to a few phones; one
that says yes in the name of thousands gets no more requests of ours than that."""


def gateway_of(outbound: Outbound) -> str:
    """The routing gateway of an attempt, "" for an endpoint."""
    return "" if outbound.place is None else outbound.place.gateway


def left(
    tools: Tools, call: Call, outbound: Outbound, status: int, fx: Effects, wait_s: int = 0
) -> None:
    """The gateway of ``outbound``, and its relay, have this call no longer.

    Args:
        tools: See there.
        call: Which call.
        outbound: Which attempt.
        status: How it ended, 487 when it was withdrawn.
        fx: Takes what is to be done.
        wait_s: Seconds for which the gateway wants no calls.
    """
    tools.media.close(outbound, fx)
    tools.book.forget_early(outbound)
    place = outbound.place
    if not outbound.taken or place is None:
        return
    outbound.taken = False
    gates, won = tools.gates, outbound is call.winner and call.answered_at is not None
    gates.leave("", place.gateway)
    talked = fx.now - call.answered_at if won and call.answered_at is not None else None
    delay = None if call.rang_at is None else max(call.rang_at - outbound.began_at, 0.0)
    gates.ended(place.gateway, fx.now, status, talked, delay, wait_s)


def stray(tools: Tools, call: Call, outbound: Outbound, dialog: Dialog, fx: Effects) -> None:
    """Take an answer that comes too late to count, and hang it up at once."""
    outbound.strays += 1
    if outbound.strays > MAX_STRAYS:
        return
    leg = outbound
    if outbound.dialog is not None:  # a further fork of one that answered already
        leg = Outbound(
            heard=outbound.heard, fixed=outbound.fixed, place=outbound.place, aor=outbound.aor
        )
    leg.dialog = dialog
    tools.send(leg, "ACK", fx)
    why = outbound.farewell or ELSEWHERE
    tools.send(leg, "BYE", fx, parting(tools, leg, why), why)
    if outbound.state not in ("over", "won"):
        outbound.state = "over"
        left(tools, call, outbound, 487, fx)
