"""Reliable provisional answers to the caller: sent until they are acknowledged (RFC 3262).

Whether a caller gets them is between him and the switch: he has to know 100rel, or require it. A
description that goes along is an answer for good, so it is sent reliably only when no other callee
can still take the call with another one; else it goes unreliably, or to a caller who requires
100rel not at all.
"""

from collections.abc import Callable
from typing import Final
from zlib import crc32

import msgspec

from engine.calls.call import Call, Leg
from engine.calls.callstate import CallInput
from engine.calls.effects import Effects, Headers, Reply
from engine.calls.events import Cause
from engine.calls.messages import ALLOW
from engine.calls.negotiation import supports
from engine.calls.policy import CallPolicy
from engine.calls.reliablestate import TABLE, ReliableAction, ReliableInput, ReliableState
from engine.calls.tools import PATIENCE, TIMINGS, Step, Tools
from engine.sip.errors import PeerError
from engine.sip.message import Message
from engine.sip.rack import MAX_FIRST, RAck, rack
from engine.sip.request import Request

RELIABLE: Final = "100rel"
ON_DEMAND, SUPPORTED, REQUIRED = 0, 1, 2
"""Values of SS_SIP_100REL."""

MAX_QUEUED: Final = 8
"""Provisional answers that wait for the PRACK of another one; further ones are not told."""


class Wish(msgspec.Struct, frozen=True, gc=False):
    """What a caller wants.

    Attributes:
        reliably: Whether provisional answers are sent reliably.
        only: Whether none may be sent in another way.
    """

    reliably: bool
    only: bool


def wish(request: Message, policy: CallPolicy) -> Wish:
    """How the sender of an INVITE is to be answered; lists that cannot be read ask for nothing."""
    try:
        only = RELIABLE in [each.lower() for each in request.tokens("require")]
        knows = supports(request, RELIABLE)
    except PeerError:
        return Wish(reliably=False, only=False)
    return Wish(only or (knows and policy.reliable >= SUPPORTED), only)


def check_reliable(request: Request, policy: CallPolicy) -> None:
    """Refuse who does not know 100rel where it is demanded of all callers.

    Raises:
        PeerError: 421, or 400 for lists that cannot be read.
    """
    if policy.reliable >= REQUIRED and not supports(request, RELIABLE):
        headers = (("Require", RELIABLE),)
        raise PeerError(421, "Extension Required", "100rel is demanded", headers=headers)


class Said(msgspec.Struct, gc=False):
    """A provisional answer.

    Attributes:
        status: 180 to 189.
        headers: All that it has, in order.
        body: Its description.
        reliably: Whether it has to be acknowledged.
    """

    status: int
    headers: Headers
    body: bytes
    reliably: bool


class Provisionals:
    """Tells callers what happens before the answer.

    Args:
        tools: See there.
        step: Tells the call what happened.
        free: Is called when an answer that was held back may go.
        answered: Is handed a PRACK whose description the callee waits for.
        offered: Is handed the PRACK with another offer; whether that goes to the callee.
    """

    def __init__(
        self,
        tools: Tools,
        step: Step,
        free: Callable[[Call, Effects], None],
        answered: Callable[[Call, Request, Effects], bool],
        offered: Callable[[Call, Reply, Effects], bool],
    ) -> None:
        self._tools = tools
        self._step = step
        self._free = free
        self._answered, self._offered = answered, offered

    def tell(
        self,
        call: Call,
        status: int,
        own: Headers,
        passed: Headers,
        body: bytes,
        fx: Effects,
        *,
        final: bool,
    ) -> None:
        """Give a provisional answer.

        Args:
            call: Whose caller is told.
            status: 180 to 189.
            own: Headers of every answer to this caller.
            passed: Headers of the description.
            body: The description.
            fx: Takes what is to be done.
            final: Whether no other description can follow.
        """
        request = call.inbound.request
        if request is None:
            return
        wanted = wish(request, self._tools.gates.policy)
        reliably = wanted.reliably
        if reliably and body and not final:
            if wanted.only:
                passed, body = (), b""
            else:
                reliably = False
        said = Said(status, (*own, *passed), body, reliably)
        self._give(call, ReliableInput.ANSWER, fx, said)

    def holds(self, call: Call) -> bool:
        """Whether a 2xx has to wait for the PRACK of a description (section 3)."""
        early = call.inbound.early
        return early.expecting or early.changing

    def connected(self, call: Call, fx: Effects) -> None:
        """The call is answered: nothing is sent again."""
        self._give(call, ReliableInput.CONNECTED, fx)

    def pracked(self, call: Call, leg: Leg, reply: Reply, fx: Effects) -> None:
        """A PRACK of a peer; only the caller has something to acknowledge."""
        try:
            found = rack(reply.request)
        except PeerError as error:
            reply.status, reply.reason = error.status, error.reason
            fx.replies.append(reply)
            return
        early, inbound = call.inbound.early, call.inbound
        number = 0 if inbound.request is None else inbound.request.cseq.number
        if leg is not inbound or found != RAck(early.number, number, "INVITE"):
            reply.status = 481
            fx.replies.append(reply)
            return
        before = early.state
        early.state, action = TABLE[before, ReliableInput.PRACKED]
        status = 200 if action is ReliableAction.CONFIRM else 481
        if status == 200 and reply.request.body and not self._answered(call, reply.request, fx):
            # An offer; where nobody on the other side could answer it, it is refused.
            status = 0 if self._offered(call, reply, fx) else 488
        if status:
            reply.status = status
            fx.replies.append(reply)
        if action is ReliableAction.CONFIRM:
            self._next(call, fx)
            if before is ReliableState.WAITING and not self.holds(call):
                self._free(call, fx)

    def late(self, call: Call, fx: Effects) -> None:
        """Send again what waits for its PRACK, or give the caller up."""
        early = call.inbound.early
        if early.state is not ReliableState.WAITING or fx.now < early.resend_at:
            return
        late = fx.now >= early.give_up_at
        self._give(call, ReliableInput.TOO_LATE if late else ReliableInput.DUE, fx)

    def _give(
        self, call: Call, given: ReliableInput, fx: Effects, said: Said | None = None
    ) -> None:
        """The one place where the state changes, but for a PRACK."""
        early = call.inbound.early
        if said is not None and not said.reliably and early.state is ReliableState.IDLE:
            self._tools.answer(call, fx, said.status, said.headers, said.body)
            return
        early.state, action = TABLE[early.state, given]
        if action is ReliableAction.SEND and said is not None:
            early.queue.append(said)
            self._send(call, fx, said)
        elif action is ReliableAction.QUEUE and said is not None:
            if len(early.queue) <= MAX_QUEUED and said not in early.queue:
                early.queue.append(said)
        elif action is ReliableAction.RESEND:
            self._again(call, fx)
        elif action is ReliableAction.GIVE_UP:
            self._step(call, CallInput.STOPPED, fx, Cause.UNCONFIRMED)

    def _next(self, call: Call, fx: Effects) -> None:
        """Go on with what waited for the PRACK that came."""
        early = call.inbound.early
        queued = early.queue[1:]
        early.queue.clear()
        for said in queued if early.state is ReliableState.IDLE else ():
            self._give(call, ReliableInput.ANSWER, fx, said)

    def _send(self, call: Call, fx: Effects, said: Said) -> None:
        early, dialog = call.inbound.early, call.inbound.dialog
        tag = "" if dialog is None else dialog.local_tag
        early.number = early.number + 1 if early.number else 1 + crc32(tag.encode()) % MAX_FIRST
        if said.body:
            early.told = said.body
            call.inbound.session.said(said.headers, said.body)
        needs = (("Require", RELIABLE), ("RSeq", str(early.number)), ("Allow", ALLOW))
        self._tools.answer(call, fx, said.status, (*needs, *said.headers), said.body)
        early.interval = TIMINGS.t1
        early.resend_at, early.give_up_at = fx.now + TIMINGS.t1, fx.now + PATIENCE
        self._tools.book.wake(call, early.resend_at)

    def _again(self, call: Call, fx: Effects) -> None:
        """What was written last for the caller is the answer that waits."""
        early, sent = call.inbound.early, call.inbound.transaction
        if sent is not None:
            fx.sends.append((sent.reply, sent.destination))
        early.interval *= 2
        early.resend_at = min(fx.now + early.interval, early.give_up_at)
        self._tools.book.wake(call, early.resend_at)
