"""From the INVITE of a caller to the answer, or to the end of all that could be tried.

Places come in groups: the bindings of an endpoint are one group and ring together, each gateway
is a group of its own. When the last one of a group has failed the next group is tried, if the
answer and the policy allow it (:mod:`engine.calls.failover`).

This is the SIP of setting up; what it means for the call is in :mod:`engine.calls.callstate`, and
:class:`engine.calls.calls.Calls` joins the two.
"""

from typing import Final, NamedTuple

from engine.calls.call import Call, Outbound, Place
from engine.calls.caller import shown_to
from engine.calls.callstate import CallInput
from engine.calls.effects import Effects
from engine.calls.events import Cause
from engine.calls.failover import Decision, decide
from engine.calls.farewell import ELSEWHERE, SILENT, Farewell
from engine.calls.finals import better, cause_of, retry_after, told
from engine.calls.messages import ALLOW, contact, invite, passed
from engine.calls.negotiation import demanded, offer
from engine.calls.proving import invite_again, parting
from engine.calls.sdp import codec
from engine.calls.sessions import Sessions
from engine.calls.tools import Step, Tools
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack.dialog import Dialog

DEFAULT_HOPS: Final = 70
RINGING: Final = 180

MAX_STRAYS: Final = 16
"""Answers of further forks that are acknowledged and hung up. A proxy forks to a few phones; one
that says yes in the name of thousands gets no more requests of ours than that."""

_TOO_SMALL: Final = 422


class Trying(NamedTuple):
    """Owner of an INVITE of ours."""

    call: Call
    outbound: Outbound


class Dialling:
    """Sets calls up.

    Args:
        tools: See there.
        step: Tells the call what happened.
        sessions: Keeps the session timers.
    """

    def __init__(self, tools: Tools, step: Step, sessions: Sessions) -> None:
        self._tools = tools
        self._step = step
        self._sessions = sessions

    def begin(self, call: Call, fx: Effects) -> None:
        """Send ``call`` to its first group."""
        self._tools.answer(call, fx, 100)
        if not self._next(call, fx):
            self._step(call, CallInput.FAILED, fx, Cause.CAPACITY)

    def provisional(self, owner: Trying, response: Response, source: Source, fx: Effects) -> None:
        """A 1xx of the callee's side."""
        call, outbound = owner
        outbound.heard = source
        if outbound.state == "trying":
            outbound.state = "proceeding"
            self._tools.gates.responded(_gateway(outbound))
        if outbound.cancelled:
            self._tools.cancel(outbound, fx)
            return
        if response.status == 100 or call.winner is not None:
            return
        call.alerted = call.alerted or response.status == RINGING
        call.early_media = call.early_media or bool(response.body)
        if call.alerted or call.early_media:
            if call.rang_at is None:
                call.rang_at = fx.now
            self._step(call, CallInput.RANG, fx, Cause.STATUS)
        self._ring(call, response, fx)

    def final(self, owner: Trying, response: Response, source: Source, fx: Effects) -> None:
        """A final answer of the callee's side; a 2xx also when it comes again."""
        call, outbound = owner
        outbound.heard = source
        self._tools.gates.responded(_gateway(outbound))
        if response.status == _TOO_SMALL and self._again(owner, response, fx):
            return
        if response.status >= 300:
            if self._proves(owner, response, fx):
                return
            self.failed(owner, response.status, fx, retry_after(response))
        elif outbound.dialog is not None and outbound.dialog.remote_tag == response.to.tag:
            if outbound.ack:
                fx.sends.append((outbound.ack, self._tools.destination(outbound)))
        else:
            self._answered(call, outbound, response, fx)

    def failed(self, owner: Trying, status: int, fx: Effects, wait_s: int = 0) -> None:
        """``owner`` will not answer this call: its final status, 408 when it said nothing."""
        call, outbound = owner
        if outbound.state in ("over", "won"):  # a fork of the winner that makes no sense is nothing
            return
        outbound.state = "over"
        self._left(call, outbound, status, fx, wait_s)
        if call.winner is not None or self._ended(call):
            return
        call.status = better(call.status, told(status))
        waits = any(each.state != "over" and not each.cancelled for each in call.outbounds)
        if waits and status < 600:  # one that declines does so for all (RFC 3261 section 16.7)
            return
        if call.groups and self._may_switch(call, status):
            call.switches += 1
            if self._next(call, fx):
                return
        self._step(call, CallInput.FAILED, fx, cause_of(call.status))

    def abandon(self, call: Call, fx: Effects, why: Farewell) -> None:
        """Nobody shall answer any more, but for the one who has; ``why`` tells them."""
        for outbound in call.outbounds:
            if outbound is not call.winner and outbound.state != "over" and not outbound.cancelled:
                self._tools.cancel(outbound, fx, why)

    def late(self, call: Call, fx: Effects) -> None:
        """Give those up who have said nothing at all for too long (SS_SIP_TIMEOUT_INVITE).

        They are cancelled once they do say something, lest a phone rings that nobody calls.
        """
        limit = self._tools.gates.policy.invite_timeout_s
        for outbound in list(call.outbounds):
            waiting = outbound.state == "trying" and not outbound.cancelled
            if waiting and fx.now >= outbound.began_at + limit:
                outbound.cancelled, outbound.farewell = True, SILENT
                self.failed(Trying(call, outbound), 408, fx)

    def release(self, call: Call, fx: Effects) -> None:
        """``call`` is over: no gateway counts it any more."""
        for outbound in call.outbounds:
            self._left(call, outbound, 487, fx, 0)

    def _proves(self, owner: Trying, response: Response, fx: Effects) -> bool:
        """Whether a carrier asked for a proof, and gets it."""
        call, outbound = owner
        if outbound.state in ("over", "won") or outbound.cancelled or call.winner is not None:
            return False
        return not self._ended(call) and invite_again(self._tools, outbound, owner, response, fx)

    def _may_switch(self, call: Call, status: int) -> bool:
        policy = self._tools.gates.policy
        decision = decide(status, call.early_media, call.switches, policy, rang=call.alerted)
        return decision is Decision.NEXT

    def _ended(self, call: Call) -> bool:
        return self._tools.book.get(call.id) is not call

    def _next(self, call: Call, fx: Effects) -> bool:
        """Try the next group that takes the call; whether there was one."""
        while call.groups:
            group = call.groups.pop(0)
            begun = [place for place in group if self._try(call, place, fx)]
            if begun:
                limits = self._tools.gates.policy
                call.latest = begun[0]
                call.ends_at = fx.now + max(place.no_answer_s for place in begun)
                self._tools.book.wake(call, call.ends_at)
                self._tools.book.wake(call, fx.now + limits.invite_timeout_s)
                return True
        return False

    def _try(self, call: Call, place: Place, fx: Effects) -> bool:
        tools, request = self._tools, call.inbound.request
        if request is None:
            return False
        if place.gateway and not tools.gates.take(place.gateway, fx.now):
            return False
        outbound = Outbound(
            heard=place.destination,
            fixed=place.fixed,
            place=place,
            call_id=tools.names.call_id(),
            tag=tools.names.tag(),
            state="relaying",
            began_at=fx.now,
            taken=bool(place.gateway),
            offered=request.body,
        )
        tools.media.open(call, outbound)
        if outbound.media is None:
            try:
                self._invite(call, outbound, place, request, fx)
            except PeerError:  # no room for another one
                tools.gates.leave("", place.gateway)
                return False
        call.outbounds.append(outbound)
        if outbound.media is not None:
            self._offer(call, outbound, place, request, fx)
        return True

    def _offer(
        self, call: Call, outbound: Outbound, place: Place, request: Request, fx: Effects
    ) -> None:
        """Send the INVITE when the relay has had its offer."""

        def go(body: bytes, later: Effects) -> None:
            if outbound.cancelled or outbound.state != "relaying" or self._ended(call):
                outbound.state = "over"
                self._left(call, outbound, 487, later, 0)
                return
            outbound.offered = body
            try:
                self._invite(call, outbound, place, request, later)
            except PeerError:
                self.failed(Trying(call, outbound), 503, later)

        def again(later: Effects) -> None:
            self._offer(call, outbound, place, request, later)

        self._tools.media.cross(
            call, outbound, request, from_caller=True, is_offer=True, go=go, again=again, fx=fx
        )

    def _invite(
        self, call: Call, outbound: Outbound, place: Place, request: Request, fx: Effects
    ) -> None:
        """Send the INVITE to ``place``, or the one that answers its 422.

        Raises:
            PeerError: there is no room to wait for the answer.
        """
        tools, branch = self._tools, self._tools.names.branch()
        local = tools.local(place.destination)
        sender, identity = shown_to(place, call.who, local.rpartition(":")[0])
        extra = [*identity, *offer(tools.gates.policy, outbound.least), *passed(request)]
        data = invite(
            place,
            local,
            branch,
            outbound.call_id,
            outbound.tag,
            outbound.asked_times + 1,
            (request.max_forwards or DEFAULT_HOPS) - 1,
            sender,
            extra,
            outbound.offered,
        )
        owner = Trying(call, outbound)
        outbound.transaction = tools.clients.start(
            data, "INVITE", branch, place.destination, fx.now, owner
        )
        outbound.invite, outbound.asked_times = data, outbound.asked_times + 1
        outbound.state, outbound.began_at = "trying", fx.now
        outbound.session.said(passed(request), outbound.offered)
        fx.sends.append((data, place.destination))

    def _again(self, owner: Trying, response: Response, fx: Effects) -> bool:
        """Ask once more with the session interval that a 422 demands; whether that was possible."""
        call, outbound = owner
        request, place, least = call.inbound.request, outbound.place, demanded(response)
        idle = outbound.cancelled or outbound.least or outbound.state == "over"
        if idle or not least or request is None or place is None:
            return False
        outbound.least = outbound.session.least = least
        try:
            self._invite(call, outbound, place, request, fx)
        except PeerError:
            return False
        outbound.proved = False  # the new one may be challenged anew
        self._tools.book.wake(call, fx.now + self._tools.gates.policy.invite_timeout_s)
        return True

    def _ring(self, call: Call, response: Response, fx: Effects) -> None:
        status = response.status if 180 <= response.status <= 189 else 183
        headers = (*self._own_headers(call), *passed(response))
        self._tools.answer(call, fx, status, headers, response.onward)

    def _answered(self, call: Call, outbound: Outbound, response: Response, fx: Effects) -> None:
        """A 2xx: the one that counts, or one too many, which is taken and hung up at once."""
        try:
            dialog = Dialog.as_uac(Request.parse(outbound.invite), response)
        except PeerError:
            self.failed(Trying(call, outbound), 502, fx)
            return
        late = call.winner is not None or outbound.cancelled or self._ended(call)
        if late:
            outbound.strays += 1
            if outbound.strays > MAX_STRAYS:
                return
            stray = outbound
            if outbound.dialog is not None:  # a further fork of one that answered already
                stray = Outbound(heard=outbound.heard, fixed=outbound.fixed, place=outbound.place)
            stray.dialog = dialog
            self._tools.send(stray, "ACK", fx)
            why = outbound.farewell or ELSEWHERE
            self._tools.send(stray, "BYE", fx, parting(self._tools, stray, why), why)
            if outbound.state not in ("over", "won"):
                outbound.state = "over"
                self._left(call, outbound, 487, fx, 0)
            return
        outbound.dialog, outbound.state = dialog, "won"
        call.winner, call.latest = outbound, outbound.place
        call.answered_at = fx.now
        call.codec = codec(response.body)
        if call.inbound.dialog is not None:
            call.inbound.dialog.confirm()
        self._tools.book.joined(call, outbound)
        self._connect(call, outbound, response, fx)
        self._step(call, CallInput.ANSWERED, fx, Cause.CLEARED)

    def _connect(self, call: Call, outbound: Outbound, response: Response, fx: Effects) -> None:
        """Hand the answer to the caller, and acknowledge it unless the caller's ACK is needed."""
        inbound, request = call.inbound, call.inbound.request
        agreed: list[tuple[str, str]] = []
        if request is not None:
            agreed = self._sessions.answered_peer(call, inbound, request, fx)
            inbound.session.learn(request)
            inbound.session.heard(request.body)
        self._sessions.answered_us(call, outbound, response, fx)
        outbound.session.heard(response.body)
        inbound.session.said(passed(response), response.onward)
        headers = (*self._own_headers(call), ("Allow", ALLOW), *agreed, *passed(response))
        inbound.told = (headers, response.onward)
        self._tools.answer(call, fx, 200, headers, response.onward)
        if request is not None and inbound.transaction is not None:
            self._tools.await_ack(call, inbound, request, inbound.transaction, fx.now)
        if request is not None and request.body:
            self._tools.send(outbound, "ACK", fx)
        else:
            outbound.ack_due = True

    def _own_headers(self, call: Call) -> list[tuple[str, str]]:
        """Contact, and the Record-Route that makes the route set of the caller."""
        inbound, request = call.inbound, call.inbound.request
        lines = [] if request is None else request.lines("record-route")
        local = self._tools.local(inbound.heard)
        own = [("Contact", contact(local, inbound.heard.transport, secure=inbound.secure))]
        return [("Record-Route", line) for line in lines] + own

    def _left(self, call: Call, outbound: Outbound, status: int, fx: Effects, wait_s: int) -> None:
        """The gateway of ``outbound``, and its relay, have this call no longer."""
        self._tools.media.close(outbound, fx)
        place = outbound.place
        if not outbound.taken or place is None:
            return
        outbound.taken = False
        gates, won = self._tools.gates, outbound is call.winner and call.answered_at is not None
        gates.leave("", place.gateway)
        talked = fx.now - call.answered_at if won and call.answered_at is not None else None
        delay = None if call.rang_at is None else max(call.rang_at - outbound.began_at, 0.0)
        gates.ended(place.gateway, fx.now, status, talked, delay, wait_s)


def _gateway(outbound: Outbound) -> str:
    return "" if outbound.place is None else outbound.place.gateway
