"""Session timers at work: refreshes that are sent, answered and missed (RFC 4028).

A refresh concerns one side only and changes nothing, so it is answered here and never handed on:
the other side has a timer of its own, or none. A request that changes the session is handed on by
:mod:`engine.calls.talking`; the timers of both sides are agreed on anew on the way.

A refresh of ours is an UPDATE without a description where the peer allows it, else a re-INVITE
that says what was said last.
"""

from collections.abc import Sequence
from math import inf
from typing import Final, NamedTuple

from engine.calls.book import other
from engine.calls.call import Call, Leg
from engine.calls.callstate import CallInput, CallState
from engine.calls.credentials import Header
from engine.calls.effects import Effects, Reply
from engine.calls.events import Cause
from engine.calls.messages import own
from engine.calls.negotiation import Agreed, agreed, answer, demanded, keep
from engine.calls.proving import dialog_proof
from engine.calls.sessionstate import TABLE, TimerAction, TimerInput, TimerState
from engine.calls.tools import PATIENCE, Relayed, Step, Tools, retarget
from engine.sip.errors import PeerError
from engine.sip.request import Request
from engine.sip.response import Response

_RETRY: Final = (2.0, 4.0)
"""Seconds until a refused refresh is tried again; the second where the Call-ID is ours, so that two
sides that refused each other do not meet again (RFC 3261 section 14.1)."""

_TRIES: Final = 8
"""A refused refresh is tried again after this part of the time that is left, so that a long session
is not a reason for thousands of them."""

_GONE: Final = (408, 481)
_TOO_SMALL: Final = 422
_LATER: Final = (491, 500, 503)
"""Refusals that say nothing against the method."""


class Refresh(NamedTuple):
    """Owner of a request by which a session is refreshed.

    Attributes:
        call: Which call.
        leg: The side it was sent to.
        method: INVITE or UPDATE.
        proved: Whether it was sent again with credentials.
    """

    call: Call
    leg: Leg
    method: str
    proved: bool = False


class Sessions:
    """Keeps the session timers of all legs.

    Args:
        tools: See there.
        step: Tells the call what happened.
    """

    def __init__(self, tools: Tools, step: Step) -> None:
        self._tools = tools
        self._step = step

    def answered_peer(
        self, call: Call, leg: Leg, request: Request, fx: Effects
    ) -> list[tuple[str, str]]:
        """The headers that the 2xx to ``request`` of the peer needs; its timer counts from now."""
        try:
            found, headers = answer(request, leg.session, self._tools.gates.policy)
        except PeerError:  # looked at before; a 2xx cannot be refused
            found, headers = None, []
        self._settle(call, leg, found, fx)
        return headers

    def answered_us(self, call: Call, leg: Leg, response: Response, fx: Effects) -> None:
        """A 2xx of the peer to an INVITE or UPDATE that was sent to it."""
        leg.session.learn(response)
        self._settle(call, leg, agreed(response, self._tools.gates.policy), fx)

    def is_refresh(self, leg: Leg, request: Request) -> bool:
        """Whether ``request`` keeps the session of ``leg`` alive and leaves it as it is."""
        if request.header("session-expires") is None:
            return False
        if request.method == "UPDATE":
            return not request.body
        known = leg.session.theirs
        return bool(known) and request.body == known and leg.session.ours is not None

    def refreshed(self, call: Call, leg: Leg, reply: Reply, fx: Effects) -> None:
        """Answer a refresh of the peer."""
        request, description = reply.request, leg.session.ours
        extra = self.answered_peer(call, leg, request, fx)
        reply.status, headers = (
            200,
            [*own(self._tools.local(leg.heard), leg.heard, secure=leg.secure), *extra],
        )
        if request.method == "INVITE" and description is not None:
            headers += description[0]
            reply.body = description[1]
        reply.headers = tuple(headers)
        fx.replies.append(reply)
        if request.method == "INVITE":
            self._tools.await_ack(call, leg, request, reply.transaction, fx.now)
        fx.kept.append(call.id)

    def late(self, call: Call, fx: Effects) -> None:
        """Refresh what is due; end a call of which one side was not refreshed in time."""
        for leg in (call.inbound, call.winner):
            if leg is None or leg.session.woken_at > fx.now:
                continue
            leg.session.woken_at = inf
            if fx.now >= leg.session.expires_at:
                self._give(call, leg, TimerInput.EXPIRED, fx)
                return
            if fx.now >= leg.session.refresh_at:
                self._give(call, leg, TimerInput.DUE, fx)
            self.plan(call, leg)

    def answered(self, owner: Refresh, response: Response, fx: Effects) -> None:
        """What the peer says to a refresh of ours."""
        call, leg, method = owner[:3]
        if response.status < 200:
            return
        if response.status < 300 and method == "INVITE":
            self._acknowledge(leg, fx)
        if leg.pending is None or leg.pending.owner is not owner or call.state is CallState.ENDED:
            return  # a 2xx that came again, or what comes after its call
        leg.pending = None
        wanted = [] if owner.proved else dialog_proof(self._tools, leg, method, response)
        if wanted and self._send(call, leg, fx, method, wanted):
            return
        if response.status < 300:
            leg.doubted = False
            leg.session.heard(response.body)
            retarget(leg, response)
            self.answered_us(call, leg, response, fx)
            fx.kept.append(call.id)
        elif response.status in _GONE:
            self._step(call, CallInput.STOPPED, fx, Cause.LOST)
        else:
            self._refused(leg, response, method)
            self._give(call, leg, TimerInput.REFUSED, fx)

    def silent(self, owner: Refresh, fx: Effects) -> None:
        """The peer did not answer a refresh of ours: it is gone (section 10)."""
        call, leg = owner[:2]
        if leg.pending is not None and leg.pending.owner is owner:
            leg.pending = None
            self._step(call, CallInput.STOPPED, fx, Cause.LOST)

    def restate(self, call: Call, leg: Leg, fx: Effects) -> None:
        """Tell the peer of ``leg`` what was said last, if it has to hear that again."""
        if leg.session.restate and leg.session.ours is not None:
            leg.session.restate = False
            self._send(call, leg, fx, "INVITE")

    def resume(self, call: Call) -> None:
        """Go on after a restart."""
        for leg in (call.inbound, call.winner):
            if leg is not None:
                self.plan(call, leg)

    def asks(self, call: Call, leg: Leg, fx: Effects) -> bool:
        """Ask the peer of ``leg`` whether it is there, by a refresh; False if it takes none."""
        session = leg.session
        if session.updates:
            return self._send(call, leg, fx, "UPDATE")
        if session.state is TimerState.OURS:
            session.refresh_at = fx.now
            self.plan(call, leg)
            return True
        return False

    def plan(self, call: Call, leg: Leg) -> None:
        """Have ``call`` looked at in time; one entry waits at most, however often it is moved."""
        session = leg.session
        if session.next_at < session.woken_at:
            session.woken_at = session.next_at
            self._tools.book.wake(call, session.next_at)

    def _settle(self, call: Call, leg: Leg, found: Agreed | None, fx: Effects) -> None:
        if found is None:
            self._give(call, leg, TimerInput.NONE_AGREED, fx)
            return
        leg.session.interval = found.interval
        given = TimerInput.WE_REFRESH if found.ours else TimerInput.THEY_REFRESH
        self._give(call, leg, given, fx)

    def _give(self, call: Call, leg: Leg, given: TimerInput, fx: Effects) -> None:
        """The one place where the state of a timer changes."""
        session, policy = leg.session, self._tools.gates.policy
        session.state, action = TABLE[session.state, given]
        if action is TimerAction.PLAN:
            ours = session.state is TimerState.OURS
            margin = min(policy.session_margin_s, session.interval / 3)
            session.expires_at = fx.now + session.interval - margin
            session.refresh_at = (
                fx.now + session.interval / policy.session_segments if ours else inf
            )
            self.plan(call, leg)
        elif action is TimerAction.STOP:
            session.interval, session.refresh_at, session.expires_at = 0, inf, inf
        elif action is TimerAction.REFRESH:
            session.refresh_at = inf
            self._refresh(call, leg, fx)
        elif action is TimerAction.RETRY:
            wait = (session.expires_at - fx.now) / _TRIES
            session.refresh_at = fx.now + max(_RETRY[leg is not call.inbound], wait)
            self.plan(call, leg)
        elif action is TimerAction.END:
            self._step(call, CallInput.STOPPED, fx, Cause.SESSION_EXPIRED)

    def _refresh(self, call: Call, leg: Leg, fx: Effects) -> None:
        session = leg.session
        again = session.ours is not None and not session.updates
        across = other(call, leg)
        waits = (
            None if across is None else across.pending
        )  # what a peer asks waits on the other side
        asks = waits is not None and isinstance(waits.owner, Relayed)
        if asks or changing(leg) or not self._send(call, leg, fx, "INVITE" if again else "UPDATE"):
            self._give(call, leg, TimerInput.REFUSED, fx)

    def _send(
        self, call: Call, leg: Leg, fx: Effects, method: str, proof: Sequence[Header] = ()
    ) -> bool:
        """Send a refresh, again with a proof if one was asked for; whether there was room."""
        extra, body = [("Supported", "timer"), *keep(leg.session), *proof], b""
        if method == "INVITE" and leg.session.ours is not None:
            extra += leg.session.ours[0]
            body = leg.session.ours[1]
        owner = Refresh(call, leg, method, bool(proof))
        try:
            sent = self._tools.send(leg, method, fx, owner, extra, body)
        except PeerError:
            return False
        leg.pending, leg.pending_until = sent, fx.now + PATIENCE
        self._tools.book.wake(call, leg.pending_until)
        fx.kept.append(call.id)  # the number of the request has moved
        return True

    def _refused(self, leg: Leg, response: Response, method: str) -> None:
        """Do better next time, if the refusal says how."""
        session = leg.session
        if response.status == _TOO_SMALL:
            session.least = max(session.least, demanded(response))
            session.interval = max(session.interval, session.least)
        elif method == "UPDATE" and response.status not in _LATER:
            session.updates = False

    def _acknowledge(self, leg: Leg, fx: Effects) -> None:
        """The ACK of a 2xx, again if that comes again."""
        if leg.pending is None and leg.ack:
            fx.sends.append((leg.ack, self._tools.destination(leg)))
        else:
            self._tools.send(leg, "ACK", fx)


def changing(leg: Leg) -> bool:
    """Whether a change of the session with this peer is not over yet."""
    return leg.pending is not None or leg.unacknowledged is not None or leg.ack_due
