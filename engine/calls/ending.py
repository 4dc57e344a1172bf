"""The end of a call: who is told what, what its record is made of, and what is given back.

It happens once, after the table of :mod:`engine.calls.callstate` has said that a call is over.
"""

from typing import Final

from engine.calls.call import Call
from engine.calls.callstate import CallAction, CallInput
from engine.calls.dialling import Dialling
from engine.calls.effects import Effects
from engine.calls.events import Cause, Ended, Side
from engine.calls.farewell import farewell
from engine.calls.finals import RETRY
from engine.calls.goodbyes import Goodbyes
from engine.calls.tools import PATIENCE, Tools

_STATUS: Final = {
    Cause.CANCELLED: 487,
    Cause.OPERATOR: 480,
    Cause.NO_ANSWER: 480,
    Cause.NO_ROUTE: 404,
    Cause.CAPACITY: 503,
    Cause.SERVER_STOPPED: 503,
    Cause.UNCONFIRMED: 504,
}
"""What the caller is told of a cause that has no status of its own."""

_OWN: Final = (Cause.CAPACITY, Cause.NO_ROUTE)
"""Causes for which nobody of the callee's side was asked."""

_BY: Final = {
    CallInput.CALLER_LEFT: Side.CALLER,
    CallInput.CANCELLED: Side.CALLER,
    CallInput.CALLEE_LEFT: Side.CALLEE,
    CallInput.FAILED: Side.CALLEE,
    CallInput.STOPPED: Side.SERVER,
}


class Ending:
    """Ends calls.

    Args:
        tools: See there.
        dialling: Knows who still rings.
        goodbyes: Says BYE.
    """

    def __init__(self, tools: Tools, dialling: Dialling, goodbyes: Goodbyes) -> None:
        self._tools = tools
        self._dialling = dialling
        self._goodbyes = goodbyes

    def over(
        self, call: Call, given: CallInput, action: CallAction, cause: Cause, fx: Effects
    ) -> None:
        """Tell everybody, write it down, and forget the call.

        Args:
            call: Which; its state says already that it is over.
            given: What happened.
            action: Who is to be told.
            cause: Why, where the SIP status does not tell all.
            fx: Takes what is to be done.
        """
        if given is CallInput.CALLER_LEFT and call.answered_at is None:
            cause = Cause.CANCELLED
        status = 200 if call.answered_at is not None else _STATUS.get(cause, 0) or call.status
        if action in (CallAction.REFUSE, CallAction.ABANDON):
            headers = RETRY if cause in (Cause.CAPACITY, Cause.SERVER_STOPPED) else ()
            self._tools.answer(call, fx, status or 480, headers)
        why = farewell(cause, status or 480, call.said)
        self._dialling.abandon(call, fx, why)
        if action in (CallAction.RELEASE_CALLER, CallAction.RELEASE_BOTH):
            self._goodbyes.say(call.id, call.inbound, fx, why)
        if action in (CallAction.RELEASE_CALLEE, CallAction.RELEASE_BOTH) and call.winner:
            self._goodbyes.say(call.id, call.winner, fx, why)
        for leg in (call.inbound, call.winner):
            if leg is not None and leg.pending is not None:
                self._tools.book.linger(leg.pending, fx.now + PATIENCE)
        by = Side.SERVER if cause in _OWN else _BY.get(given, Side.SERVER)
        self._record(call, status or 480, cause, by, fx)

    def _record(self, call: Call, status: int, cause: Cause, by: Side, fx: Effects) -> None:
        latest = call.latest
        fx.ended.append(
            Ended(
                call.id,
                call.setup,
                call.account,
                call.caller_gateway,
                "" if latest is None else latest.gateway,
                "" if latest is None else latest.destination.ip,
                status,
                cause,
                by,
                call.over_at(fx.now) if cause is Cause.LOST else fx.now,
                call.answered_at,
                call.rang_at,
            )
        )
        self._dialling.release(call, fx)
        self._leave(call, status, fx)
        if call.answered_at is not None:
            fx.kept.append(call.id)
        self._tools.book.remove(call)
        fx.told.append((call.id, "ended"))

    def _leave(self, call: Call, status: int, fx: Effects) -> None:
        """Who called, and who was called, have one call less."""
        gates, answered_at = self._tools.gates, call.answered_at
        gates.leave(call.account, call.caller_gateway, call.called)
        talked = None if answered_at is None else fx.now - answered_at
        delay = None if call.rang_at is None else call.rang_at - call.setup.at
        gates.ended(call.caller_gateway, fx.now, status, talked, delay)
