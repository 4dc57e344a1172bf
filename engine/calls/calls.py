"""The calls: what comes in for them, what happens to them, what is said of them.

Requests and responses come in after the transactions have looked at them, moments after
:meth:`Calls.next_deadline`; everything that is to be done goes out as
:class:`engine.calls.effects.Effects`. The state of a call changes in one place,
:meth:`Calls._step`, by the table of :mod:`engine.calls.callstate`.
"""

from engine.calls.book import CallBook
from engine.calls.call import Call
from engine.calls.callstate import TABLE, CallAction, CallInput, CallState
from engine.calls.dialling import Dialling, Earlier
from engine.calls.earlychange import EarlyChanges
from engine.calls.effects import Effects
from engine.calls.ending import Ending
from engine.calls.events import Cause
from engine.calls.farewell import ELSEWHERE
from engine.calls.goodbyes import Goodbye, Goodbyes
from engine.calls.placing import Trying
from engine.calls.pracks import Pracks, changed
from engine.calls.proving import part_again
from engine.calls.provisionals import Provisionals
from engine.calls.relay.desk import RelayDesk
from engine.calls.relay.ng import NgReply
from engine.calls.relay.session import Crossing
from engine.calls.rollcall import Asked, Rollcall
from engine.calls.sessions import Refresh, Sessions
from engine.calls.sessionstate import TimerState
from engine.calls.talking import Talking
from engine.calls.tools import Parting, Relayed, Tools
from engine.calls.withdrawal import withdraw
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.reason import reasons_of
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack import ServerTransaction
from engine.stack.client import ClientTransaction
from engine.stack.effects import Final as Answer
from engine.stack.effects import Provisional


class Calls:
    """All calls of the switch.

    Args:
        tools: What they work with.

    Attributes:
        goodbyes: Says goodbye to legs whose call is over.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._sessions = Sessions(tools, self._step)
        pracks = Pracks(tools)
        self._changes = EarlyChanges(tools, self._go_on)
        self._provisionals = Provisionals(
            tools, self._step, self._go_on, pracks.answered, self._changes.offered
        )
        early = Earlier(self._provisionals, pracks)
        self._dialling = Dialling(tools, self._step, self._sessions, early)
        self._talking = Talking(
            tools, self._step, self._sessions, self._provisionals, self._changes
        )
        self._rollcall = Rollcall(tools, self._step, self._sessions)
        self.goodbyes = Goodbyes(tools)
        self._ending = Ending(tools, self._dialling, self.goodbyes)

    @property
    def book(self) -> CallBook:
        """The running calls."""
        return self._tools.book

    @property
    def media(self) -> RelayDesk:
        """The media relays."""
        return self._tools.media

    def begin(self, call: Call, fx: Effects) -> None:
        """Send a call that was admitted to where it may go."""
        self._tools.book.add(call)
        call.inbound.aor = call.account
        self._tools.book.joined(call, call.inbound)
        fx.legs.append((call, call.inbound))
        fx.told.append((call.id, call.seen_as))
        self._dialling.begin(call, fx)

    def resume(self, call: Call, seen_at: float | None = None) -> None:
        """Go on with a call that was answered before a restart.

        Args:
            call: Which.
            seen_at: When the switch of the run before was last alive, None if nobody knows.
        """
        book = self._tools.book
        book.add(call)
        call.seen_at = seen_at
        for leg in (call.inbound, *call.outbounds):
            book.joined(call, leg)
            leg.doubted = True
        if call.ends_at is not None:
            book.wake(call, call.ends_at)
        if call.inbound.unacknowledged is not None:
            book.wake(call, call.inbound.resend_at)
        self._sessions.resume(call)
        self._rollcall.resume(call)

    def request(
        self, request: Request, source: Source, transaction: ServerTransaction, fx: Effects
    ) -> bool:
        """A request within a dialog; False when nobody knows that dialog.

        Raises:
            PeerError: its dialog cannot be told from what it says.
        """
        return self._talking.request(request, source, transaction, fx)

    def acknowledged(self, request: Request, source: Source, fx: Effects) -> None:
        """An ACK that belongs to no transaction.

        Raises:
            PeerError: its dialog cannot be told from what it says.
        """
        self._talking.acknowledged(request, source, fx)

    def cancelled(self, request: Request, transaction: ServerTransaction, fx: Effects) -> None:
        """A CANCEL of the INVITE with this transaction."""
        call = self._tools.book.by_invite(transaction.key)
        if call is None:
            withdraw(self._tools, request, transaction, fx)
        else:
            call.said = reasons_of(request)
            self._step(call, CallInput.CANCELLED, fx, Cause.CANCELLED)

    def answered(self, found: Provisional | Answer, source: Source, fx: Effects) -> None:
        """A response to one of our own requests."""
        owner, response = found.owner, found.response
        if isinstance(found, Answer) and found.ack:
            fx.sends.append((found.ack, found.transaction.destination))
        try:
            if isinstance(owner, Trying):
                self._invited(owner, response, source, fx)
            elif isinstance(owner, Relayed):
                part = self._talking if owner.early is None else self._changes
                part.answered(owner, response, fx)
            elif isinstance(owner, Refresh):
                self._sessions.answered(owner, response, fx)
            elif isinstance(owner, Asked):
                self._rollcall.answered(owner, response, fx)
            elif isinstance(owner, Parting):
                part_again(self._tools, owner, response, fx)
            elif isinstance(owner, Goodbye) and isinstance(found, Answer):
                self.goodbyes.answered(owner, response, fx)
        except PeerError:
            # A response is never answered, and one that cannot be read says nothing.
            return

    def lost(self, transaction: ClientTransaction, status: int, fx: Effects) -> None:
        """One of our own requests got no answer (408), or could not be sent (503)."""
        owner = transaction.owner
        if self._tools.instead(transaction, fx):
            return
        if isinstance(owner, Trying):
            self._dialling.failed(owner, status, fx)
        elif isinstance(owner, Relayed) and owner.early is not None:
            self._changes.silent(owner, fx)
        elif isinstance(owner, Relayed):
            self._talking.silent(owner, status, fx)
        elif isinstance(owner, Refresh):
            self._sessions.silent(owner, fx)
        elif isinstance(owner, Asked):
            self._rollcall.silent(owner, status, fx)
        elif isinstance(owner, Goodbye):
            self.goodbyes.over(owner, fx)

    def repeated(self, response: Response, fx: Effects) -> None:
        """A response to no request of this run; a 2xx of the run before waits for its ACK."""
        try:
            if response.status // 100 == 2 and response.cseq.method == "INVITE":
                self._talking.repeated(response, fx)
        except PeerError:
            return

    def cut(self, transaction: ClientTransaction, fx: Effects) -> None:
        """The connection of one of our own requests ended, or could not be had."""
        owner = transaction.owner
        if not isinstance(owner, Trying) or not self._dialling.datagram(owner, fx):
            self.lost(transaction, 503, fx)

    def over(self, flow: int) -> list[ClientTransaction]:
        """Requests within calls that went over this connection, and of which nothing was heard."""
        oversize = self._tools.oversize
        return [] if oversize is None else oversize.over(flow)

    def hang_up(self, call_id: str, fx: Effects) -> bool:
        """End a call because an operator wants it; False when it is over already."""
        call = self._tools.book.get(call_id)
        if call is None:
            return False
        self._step(call, CallInput.STOPPED, fx, Cause.OPERATOR)
        return True

    def knows(self, request: Request, now: float) -> bool:
        """Whether a request belongs to a dialog that exists, or crossed its end.

        Raises:
            PeerError: its dialog cannot be told from what it says.
        """
        book = self._tools.book
        return book.by_dialog(request) is not None or book.parted(request, now)

    def too_many(self, request: Request, now: float) -> bool:
        """Count a request within a dialog; whether its sender asks too fast.

        Raises:
            PeerError: its dialog cannot be told from what it says.
        """
        found = self._tools.book.by_dialog(request)
        return found is not None and request.method != "BYE" and not found[1].pace.allow(now)

    def stop(self, fx: Effects) -> None:
        """End what is being set up, because the switch is: nobody would hear the answer."""
        for call in list(self._tools.book):
            if call.answered_at is None:
                self._step(call, CallInput.STOPPED, fx, Cause.SERVER_STOPPED)

    def next_deadline(self) -> float | None:
        """When :meth:`on_timer` has something to do."""
        parts = (self.goodbyes, self._rollcall, self._tools.book)
        found = [part.next_deadline() for part in parts]
        return min((each for each in found if each is not None), default=None)

    def on_timer(self, fx: Effects) -> None:
        """Do what is due."""
        self.goodbyes.on_timer(fx)
        self._rollcall.on_timer(fx)
        for transaction in list(self._tools.book.overdue(fx.now)):
            self._tools.clients.stop(transaction, fx.now)
            self.lost(transaction, 408, fx)
        for call in list(self._tools.book.due(fx.now)):
            if call.state is CallState.ENDED:
                continue
            if call.state in (CallState.CONNECTING, CallState.RINGING):
                self._dialling.late(call, fx)
                self._provisionals.late(call, fx)
            else:
                self._talking.late(call, fx)
                self._sessions.late(call, fx)
            if call.ends_at is not None and fx.now >= call.ends_at:
                talking = call.answered_at is not None
                cause = Cause.MAX_DURATION if talking else Cause.NO_ANSWER
                self._step(call, CallInput.STOPPED, fx, cause)

    def relayed(self, owner: Crossing, reply: NgReply | None, fx: Effects) -> None:
        """The media relay has answered an order, or (None) does not answer at all."""
        self._tools.media.answered(owner, reply, fx)

    def _go_on(self, call: Call, fx: Effects) -> None:
        self._dialling.go_on(call, fx)

    def _invited(self, owner: Trying, response: Response, source: Source, fx: Effects) -> None:
        """An answer to an INVITE, whose description may have to wait for the relay."""
        step = self._dialling.provisional if response.status < 200 else self._dialling.final
        call, outbound = owner

        def go(body: bytes, later: Effects) -> None:
            response.rewritten = body
            step(owner, response, source, later)

        passes = response.status >= 300 or changed(outbound, response)
        if passes or outbound.dialog is not None or call.inbound.request is None:
            step(owner, response, source, fx)  # nothing crosses, or it has crossed before
            return
        self._tools.media.cross(
            call,
            outbound,
            response,
            from_caller=False,
            is_offer=not call.inbound.request.body,
            go=go,
            again=lambda later: self._invited(owner, response, source, later),
            fx=fx,
        )

    def _step(self, call: Call, given: CallInput, fx: Effects, cause: Cause) -> None:
        """The one place where the state of a call changes."""
        before = call.state
        call.state, action = TABLE[before, given]
        if action is CallAction.IGNORE:
            return
        if action is CallAction.CONNECT:
            self._connected(call, fx)
        elif call.state is CallState.ENDED:
            self._ending.over(call, given, action, cause, fx)
        if call.state is not before and call.state is not CallState.ENDED:
            fx.told.append((call.id, call.seen_as))

    def _connected(self, call: Call, fx: Effects) -> None:
        """Nobody else may answer, the clock runs, and the call is in the books."""
        self._dialling.abandon(call, fx, ELSEWHERE)
        self._tools.book.settled(call)
        call.groups = []
        policy, latest = self._tools.gates.policy, call.latest
        limits = [policy.max_duration_s, 0 if latest is None else latest.max_duration_s]
        sides = (call.inbound, call.winner)
        if any(leg is not None and leg.session.state is TimerState.OFF for leg in sides):
            limits.append(policy.no_timer_s)
        longest = min((limit for limit in limits if limit), default=0)
        call.ends_at = fx.now + longest if longest else None
        if call.ends_at is not None:
            self._tools.book.wake(call, call.ends_at)
        for gateway in (call.caller_gateway, "" if latest is None else latest.gateway):
            self._tools.gates.answered(gateway)
        fx.kept.append(call.id)
