"""Requests within a call: ACK, BYE, and those that one side sends to the other through us.

A re-INVITE, an UPDATE or an INFO is answered by the other party, not by the switch: it is written
anew in the other dialog, and what comes back goes to who asked. Two changes of the session at a
time are one too many (RFC 3261 section 14.1): the second is told 491.
"""

from contextlib import suppress
from typing import Final

from engine.calls.book import other
from engine.calls.call import Call, Leg
from engine.calls.callstate import CallInput, CallState
from engine.calls.dialling import TIMINGS, Step
from engine.calls.effects import Effects, Reply
from engine.calls.events import Cause
from engine.calls.messages import ALLOW, contact, passed
from engine.calls.tools import Relayed, Tools
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack import ServerTransaction

RELAYED: Final = ("INVITE", "UPDATE", "INFO")
_CHANGING: Final = ("INVITE", "UPDATE")
_GONE: Final = (408, 481)
"""Answers within a dialog that say that the other side knows of no call (RFC 5057 section 5.1)."""


class Talking:
    """Handles calls that have a dialog.

    Args:
        tools: See there.
        step: Tells the call what happened.
    """

    def __init__(self, tools: Tools, step: Step) -> None:
        self._tools = tools
        self._step = step

    def request(
        self, request: Request, source: Source, transaction: ServerTransaction, fx: Effects
    ) -> bool:
        """A request other than ACK and CANCEL that names a dialog; False when there is none."""
        found = self._tools.book.by_dialog(request)
        if found is None:
            return False
        call, leg = found
        try:
            if leg.dialog is not None:
                leg.dialog.accept(request)
        except PeerError as error:
            reply = Reply(request, error.status, transaction, tuple(error.headers), error.reason)
            fx.replies.append(reply)
            return True
        leg.heard = source
        if request.method == "BYE":
            fx.replies.append(Reply(request, 200, transaction))
            inbound = leg is call.inbound
            given = CallInput.CALLER_LEFT if inbound else CallInput.CALLEE_LEFT
            self._step(call, given, fx, Cause.CLEARED)
        else:
            self._relay(call, leg, Reply(request, 0, transaction), fx)
        return True

    def acknowledged(self, request: Request, source: Source, fx: Effects) -> None:
        """The ACK of a 2xx that was sent to a peer."""
        found = self._tools.book.by_dialog(request)
        if found is None:
            return
        call, leg = found
        if leg.unacknowledged is None:
            return
        leg.unacknowledged, leg.heard = None, source
        across = other(call, leg)
        if across is not None and across.ack_due:
            across.ack_due = False
            self._tools.send(across, "ACK", fx, None, passed(request), request.body)
        if leg is call.inbound and call.state is CallState.ANSWERED:
            self._step(call, CallInput.ACKNOWLEDGED, fx, Cause.CLEARED)

    def answered(self, owner: Relayed, response: Response, fx: Effects) -> None:
        """What the other side says to a request that was handed on."""
        call, reply, leg, changes = owner
        if response.status < 200:
            return
        if changes:
            leg.busy = False
        if reply is None:
            return
        if reply.status:  # answered before: a 2xx that came again
            if leg.ack and reply.request.method == "INVITE":
                fx.sends.append((leg.ack, self._tools.destination(leg)))
            return
        reply.status = response.status
        headers = passed(response)
        if response.status < 300 and changes:
            self._refresh(leg, response)
            headers = [*self._own(call, leg), *headers]
        reply.headers, reply.body = tuple(headers), response.body
        fx.replies.append(reply)
        if response.status < 300 and reply.request.method == "INVITE":
            self._accepted(call, leg, reply, fx)
        if response.status in _GONE:
            self._step(call, CallInput.STOPPED, fx, Cause.LOST)

    def silent(self, owner: Relayed, status: int, fx: Effects) -> None:
        """The other side did not answer at all."""
        call, reply, leg, _ = owner
        leg.busy = False
        if reply is not None and not reply.status:
            reply.status = status
            fx.replies.append(reply)
        self._step(call, CallInput.STOPPED, fx, Cause.LOST)

    def resend(self, call: Call, fx: Effects) -> None:
        """Send again what waits for its ACK; a peer that never sends it is gone."""
        for leg in (call.inbound, call.winner):
            if leg is None or leg.unacknowledged is None or leg.resend_at > fx.now:
                continue
            if fx.now >= leg.give_up_at:
                leg.unacknowledged = None
                self._step(call, CallInput.STOPPED, fx, Cause.UNCONFIRMED)
                return
            fx.sends.append((leg.unacknowledged.reply, leg.unacknowledged.destination))
            leg.interval = min(2 * leg.interval, TIMINGS.t2)
            leg.resend_at = fx.now + leg.interval
            self._tools.book.wake(call, leg.resend_at)

    def _relay(self, call: Call, leg: Leg, reply: Reply, fx: Effects) -> None:
        request = reply.request
        changes = request.method in _CHANGING
        across = other(call, leg)
        if across is None or across.dialog is None or call.state is CallState.ENDED:
            fx.replies.append(_refusal(reply, 481))
        elif changes and (across.busy or leg.busy or leg.unacknowledged or across.ack_due):
            fx.replies.append(_refusal(reply, 491))
        else:
            if changes:
                across.busy = True
                self._refresh(leg, request)
            fx.kept.append(call.id)  # the numbers of both dialogs have moved
            if request.method == "INVITE":
                fx.replies.append(Reply(request, 100, reply.transaction))
            owner, extra = Relayed(call, reply, across, changes), passed(request)
            try:
                self._tools.send(across, request.method, fx, owner, extra, request.body)
            except PeerError as error:
                across.busy = False
                fx.replies.append(_refusal(reply, error.status))

    def _accepted(self, call: Call, leg: Leg, reply: Reply, fx: Effects) -> None:
        """``leg`` said yes to a re-INVITE: who asked must acknowledge it, and so must we."""
        asker = other(call, leg)
        if asker is not None:
            asker.unacknowledged = reply.transaction
            asker.interval = TIMINGS.t1
            asker.resend_at = fx.now + TIMINGS.t1
            asker.give_up_at = fx.now + 64 * TIMINGS.t1
            self._tools.book.wake(call, asker.resend_at)
        if reply.request.body:
            self._tools.send(leg, "ACK", fx)
        else:
            leg.ack_due = True

    def _own(self, call: Call, leg: Leg) -> list[tuple[str, str]]:
        asker = other(call, leg)
        if asker is None:
            return []
        local = self._tools.local(asker.heard)
        return [("Contact", contact(local, asker.heard.transport)), ("Allow", ALLOW)]

    def _refresh(self, leg: Leg, message: Request | Response) -> None:
        """Where the peer wants to be reached from now on (RFC 3261 section 12.2.1.2)."""
        with suppress(PeerError):  # what cannot be read changes nothing
            contacts = message.contacts
            if contacts and leg.dialog is not None:
                leg.dialog.refresh(str(contacts[0].uri))


def _refusal(reply: Reply, status: int) -> Reply:
    reply.status = status
    return reply
