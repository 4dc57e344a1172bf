"""From the INVITE of a caller to the answer, or to the end of all that could be tried.

Places come in groups: the bindings of an endpoint are one group and ring together, each gateway
is a group of its own. When the last one of a group has failed the next group is tried, if the
answer and the policy allow it (:mod:`engine.calls.failover`).

This is the SIP of setting up; what it means for the call is in :mod:`engine.calls.callstate`, and
:class:`engine.calls.calls.Calls` joins the two.
"""

from typing import Final, NamedTuple

from engine.calls.answering import Answering
from engine.calls.attempts import gateway_of, left, stray
from engine.calls.call import Call, Outbound, Place
from engine.calls.callstate import CallInput
from engine.calls.effects import Effects
from engine.calls.events import Cause
from engine.calls.failover import Decision, decide
from engine.calls.farewell import SILENT, Farewell
from engine.calls.finals import better, cause_of, retry_after, told
from engine.calls.messages import passed
from engine.calls.placing import Placing, Trying
from engine.calls.pracks import Pracks, changed, description, dialog_of
from engine.calls.proving import invite_again
from engine.calls.provisionals import Provisionals
from engine.calls.sdp import codec
from engine.calls.sessions import Sessions
from engine.calls.tools import Step, Tools
from engine.sip.errors import PeerError
from engine.sip.multipart import description_in
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.response import Response

RINGING: Final = 180

_TOO_SMALL: Final = 422
MAX_HELD: Final = 16
"""Answers of callees that wait for the caller's PRACK; the dialogs of further ones end by
themselves."""


class Earlier(NamedTuple):
    """What handles provisional answers: ours to callers, and those of callees to us."""

    provisionals: Provisionals
    pracks: Pracks


class Dialling:
    """Sets calls up.

    Args:
        tools: See there.
        step: Tells the call what happened.
        sessions: Keeps the session timers.
        early: Provisional answers, ours and theirs.
    """

    def __init__(self, tools: Tools, step: Step, sessions: Sessions, early: Earlier) -> None:
        self._tools = tools
        self._step = step
        self._provisionals, self._pracks = early
        self._placing = Placing(tools)
        self._answering = Answering(tools, sessions, self._provisionals)

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
            self._tools.gates.responded(gateway_of(outbound))
        if outbound.cancelled:
            self._tools.cancel(outbound, fx)
            return
        if response.status == 100 or call.winner is not None:
            return
        if not self._pracks.heard(call, outbound, response, source, fx):
            return
        call.alerted = call.alerted or response.status == RINGING
        call.early_media = call.early_media or bool(response.body)
        if call.alerted or call.early_media:
            if call.rang_at is None:
                call.rang_at = fx.now
            self._step(call, CallInput.RANG, fx, Cause.STATUS)
        self._ring(call, outbound, response, fx)

    def final(self, owner: Trying, response: Response, source: Source, fx: Effects) -> None:
        """A final answer of the callee's side; a 2xx also when it comes again."""
        call, outbound = owner
        outbound.heard = source
        self._tools.gates.responded(gateway_of(outbound))
        if response.status == _TOO_SMALL and self._placing.again(owner, response, fx):
            return
        if response.status >= 300:
            if self._proves(owner, response, fx):
                return
            self.failed(owner, response.status, fx, retry_after(response))
        elif outbound.dialog is not None and outbound.dialog.remote_tag == response.to.tag:
            if outbound.ack:
                fx.sends.append((outbound.ack, self._tools.destination(outbound)))
        elif self._provisionals.holds(call) and not self._late(call, outbound):
            self._hold(call, outbound, response)
        else:
            self._answered(call, outbound, response, fx)

    def go_on(self, call: Call, fx: Effects) -> None:
        """The caller acknowledged what an answer had to wait for: the first one counts."""
        held, call.inbound.early.held = call.inbound.early.held, []
        for outbound, response in held:
            self._answered(call, outbound, response, fx)

    def failed(self, owner: Trying, status: int, fx: Effects, wait_s: int = 0) -> None:
        """``owner`` will not answer this call: its final status, 408 when it said nothing."""
        call, outbound = owner
        if outbound.state in ("over", "won"):  # a fork of the winner that makes no sense is nothing
            return
        outbound.state = "over"
        left(self._tools, call, outbound, status, fx, wait_s)
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

    def datagram(self, owner: Trying, fx: Effects) -> bool:
        """Whether the INVITE of ``owner``, which got no connection, goes as a datagram now."""
        call, outbound = owner
        if call.winner is not None or self._ended(call):
            return False
        return self._placing.datagram(Trying(call, outbound), fx)

    def abandon(self, call: Call, fx: Effects, why: Farewell) -> None:
        """Nobody shall answer any more, but for the one who has; ``why`` tells them."""
        for outbound in call.outbounds:
            if outbound is not call.winner and outbound.state != "over" and not outbound.cancelled:
                self._tools.cancel(outbound, fx, why)
        if call.winner is None:  # who answered already is told that it is over
            for outbound, _ in call.inbound.early.held:
                outbound.cancelled, outbound.farewell = True, why
            self.go_on(call, fx)

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
            left(self._tools, call, outbound, 487, fx)

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
            aor=call.called,
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
                self._placing.invite(call, outbound, place, request, fx)
            except PeerError:  # no room for another one
                tools.gates.leave("", place.gateway)
                return False
        call.outbounds.append(outbound)
        fx.legs.append((call, outbound))
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
                left(self._tools, call, outbound, 487, later)
                return
            outbound.offered = body
            try:
                self._placing.invite(call, outbound, place, request, later)
            except PeerError:
                self.failed(Trying(call, outbound), 503, later)

        def again(later: Effects) -> None:
            self._offer(call, outbound, place, request, later)

        self._tools.media.cross(
            call, outbound, request, from_caller=True, is_offer=True, go=go, again=again, fx=fx
        )

    def _ring(self, call: Call, outbound: Outbound, response: Response, fx: Effects) -> None:
        status = response.status if 180 <= response.status <= 189 else 183
        request, own = call.inbound.request, tuple(self._answering.own_headers(call))
        alive = [each for each in call.outbounds if each.state != "over" and not each.cancelled]
        moves = call.groups and not self._tools.gates.policy.stop_after_sdp
        final = len(alive) == 1 and not moves
        if request is not None and not request.body:  # a description is an offer, or a preview
            early = outbound.early.get(response.to.tag)
            final = final and early is not None and bool(early.owed or early.settled)
        headers, body = tuple(passed(response)), response.onward
        if changed(outbound, response):  # what it said before is not true any more
            headers, body = (), b""
        self._provisionals.tell(call, status, own, headers, body, fx, final=final)

    def _late(self, call: Call, outbound: Outbound) -> bool:
        """Whether an answer of ``outbound`` comes too late to count."""
        return call.winner is not None or outbound.cancelled or self._ended(call)

    def _hold(self, call: Call, outbound: Outbound, response: Response) -> None:
        """Keep a 2xx until the caller has acknowledged what came before it."""
        held = call.inbound.early.held
        known = any(each is outbound and other.to.tag == response.to.tag for each, other in held)
        if not known and len(held) < MAX_HELD:
            held.append((outbound, response))

    def _answered(self, call: Call, outbound: Outbound, response: Response, fx: Effects) -> None:
        """A 2xx: the one that counts, or one too many, which is taken and hung up at once."""
        try:
            dialog = dialog_of(outbound, response)
        except PeerError:
            self.failed(Trying(call, outbound), 502, fx)
            return
        if self._late(call, outbound):
            stray(self._tools, call, outbound, dialog, fx)
            return
        outbound.dialog, outbound.state = dialog, "won"
        if (early := outbound.early.get(response.to.tag)) is not None:
            outbound.pending, outbound.pending_until = early.pending, early.pending_until
        call.winner, call.latest = outbound, outbound.place
        call.answered_at = fx.now
        headers, described = description(outbound, response)
        call.codec = codec(description_in(dict(headers).get("Content-Type"), described))
        if call.inbound.dialog is not None:
            call.inbound.dialog.confirm()
        self._tools.book.forget_early(*call.outbounds)
        self._tools.book.joined(call, outbound)
        self._answering.connect(call, outbound, response, fx)
        self._step(call, CallInput.ANSWERED, fx, Cause.CLEARED)
