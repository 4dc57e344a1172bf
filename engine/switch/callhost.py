"""Calls between the core and the call machine: who calls, where it goes, what is stored and told.

The machine decides and names what is to be done (:class:`engine.calls.effects.Effects`); here the
effects become answers, datagrams, lines of the state log and of the journal, and events. A line of
an answered call is written before its 200 leaves, and taken back together with its record: whatever
is killed in between, the call is running or recorded, and never both.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from engine.calls import Admitted, InviteOutcome, refuse, route
from engine.calls.call import Call, Inbound
from engine.calls.caller import named, who_calls
from engine.calls.calls import Calls
from engine.calls.effects import Effects
from engine.calls.events import Cause
from engine.calls.finals import RETRY
from engine.calls.gateways import CallGates
from engine.calls.negotiation import check_interval
from engine.calls.places import Groups, of_endpoint, over_tls
from engine.calls.provisionals import check_reliable
from engine.calls.relay.ng import NgReply
from engine.calls.relay.order import RelayOrder
from engine.calls.relay.session import Crossing
from engine.calls.trial import ACCOUNT
from engine.carriers.probe import Probe
from engine.carriers.registration import Registration
from engine.control.operations import Event
from engine.defence.number_guard import NumberGuard
from engine.registrar import KeepAlives, Registrar
from engine.sip.content import check_content
from engine.sip.errors import PeerError
from engine.sip.limits import MAX_VIAS
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack import ServerTransaction
from engine.stack.client_transactions import ClientTransactions
from engine.stack.dialog import Dialog
from engine.stack.effects import Final as FinalAnswer
from engine.stack.effects import Provisional, Send, Unused
from engine.switch.answers import Answer
from engine.switch.batch import Batch
from engine.switch.carrierhost import CarrierHost
from engine.switch.events import EventHub
from engine.switch.reach import Reach
from engine.switch.recorder import Recorder
from engine.switch.statelines import call_line
from engine.switch.trace import Trace
from engine.switch.trace_desk import TraceDesk

_CARRIERS: Final = (Registration, Probe)
"""Owners of requests that belong to no call."""

_STATUS: Final = {Cause.NO_ROUTE: 404, Cause.CAPACITY: 503}


class _Way(NamedTuple):
    """What was found for a call.

    Attributes:
        groups: Where it goes, nowhere if there are none.
        called: The extension that is called and counts it, "" for a number of a gateway.
        status: What the caller is told if it goes nowhere.
        cause: Why that is.
    """

    groups: Groups
    called: str
    status: int
    cause: Cause


class CallHost:
    """Runs the calls of the switch.

    Attributes:
        calls: The call machine.
        clients: Requests of ours that wait for their answers.
        gates: Gateways and limits.
        carriers: Our registrations with gateways, and whether they are there.
        relay: Takes orders for media relays; without relays there are none.
        numbers: Whose calls are refused, and calls to whom.
        trace: What was said in the calls of the last minutes.
        traces: Shows it to operators.
    """

    def __init__(
        self,
        calls: Calls,
        clients: ClientTransactions,
        gates: CallGates,
        registrar: Registrar,
        recorder: Recorder,
        reach: Reach,
        hub: EventHub,
        carriers: CarrierHost,
    ) -> None:
        self.calls = calls
        self.carriers = carriers
        self.gates = gates
        self.clients = clients
        self._registrar = registrar
        self._recorder = recorder
        self._reach = reach
        self.keepalives = KeepAlives(registrar.locations, reach.to)
        self._hub = hub
        self.numbers = NumberGuard(str)
        self.relay: Callable[[RelayOrder], None] = _nobody
        self.trace = Trace(lambda call_id: calls.book.get(call_id) is not None)
        self.traces = TraceDesk(self.trace, reach)

    def begin(
        self,
        admitted: Admitted,
        request: Request,
        source: Source,
        transaction: ServerTransaction,
        tag: str,
        batch: Batch,
    ) -> InviteOutcome | None:
        """Send a call on; the outcome that ends it here, or None while it goes on.

        Args:
            admitted: Who calls.
            request: The INVITE.
            source: Where it came from.
            transaction: Of the INVITE.
            tag: Our tag in all answers to it.
            batch: Takes what is to be done.
        """
        now = batch.now
        if self.calls.book.full:
            return refuse(admitted, 503, Cause.CAPACITY, now, RETRY)
        refused = self.gates.enter(admitted.account, admitted.gateway, now)
        if refused is not None:
            return refuse(admitted, 503, refused, now, RETRY)
        try:
            dialog = Dialog.as_uas(request, tag)
            self._refuse_loop(request, dialog)
            check_content(request)
            check_reliable(request, self.gates.policy)
            check_interval(request, self.gates.policy)
            trusted, proven = self.gates.trusts(admitted.gateway), bool(admitted.account)
            who = who_calls(request, trusted=trusted, proven=proven)
            admitted = named(admitted, who)
            if self._is_listed(admitted, now):
                self.gates.leave(admitted.account, admitted.gateway)
                return refuse(admitted, 403, Cause.BLACKLISTED, now)
            # Last, because it counts a call of who is called.
            way = self._find(admitted, dialog.secure, now)
        except PeerError as error:
            self.gates.leave(admitted.account, admitted.gateway)
            return refuse(admitted, error.status, Cause.STATUS, now, tuple(error.headers))
        if not way.groups:
            self.gates.leave(admitted.account, admitted.gateway)
            return refuse(admitted, way.status, way.cause, now, RETRY if way.status == 503 else ())
        call = Call(
            self._recorder.identity(transaction.key, batch),
            admitted.setup,
            admitted.account,
            admitted.gateway,
            way.called,
            Inbound(dialog, source, not admitted.gateway, request=request, transaction=transaction),
            way.groups,
            who=who,
        )
        if admitted.account != ACCOUNT:
            setup = admitted.setup
            self.numbers.began(setup.caller, setup.callee, admitted.gateway, now)
        self._do(lambda fx: self.calls.begin(call, fx), batch)
        return None

    def _is_listed(self, admitted: Admitted, now: float) -> bool:
        """Whether the number that calls, or is called, is on the blacklist; test calls never."""
        setup = admitted.setup
        if admitted.account == ACCOUNT:
            return False
        found = self.numbers.refuses(setup.caller, setup.callee, admitted.gateway, now)
        return found is not None

    def knows(self, request: Request) -> bool:
        """Whether ``request``, of which not all may be readable, belongs to a running call."""
        try:
            return self.calls.book.by_dialog(request) is not None
        except PeerError:
            return False

    def stray(self, request: Request, now: float) -> int | None:
        """The status of a request with a To tag that needs no transaction, None if it needs one.

        481: nobody knows its dialog; an INVITE needs one all the same, for it is an attempt at a
        call. 500: its sender asks too fast.

        Raises:
            PeerError: its dialog cannot be told from what it says.
        """
        if not self.calls.knows(request, now):
            return None if request.method == "INVITE" else 481
        return 500 if self.calls.too_many(request, now) else None

    def stop(self, batch: Batch) -> None:
        """End the calls that were not answered yet."""
        self._do(self.calls.stop, batch)

    def request(
        self, request: Request, source: Source, transaction: ServerTransaction, batch: Batch
    ) -> bool:
        """A request within a dialog; False when there is no such dialog.

        Raises:
            PeerError: its dialog cannot be told from what it says.
        """
        fx = Effects(batch.now)
        found = self.calls.request(request, source, transaction, fx)
        self.apply(fx, batch)
        return found

    def acknowledged(self, request: Request, source: Source, batch: Batch) -> None:
        """An ACK that belongs to no transaction.

        Raises:
            PeerError: its dialog cannot be told from what it says.
        """
        self._do(lambda fx: self.calls.acknowledged(request, source, fx), batch)

    def cancelled(self, request: Request, transaction: ServerTransaction, batch: Batch) -> None:
        """A CANCEL that names the INVITE of ``transaction``."""
        self._do(lambda fx: self.calls.cancelled(request, transaction, fx), batch)

    def response(self, response: Response, source: Source, batch: Batch) -> None:
        """A response to a request of ours; any other is dropped."""
        found = self.clients.receive(response, source, batch.now)
        if isinstance(found, Send):
            batch.sends.append(found)
        elif isinstance(found, (Provisional, FinalAnswer)) and isinstance(found.owner, _CARRIERS):
            self.carriers.answered(found.owner, found.response, batch)
        elif found is Unused.UNMATCHED:
            self._do(lambda fx: self.calls.repeated(response, fx), batch)
        elif not isinstance(found, Unused):
            self._do(lambda fx: self.calls.answered(found, source, fx), batch)

    def relayed(self, owner: Crossing, reply: NgReply | None, batch: Batch) -> None:
        """A media relay has answered, or (None) does not."""
        self._do(lambda fx: self.calls.relayed(owner, reply, fx), batch)

    def cut_off(self, flow: int, batch: Batch) -> None:
        """A TCP connection has ended: who was being called over it is tried no longer."""
        fx = Effects(batch.now)
        for call in list(self.calls.book):
            for outbound in call.outbounds:
                sent = outbound.transaction
                if sent is None or outbound is call.winner:
                    continue
                if not sent.destination.reliable or sent.destination.flow != flow:
                    continue
                if self.clients.failed(sent, batch.now) or not sent.finished:
                    self.clients.stop(sent, batch.now)
                    self.calls.cut(sent, fx)
        for sent in self.calls.over(flow):
            self.clients.stop(sent, batch.now)
            self.calls.lost(sent, 503, fx)
        self.apply(fx, batch)

    def hang_up(self, call_id: str, batch: Batch) -> bool:
        """End a call for an operator; False when it is over already."""
        fx = Effects(batch.now)
        found = self.calls.hang_up(call_id, fx)
        self.apply(fx, batch)
        return found

    def next_deadline(self) -> float | None:
        """When :meth:`tick` has something to do."""
        parts = (self.clients, self.calls, self.keepalives)
        deadlines = [part.next_deadline() for part in parts]
        return min((each for each in deadlines if each is not None), default=None)

    def tick(self, batch: Batch) -> None:
        """Do what is due."""
        sends, lost = self.clients.on_timer(batch.now)
        batch.sends += sends
        batch.sends += self.keepalives.tick(batch.now)
        fx = Effects(batch.now)
        for each in lost:
            if isinstance(each.owner, _CARRIERS):
                self.carriers.lost(each.owner, 408, batch)
            else:
                self.calls.lost(each, 408, fx)
        self.calls.on_timer(fx)
        self.apply(fx, batch)

    def apply(self, fx: Effects, batch: Batch) -> None:
        """Put ``fx`` into ``batch``."""
        book = self.calls.book
        for reply in fx.replies:
            kept = reply.transaction
            answer = Answer(
                reply.request,
                reply.status,
                kept.destination,
                reply.headers,
                reply.reason,
                kept,
                reply.body,
            )
            batch.answers.append(answer)
        batch.sends += fx.sends
        for call in fx.ended:
            self._recorder.ended(call, batch)
        for call_id in dict.fromkeys(fx.kept):
            running, leaving = book.get(call_id), book.leaving.get(call_id, ())
            batch.state.append(call_line(running, call_id, batch.wall_offset, leaving))
        for order in fx.relays:
            self.relay(order)
        for traced, leg in fx.legs:
            self.trace.joined(traced, leg, batch.now + batch.wall_offset)
        for call_id, state in fx.told:
            self._hub.publish(Event.CALL, call_id, {"id": call_id, "state": state})

    def _refuse_loop(self, request: Request, dialog: Dialog) -> None:
        """Refuse an INVITE that came by two ways, or is one of ours that came back.

        Raises:
            PeerError: 482 for a loop (RFC 3261 sections 8.2.2.2 and 16.3), 483 for a message that
                crossed more hops than any message may.
        """
        if self.calls.book.holds(dialog):
            raise PeerError(482, "Loop Detected", "RFC 3261 section 8.2.2.2")
        if request.to_user is not None:  # in the usual form there is one Via
            return
        if len(request.lines("via")) > MAX_VIAS:
            raise PeerError(483, "Too Many Hops", f"more than {MAX_VIAS} Via")
        if any(self.clients.asked(via.branch) for via in request.vias[1:]):
            raise PeerError(482, "Loop Detected", "a Via of ours")

    def _do(self, action: Callable[[Effects], None], batch: Batch) -> None:
        fx = Effects(batch.now)
        action(fx)
        self.apply(fx, batch)

    def _find(self, admitted: Admitted, secure: bool, now: float) -> _Way:
        """Where the call can go; ``secure`` if it may do so over TLS only.

        Raises:
            PeerError: a rewritten number is too long.
        """
        if admitted.account == ACCOUNT:  # a test call goes to its echo and nowhere else
            return _Way(self._recorder.trials.groups(), "", 480, Cause.STATUS)
        gates, gateway, setup = self.gates, admitted.gateway, admitted.setup
        if not gates.serves(gateway, setup.callee):
            return _Way([], "", 403, Cause.STATUS)
        caller, callee = gates.incoming(gateway, setup.caller, setup.callee)
        found = route(callee, self._registrar, now)
        if not found.endpoint:
            groups, cause = gates.groups(caller, callee, self._reach.open, now)
            kept = over_tls(groups) if secure else groups
            return _Way(kept, "", _STATUS.get(cause, 480), cause)
        groups = of_endpoint(found.bindings, caller, callee, self._reach.to, gates.policy)
        groups = over_tls(groups) if secure else groups
        if groups and gates.reach(callee, now) is not None:
            return _Way([], "", 486, Cause.CAPACITY)
        return _Way(groups, callee, 480, Cause.STATUS)


def _nobody(order: RelayOrder) -> None:
    """There is no relay, so nobody orders anything."""
