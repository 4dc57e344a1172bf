"""Requests within a call: ACK, BYE, and those that one side sends to the other through us.

A re-INVITE, an UPDATE or an INFO is answered by the other party, not by the switch: it is written
anew in the other dialog, and what comes back goes to who asked. Two changes of the session at a
time are one too many: who asks again before it was answered is told 500 (RFC 3261 section 14.2),
and who asks while it is asked itself 491 (section 14.1).
"""

from collections.abc import Sequence
from typing import Final

from engine.calls.book import other
from engine.calls.call import Call, EarlyLeg, Leg
from engine.calls.callstate import CallInput, CallState
from engine.calls.credentials import Header
from engine.calls.earlychange import EarlyChanges
from engine.calls.effects import Effects, Reply
from engine.calls.events import Cause
from engine.calls.finals import told
from engine.calls.flows import follow
from engine.calls.messages import SUPPORTED, own, passed
from engine.calls.negotiation import check_interval, keep
from engine.calls.pace import retry_after
from engine.calls.proving import relayed_proof
from engine.calls.provisionals import Provisionals
from engine.calls.relay.desk import Again, Go, waits
from engine.calls.sessions import Refresh, Sessions, changing
from engine.calls.tools import TIMINGS, Relayed, Step, Tools, retarget
from engine.calls.withdrawal import WITHDRAWN, cancel_change
from engine.sip.content import check_content
from engine.sip.errors import PeerError
from engine.sip.message import Message
from engine.sip.nat import Source
from engine.sip.reason import reasons_of
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack import ServerTransaction
from engine.stack.client import ClientTransaction

RELAYED: Final = ("INVITE", "UPDATE", "INFO")
_CHANGING: Final = ("INVITE", "UPDATE")
_GONE: Final = (408, 481)
"""Answers within a dialog that say that the other side knows of no call (RFC 5057 section 5.1)."""

SESSION_WAIT: Final = 180.0
"""Seconds that a person may think about a change of the session (Timer C of RFC 3261)."""

_LATER: Final = (("Retry-After", "5"),)


class Talking:
    """Handles calls that have a dialog.

    Args:
        tools: See there.
        step: Tells the call what happened.
        sessions: Keeps the session timers.
        provisionals: Takes PRACKs.
        changes: Takes UPDATEs before the answer.
    """

    def __init__(
        self,
        tools: Tools,
        step: Step,
        sessions: Sessions,
        provisionals: Provisionals,
        changes: EarlyChanges,
    ) -> None:
        self._tools = tools
        self._step = step
        self._sessions = sessions
        self._provisionals = provisionals
        self._changes = changes

    def request(
        self, request: Request, source: Source, transaction: ServerTransaction, fx: Effects
    ) -> bool:
        """A request other than ACK and CANCEL that names a dialog; False when there is none."""
        found = self._tools.book.by_dialog(request)
        if found is None:
            if not self._tools.book.parted(request, fx.now):
                return False
            fx.replies.append(Reply(request, 200, transaction))
            return True
        call, leg = found
        try:
            if leg.dialog is not None:
                leg.dialog.accept(request)
        except PeerError as error:
            reply = Reply(request, error.status, transaction, tuple(error.headers), error.reason)
            fx.replies.append(reply)
            return True
        leg.heard, leg.doubted = source, False
        if request.method == "BYE" and isinstance(leg, EarlyLeg):
            fx.replies.append(Reply(request, 481, transaction))  # RFC 3261 section 15
        elif request.method == "UPDATE" and call.answered_at is None:
            self._changes.updated(call, leg, Reply(request, 0, transaction), fx)
        elif request.method == "BYE":
            fx.replies.append(Reply(request, 200, transaction))
            inbound, call.said = leg is call.inbound, reasons_of(request)
            given = CallInput.CALLER_LEFT if inbound else CallInput.CALLEE_LEFT
            self._step(call, given, fx, Cause.CLEARED)
        elif request.method == "PRACK":
            self._provisionals.pracked(call, leg, Reply(request, 0, transaction), fx)
        else:
            self._relay(call, leg, Reply(request, 0, transaction), fx)
        return True

    def acknowledged(self, request: Request, source: Source, fx: Effects) -> None:
        """The ACK of a 2xx that was sent to a peer."""
        found = self._tools.book.by_dialog(request)
        if found is None:
            return
        call, leg = found
        if leg.unacknowledged is None or request.cseq.number != leg.asked:
            return  # an ACK that comes again must not stand for one that is waited for
        leg.unacknowledged, leg.heard, leg.doubted = None, source, False
        self._confirm(call, leg, request, fx)
        leg.session.heard(request.body)
        self._sessions.restate(call, leg, fx)
        if leg is call.inbound and call.state is CallState.ANSWERED:
            self._step(call, CallInput.ACKNOWLEDGED, fx, Cause.CLEARED)
            fx.kept.append(call.id)  # a restart need not tell the caller again

    def answered(self, owner: Relayed, response: Response, fx: Effects) -> None:
        """What the other side says to a request that was handed on."""
        call, reply, leg, changes = owner[:4]
        leg.doubted = leg.doubted and response.status in _GONE
        if response.status < 200:
            cancel_change(self._tools, leg, fx)
        if response.status < 200 or reply is None:
            return
        if reply.status:  # answered before: a 2xx that came again
            if leg.ack and reply.request.method == "INVITE":
                fx.sends.append((leg.ack, self._tools.destination(leg)))
            return
        if changes and 200 <= response.status < 300:

            def go(body: bytes, later: Effects) -> None:
                response.rewritten = body
                self._answered(owner, response, later)

            def again(later: Effects) -> None:
                self.answered(owner, response, later)

            self._cross(call, leg, response, not reply.request.body, go, again, fx)
        else:
            self._answered(owner, response, fx)

    def _answered(self, owner: Relayed, response: Response, fx: Effects) -> None:
        """The answer to a request that was handed on goes to who asked."""
        call, reply, leg, changes = owner[:4]
        if reply is None:
            return
        if changes:
            leg.pending = None
        wanted = relayed_proof(self._tools, owner, response)
        if wanted and call.state is not CallState.ENDED and leg.withdrawn is None:
            self._hand_on(call, leg, reply, fx, wanted)
            return
        accepted = response.status < 300 and reply.request.method == "INVITE"
        if call.state is CallState.ENDED:  # its BYE has overtaken this answer
            reply.status = WITHDRAWN
            fx.replies.append(reply)
            if accepted:
                self._tools.send(leg, "ACK", fx)
            return
        reply.status = told(response.status)
        headers = passed(response)
        if response.status < 300 and changes:
            fx.kept.append(call.id)
            headers = [*self._agreed(call, leg, reply, response, fx), *headers]
        reply.headers, reply.body = tuple(headers), response.onward
        fx.replies.append(reply)
        if accepted:
            self._accepted(call, leg, reply, fx)
        if response.status in _GONE:
            self._step(call, CallInput.STOPPED, fx, Cause.LOST)

    def silent(self, owner: Relayed, status: int, fx: Effects) -> None:
        """The other side did not answer at all: 408, or 487 when it was told to drop it."""
        call, reply, leg, changes = owner[:4]
        if changes:
            leg.pending = None
        if reply is not None and not reply.status:
            reply.status = WITHDRAWN if call.state is CallState.ENDED else status
            fx.replies.append(reply)
        if status != WITHDRAWN:
            self._step(call, CallInput.STOPPED, fx, Cause.LOST)

    def late(self, call: Call, fx: Effects) -> None:
        """Send again what waits for its ACK; a peer that never sends it is gone."""
        for leg in (call.inbound, call.winner):
            if leg is None:
                continue
            if leg.pending is not None and fx.now >= leg.pending_until:
                self._give_up(leg, leg.pending, fx)
                return
            if leg.unacknowledged is None or leg.resend_at > fx.now:
                continue
            if fx.now >= leg.give_up_at:
                leg.unacknowledged = None
                self._step(call, CallInput.STOPPED, fx, Cause.UNCONFIRMED)
                return
            sent = leg.unacknowledged
            if not self._tools.flows.stands(sent.destination) and follow(self._tools.flows, leg):
                sent.destination = leg.heard
            fx.sends.append((sent.reply, sent.destination))
            leg.interval = min(2 * leg.interval, TIMINGS.t2)
            leg.resend_at = min(fx.now + leg.interval, leg.give_up_at)
            self._tools.book.wake(call, leg.resend_at)

    def repeated(self, response: Response, fx: Effects) -> None:
        """A 2xx of an INVITE that the run before sent, and was killed before it said so.

        Raises:
            PeerError: its dialog cannot be told from what it says.
        """
        found = self._tools.book.by_dialog(response)
        if found is None:
            return
        call, leg = found
        if leg is not call.winner or leg.ack_due or leg.dialog is None:
            return
        if response.cseq.number == leg.dialog.invite_cseq:
            self._tools.send(leg, "ACK", fx)

    def _give_up(self, leg: Leg, pending: ClientTransaction, fx: Effects) -> None:
        """Wait no longer; a peer that says nothing about what it was told to drop is not gone."""
        self._tools.clients.stop(pending, fx.now)
        if isinstance(pending.owner, Relayed):
            self.silent(pending.owner, 408 if leg.withdrawn is None else WITHDRAWN, fx)
        elif isinstance(pending.owner, Refresh):
            self._sessions.silent(pending.owner, fx)

    def _relay(self, call: Call, leg: Leg, reply: Reply, fx: Effects) -> None:
        request, across = reply.request, other(call, leg)
        changes = request.method in _CHANGING
        if across is None:  # nobody has answered yet, and nothing is agreed that could be changed
            reply.headers = _LATER
            fx.replies.append(_refusal(reply, 500))
        elif changes and _asked(across):
            reply.headers = retry_after(request.cseq.number)
            fx.replies.append(_refusal(reply, 500))
        elif not changes:
            self._hand_on(call, across, reply, fx)
        elif self._may_change(leg, reply, fx):
            if self._sessions.is_refresh(leg, request):
                self._sessions.refreshed(call, leg, reply, fx)
            elif changing(across) or waits(call):
                fx.replies.append(_refusal(reply, 491))
            else:
                if request.method == "INVITE":
                    fx.replies.append(Reply(request, 100, reply.transaction))
                self._change(call, leg, across, reply, fx)

    def _change(self, call: Call, leg: Leg, across: Leg, reply: Reply, fx: Effects) -> None:
        """Send a change of the session to the other side, once the relay has had its offer."""

        def go(body: bytes, later: Effects) -> None:
            reply.request.rewritten = body
            if call.state is CallState.ENDED:
                later.replies.append(_refusal(reply, WITHDRAWN))
            elif changing(across):  # a refresh of ours went out meanwhile
                later.replies.append(_refusal(reply, 491))
            else:
                self._hand_on(call, across, reply, later)

        def again(later: Effects) -> None:
            self._change(call, leg, across, reply, later)

        self._cross(call, leg, reply.request, True, go, again, fx)

    def _confirm(self, call: Call, leg: Leg, request: Request, fx: Effects) -> None:
        """The other side gets its ACK, if that waits for the one of this side."""
        across = other(call, leg)
        if across is None or not across.ack_due:
            return

        def go(body: bytes, later: Effects) -> None:
            if across.ack_due:  # else it went out with a BYE meanwhile
                across.ack_due = False
                self._tools.send(across, "ACK", later, None, passed(request), body)
                across.session.said(passed(request), body)

        def again(later: Effects) -> None:
            self._confirm(call, leg, request, later)

        self._cross(call, leg, request, False, go, again, fx)

    def _cross(
        self,
        call: Call,
        leg: Leg,
        message: Message,
        is_offer: bool,
        go: Go,
        again: Again,
        fx: Effects,
    ) -> None:
        """Let what ``leg`` sent cross to the other side, by the relay if there is one."""
        if call.winner is None:
            go(message.body, fx)
            return
        sender = leg is call.inbound
        self._tools.media.cross(call, call.winner, message, sender, is_offer, go, again, fx)

    def _may_change(self, leg: Leg, reply: Reply, fx: Effects) -> bool:
        """Whether the peer may ask for a change, or a refresh, now; it is told if not."""
        if changing(leg):
            fx.replies.append(_refusal(reply, 491))
            return False
        try:
            check_content(reply.request)
            check_interval(reply.request, self._tools.gates.policy)
        except PeerError as error:
            reply.headers, reply.reason = tuple(error.headers), error.reason
            fx.replies.append(_refusal(reply, error.status))
            return False
        leg.session.learn(reply.request)
        retarget(leg, reply.request)
        return True

    def _hand_on(
        self, call: Call, across: Leg, reply: Reply, fx: Effects, proof: Sequence[Header] = ()
    ) -> None:
        """Send a request to the other side, again with a proof if it asked for one."""
        request, changes = reply.request, reply.request.method in _CHANGING
        fx.kept.append(call.id)  # the numbers of both dialogs have moved
        owner = Relayed(call, reply, across, changes, bool(proof))
        extra = [*passed(request), *proof]
        if changes:
            extra += [("Supported", SUPPORTED), *keep(across.session)]
        try:
            sent = self._tools.send(across, request.method, fx, owner, extra, request.onward)
        except PeerError as error:
            fx.replies.append(_refusal(reply, error.status))
            return
        if changes:
            across.pending, across.pending_until = sent, fx.now + SESSION_WAIT
            across.withdrawn = None
            self._tools.book.wake(call, across.pending_until)

    def _accepted(self, call: Call, leg: Leg, reply: Reply, fx: Effects) -> None:
        """``leg`` said yes to a re-INVITE: who asked must acknowledge it, and so must we."""
        asker = other(call, leg)
        if asker is not None:
            self._tools.await_ack(call, asker, reply.request, reply.transaction, fx.now)
        if reply.request.body:
            self._tools.send(leg, "ACK", fx)
        else:
            leg.ack_due = True

    def _agreed(
        self, call: Call, leg: Leg, reply: Reply, response: Response, fx: Effects
    ) -> list[tuple[str, str]]:
        """``leg`` agreed to a change: what both sides have now, and the headers for who asked."""
        retarget(leg, response)
        self._sessions.answered_us(call, leg, response, fx)
        asker, request = other(call, leg), reply.request
        if asker is None:
            return []
        asker.session.heard(request.body)
        leg.session.said(passed(request), request.onward)
        leg.session.heard(response.body)
        asker.session.said(passed(response), response.onward)
        extra = self._sessions.answered_peer(call, asker, request, fx)
        return [*own(self._tools.local(asker.heard), asker.heard, secure=asker.secure), *extra]


def _asked(leg: Leg) -> bool:
    """Whether ``leg`` owes the other side an answer already (RFC 3261 section 14.2)."""
    return leg.pending is not None and isinstance(leg.pending.owner, Relayed)


def _refusal(reply: Reply, status: int) -> Reply:
    reply.status = status
    return reply
