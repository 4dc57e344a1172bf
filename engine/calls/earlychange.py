"""Changes of the session before the call is answered: UPDATE (RFC 3311), and offers in a PRACK.

Once an offer was answered reliably, either side may offer again although nobody has picked up: a
carrier that connects the far end, a phone whose user chooses another device. Such an offer is
handed on as UPDATE in the early dialog of the other side, and so is the answer. That needs one
callee whose early dialog has agreed on a session, a caller who was told of it reliably, and another
side that takes UPDATE. Where its time has not come, it is told to come again (500 with
Retry-After); two that meet are both refused (491, RFC 3261 section 14.1); where the other side
could never take it, 488 leaves the session as it is. An UPDATE without a description concerns one
dialog only, and is answered here.
"""

from collections.abc import Callable, Sequence
from math import inf
from typing import Final, NamedTuple

from engine.calls.call import Call, EarlyLeg, Leg, Outbound
from engine.calls.callstate import CallState
from engine.calls.credentials import Header
from engine.calls.effects import Effects, Reply
from engine.calls.finals import told
from engine.calls.messages import SUPPORTED, own, passed
from engine.calls.pace import retry_after
from engine.calls.proving import relayed_proof
from engine.calls.tools import Relayed, Tools, retarget
from engine.calls.withdrawal import WITHDRAWN
from engine.sip.content import check_content
from engine.sip.errors import PeerError
from engine.sip.message import Message
from engine.sip.response import Response

LATER: Final = 500
GLARE: Final = 491
NEVER: Final = 488

_GONE: Final = (408, 481)
"""Answers that are about the early dialog of one side, and must not end that of the other."""


class Pair(NamedTuple):
    """The callee with whom the caller agreed on a session before the answer."""

    outbound: Outbound
    early: EarlyLeg


def pair_of(call: Call) -> Pair | None:
    """That callee; None where there is none, or more than one might still answer differently."""
    request = call.inbound.request
    alive = [each for each in call.outbounds if each.state != "over" and not each.cancelled]
    if request is None or len(alive) != 1:
        return None
    offered = bool(request.body)
    agreed = [
        early
        for early in alive[0].early.values()
        if (early.described is not None if offered else early.settled)
    ]
    return Pair(alive[0], agreed[0]) if len(agreed) == 1 else None


def verdict(call: Call, leg: Leg, pair: Pair | None) -> int:
    """The status that refuses an offer of ``leg`` at this moment, 0 when it may be handed on."""
    inbound = call.inbound
    early = inbound.early
    if pair is None or not early.told or early.expecting:
        return LATER
    if leg is not inbound and leg is not pair.early:
        return LATER
    across: Leg = pair.early if leg is inbound else inbound
    if across.pending is not None or early.changing:  # its own offer before is not answered yet
        return LATER
    media = pair.outbound.media
    if leg.pending is not None or (media is not None and media.waits):
        return GLARE
    return 0 if across.session.updates else NEVER


class EarlyChanges:
    """Hands offers on before the answer.

    Args:
        tools: See there.
        free: Is called when an answer that was held back may go.
    """

    def __init__(self, tools: Tools, free: Callable[[Call, Effects], None]) -> None:
        self._tools = tools
        self._free = free

    def updated(self, call: Call, leg: Leg, reply: Reply, fx: Effects) -> None:
        """An UPDATE of the caller, or of a callee in an early dialog."""
        request, pair = reply.request, pair_of(call)
        try:
            check_content(request)
        except PeerError as error:
            reply.headers, reply.reason = tuple(error.headers), error.reason
            self._refuse(reply, error.status, fx)
            return
        leg.session.learn(request)
        self._learn(call)
        if not request.body:
            retarget(leg, request)
            reply.status = 200
            reply.headers = self._own(leg)
            fx.replies.append(reply)
        elif status := verdict(call, leg, pair):
            self._refuse(reply, status, fx)
        elif pair is not None:
            retarget(leg, request)
            self._hand_on(call, leg, pair, reply, fx)

    def offered(self, call: Call, reply: Reply, fx: Effects) -> bool:
        """The offer in a PRACK of the caller; False when no callee can take it."""
        pair = pair_of(call)
        self._learn(call)
        try:
            check_content(reply.request)
        except PeerError:
            return False
        if pair is None or call.answered_at is not None or verdict(call, call.inbound, pair):
            return False
        call.inbound.early.changing = True
        self._hand_on(call, call.inbound, pair, reply, fx)
        return True

    def answered(self, owner: Relayed, response: Response, fx: Effects) -> None:
        """What the other side says to the offer."""
        call, reply = owner.call, owner.reply
        if response.status < 200 or reply is None or reply.status or owner.early is None:
            return
        if response.status >= 300:
            self._over(owner, response, fx)
            return

        def go(body: bytes, later: Effects) -> None:
            response.rewritten = body
            self._over(owner, response, later)

        def again(later: Effects) -> None:
            self.answered(owner, response, later)

        caller = owner.leg is call.inbound
        outbound = owner.early[0]
        self._tools.media.cross(call, outbound, response, caller, False, go, again, fx)

    def silent(self, owner: Relayed, fx: Effects) -> None:
        """The other side did not answer at all; its INVITE has a time of its own."""
        reply = owner.reply
        self._release(owner)
        if reply is not None and not reply.status:
            self._refuse(reply, WITHDRAWN if _ended(owner.call) else LATER, fx)
        self._done(owner, fx)

    def _hand_on(self, call: Call, leg: Leg, pair: Pair, reply: Reply, fx: Effects) -> None:
        """Send the offer to the other side, once the relay has had it."""
        across: Leg = pair.early if leg is call.inbound else call.inbound
        owner = Relayed(call, reply, across, True, early=pair)

        def go(body: bytes, later: Effects) -> None:
            reply.request.rewritten = body
            if _ended(call) or across.pending is not None:
                self._refuse(reply, WITHDRAWN if _ended(call) else GLARE, later)
                self._done(owner, later)
            else:
                self._send(owner, later)

        def again(later: Effects) -> None:
            self._hand_on(call, leg, pair, reply, later)

        media, request = self._tools.media, reply.request
        media.cross(call, pair.outbound, request, leg is call.inbound, True, go, again, fx)

    def _send(self, owner: Relayed, fx: Effects, proof: Sequence[Header] = ()) -> None:
        reply, across = owner.reply, owner.leg
        if reply is None:
            return
        extra = [("Supported", SUPPORTED), *passed(reply.request), *proof]
        owner = owner._replace(proved=bool(proof))
        body = reply.request.onward
        try:
            across.pending = self._tools.send(across, "UPDATE", fx, owner, extra, body)
        except PeerError:  # no room to wait for the answer
            self._refuse(reply, LATER, fx)
            self._done(owner, fx)
        else:
            across.pending_until = inf  # its transaction ends in time

    def _over(self, owner: Relayed, response: Response, fx: Effects) -> None:
        """The answer goes to who asked."""
        call, reply = owner.call, owner.reply
        self._release(owner)
        if reply is None:
            return
        wanted = relayed_proof(self._tools, owner, response, "UPDATE")
        if wanted and not _ended(call):
            self._send(owner, fx, wanted)
            return
        if _ended(call):
            self._refuse(reply, WITHDRAWN, fx)
        elif response.status < 300:
            self._agreed(owner, reply, response, fx)
        else:
            self._refuse(reply, LATER if response.status in _GONE else told(response.status), fx)
        self._done(owner, fx)

    def _agreed(self, owner: Relayed, reply: Reply, response: Response, fx: Effects) -> None:
        """Both sides have another session now; the answer of the call says nothing of it."""
        call, request = owner.call, reply.request
        inbound, (outbound, early) = call.inbound, owner.early or (Outbound(), EarlyLeg())
        retarget(owner.leg, response)
        by_caller = owner.leg is not inbound
        asker, asked = (inbound, outbound) if by_caller else (outbound, inbound)
        asker.session.heard(request.body)
        asked.session.said(passed(request), request.onward)
        asked.session.heard(response.body)
        asker.session.said(passed(response), response.onward)
        theirs: Message = response if by_caller else request
        early.described, early.changed = (tuple(passed(theirs)), theirs.onward), True
        inbound.early.told = theirs.onward
        reply.status, reply.body = 200, response.onward
        reply.headers = (*self._own(inbound if by_caller else early), *passed(response))
        fx.replies.append(reply)
        if call.answered_at is not None:
            fx.kept.append(call.id)

    def _own(self, leg: Leg) -> tuple[Header, ...]:
        return tuple(own(self._tools.local(leg.heard), leg.heard, secure=leg.secure))

    def _learn(self, call: Call) -> None:
        """Whether the caller takes UPDATE stands in his INVITE."""
        if call.inbound.request is not None:
            call.inbound.session.learn(call.inbound.request)

    def _release(self, owner: Relayed) -> None:
        """Nothing is asked any more, also of a leg that won meanwhile."""
        asked = owner.leg.pending
        for leg in (owner.leg, owner.call.winner):
            if leg is not None and asked is not None and leg.pending is asked:
                leg.pending = None

    def _done(self, owner: Relayed, fx: Effects) -> None:
        """What waited for the answer to an offer in a PRACK may go on."""
        early = owner.call.inbound.early
        if early.changing and owner.reply is not None and owner.reply.request.method == "PRACK":
            early.changing = False
            if not early.expecting:
                self._free(owner.call, fx)

    def _refuse(self, reply: Reply, status: int, fx: Effects) -> None:
        if status == LATER:
            reply.headers = retry_after(reply.request.cseq.number)
        reply.status = status
        fx.replies.append(reply)


def _ended(call: Call) -> bool:
    return call.state is CallState.ENDED
