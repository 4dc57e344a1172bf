"""INVITE between the core and billing: each ended attempt is a record or a count.

A record goes into the batch as a line of the journal, before the answer. A gate that is closed,
or a journal that can take no more, turns the record into a count of its minute; the counts become
lines of their own once a second (:meth:`Recorder.drain`).

An INVITE that the run before wrote down and perhaps did not answer is answered as its record says
(:mod:`engine.switch.doubtful`).

Flow numbers grow with the time of the first start and are never given twice: numbers are reserved
in blocks, and the end of a block is in the state log before a number of it is used.
"""

from collections.abc import Callable
from typing import Final

from engine.addresses import subscriber
from engine.billing.aggregates import Aggregates
from engine.billing.cdr import billing_mode, cdr, cdr_of_ended
from engine.billing.gates import JOURNAL_FULL, RATE_LIMIT, Gate, RecordPolicy, closed_gate
from engine.billing.journal import encode
from engine.billing.modes import ILLEGAL, MAPPING_GATEWAY, PHONE
from engine.billing.rating import RatingPolicy
from engine.billing.records import CdrRecord
from engine.calls import InviteOutcome, InviteResult, Refused, handle, rejected
from engine.calls.admission import Guard, nobody, unguarded
from engine.calls.events import Cause, Ended, Side
from engine.calls.trial import ACCOUNT, Trials
from engine.defence.number_guard import NumberGuard
from engine.defence.rules import Rule
from engine.identifiers import marked_uuid7
from engine.registrar import Registrar
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.stack.machine import Key
from engine.switch.batch import Batch, Fault, Seen
from engine.switch.counters import Counters
from engine.switch.doubtful import NONE, mark_of
from engine.switch.statelines import flow_line

_SILENT: Final = (408, 480)
"""Statuses of a call that rang and that nobody answered."""

_CHALLENGED: Final = InviteResult.CHALLENGED


def _nobody_asks(_: str, __: float) -> None:
    """A switch without gateways shows no failures of theirs."""


FLOW_BLOCK: Final = 100_000
"""Flow numbers reserved at a time."""


class Recorder:
    """Admits calls and writes down how they ended.

    Attributes:
        policy: The gates.
        rating: How billed time is made.
        reply_unauthorised: SS_REPLY_UNAUTHORIZED.
        doubtful: Calls of the run before that may come again.
        gateway_of: The mapping gateway that an address belongs to.
        trials: The test call of the moment.
        guard_of: What calls of a mapping gateway have to prove.
        denied: Hears of a call that came from the address of a gateway and did not prove it.
        numbers: The blacklist of numbers, which hears how calls ended.
        journal_full: Whether the journal can take no more lines; set by the driver.
        flow: The flow number given last.
        reserved: The end of the block it is from.
    """

    def __init__(
        self,
        registrar: Registrar,
        counters: Counters,
        flow: int,
    ) -> None:
        self._registrar = registrar
        self._counters = counters
        self._aggregates = Aggregates()
        self.policy = RecordPolicy()
        self.rating = RatingPolicy()
        self.reply_unauthorised = True
        self.doubtful = NONE
        self.trials = Trials()
        self.journal_full = False
        self.numbers = NumberGuard(str)
        self.gateway_of: Callable[[str], str | None] = nobody
        self.guard_of: Callable[[str], Guard | None] = unguarded
        self.denied: Callable[[str, float], None] = _nobody_asks
        self._begun = 0
        self.flow = self.reserved = flow

    def handle(self, request: Request, source: Source, key: Key, batch: Batch) -> InviteOutcome:
        """Decide about one INVITE; if that ends it, :meth:`write` is to be told.

        Args:
            request: The INVITE.
            source: Where it came from.
            key: Of its transaction, which is new.
            batch: In which it came.
        """
        again = self._recorded(key, batch)
        if again is not None:
            return again
        batch.seen.append(Seen(Rule.CALL_RATE, source.ip, request.uri_text))
        if self.trials.active:
            admitted = self.trials.admit(request, source, batch.now)
            if admitted is not None:
                return InviteOutcome(100, InviteResult.ADMITTED, admitted=admitted)
        outcome = handle(
            request,
            source,
            self._registrar,
            self.reply_unauthorised,
            batch.now,
            self.gateway_of,
            self.guard_of,
        )
        if outcome.result is _CHALLENGED:
            self._counters.auth_challenges += 1
        elif outcome.ended is not None and outcome.ended.illegal and outcome.ended.gateway:
            self.denied(outcome.ended.gateway, batch.now)
        return outcome

    def refuse(
        self, request: Request, source: Source, key: Key, error: PeerError, batch: Batch
    ) -> InviteOutcome:
        """End an INVITE by ``error`` before anybody asks who may call.

        Args:
            request: The INVITE; not all of it may be readable.
            source: Where it came from.
            key: Of its transaction, which is new.
            error: What is wrong with it.
            batch: In which it came.
        """
        again = self._recorded(key, batch)
        if again is not None:
            return again
        ended = rejected(request, source, self._registrar, error.status, batch.now, self.gateway_of)
        answered = self.reply_unauthorised or not ended.illegal
        return InviteOutcome(error.status, InviteResult.REFUSED, answered, error.headers, ended)

    def write(self, batch: Batch) -> None:
        """Put every call of ``batch`` that ended into the journal, or count it; never raises.

        A call that cannot be written down is not answered as if it were.
        """
        ended, batch.ended = batch.ended, []
        for call, key, answer in ended:
            try:
                self._ended(call, key, batch)
            except Exception as error:  # noqa: BLE001 - the boundary: one call, one fault
                self._counters.internal_errors += 1
                batch.faults.append(Fault(error, call.setup.source_ip, b""))
                if answer is not None:
                    answer.status, answer.headers, answer.reason = 500, (), None

    def ended(self, call: Ended, batch: Batch) -> None:
        """Write down how a call ended that was sent on, or count it.

        A call that was connected has no gate before it, and no full journal either: it waits in
        memory until the disk takes it.
        """
        connected = call.answered_at is not None
        self._counters.calls_connected += connected
        by_server = call.by is Side.SERVER
        self._off_hook(call)
        gate = closed_gate(False, connected, self.policy, by_server=by_server)
        if gate is None and self.journal_full and not connected:
            gate = JOURNAL_FULL
        self.trials.ended(call.account, call.setup.at, gate)
        if gate is not None:
            self._count(call, gate, batch)
            return
        flow = self._next_flow(batch)
        offset = batch.wall_offset
        record = cdr_of_ended(call, flow_no=flow, wall_offset=offset, rating=self.rating)
        self._journal(record, batch)

    def _off_hook(self, call: Ended) -> None:
        """Tell the blacklist of numbers that a call is over; test calls are not its business."""
        if call.account == ACCOUNT:
            return
        rang = call.rang_at is not None
        silent = call.cause is Cause.NO_ANSWER or (rang and call.cause is Cause.CANCELLED)
        silent = silent or (rang and call.status in _SILENT)
        answered, setup = call.answered_at is not None, call.setup
        self.numbers.ended(
            setup.caller, setup.callee, call.caller_gateway, call.at,
            answered=answered, silent=silent and not answered,
        )  # fmt: skip

    def identity(self, key: Key, batch: Batch) -> str:
        """The identity of a call that begins now, by which a crash knows it again."""
        self._begun += 1
        wall_ms = int((batch.now + batch.wall_offset) * 1000)
        return marked_uuid7(wall_ms, self._begun, mark_of(key))

    def drain(self, batch: Batch) -> None:
        """Put the counts since the last drain into the batch."""
        batch.aggregates += [encode(record) for record in self._aggregates.drain()]

    def kept_out(self, source: str, callee: str, gate: Gate, batch: Batch) -> None:
        """Count an INVITE that nobody reads, because of whom it is from (design section 3.4)."""
        mode = ILLEGAL
        if gate == RATE_LIMIT and self.gateway_of(source):
            mode = MAPPING_GATEWAY
        elif gate == RATE_LIMIT and self._registrar.locations.registered_from(subscriber(source)):
            mode = PHONE
        wall_ms = int((batch.now + batch.wall_offset) * 1000)
        self._aggregates.add(wall_ms, mode, source, callee, gate)
        not_recorded = self._counters.not_recorded
        not_recorded[gate] = not_recorded.get(gate, 0) + 1

    def _recorded(self, key: Key, batch: Batch) -> InviteOutcome | None:
        """The answer to a call that the run before wrote down, None for every other."""
        recorded = self.doubtful.take(key, batch.now)
        if recorded is None:
            return None
        answered = self.reply_unauthorised or not recorded.illegal
        return InviteOutcome(recorded.status, InviteResult.REFUSED, answered)

    def _ended(self, call: Refused, key: Key, batch: Batch) -> None:
        if call.illegal:
            self._counters.illegal_calls += 1
            said = f"INVITE from {call.setup.caller} to {call.setup.callee}"
            batch.seen.append(Seen(Rule.ILLEGAL_CALLS, call.setup.source_ip, said))
        gate = closed_gate(call.illegal, False, self.policy, by_server=True)
        if gate is None and self.journal_full:
            gate = JOURNAL_FULL
        if call.account:
            self.trials.ended(call.account, call.setup.at, gate)
        if gate is not None:
            self._count(call, gate, batch)
            return
        flow, offset = self._next_flow(batch), batch.wall_offset
        identity = marked_uuid7(int((call.at + offset) * 1000), flow, mark_of(key))
        self._journal(cdr(call, record_id=identity, flow_no=flow, wall_offset=offset), batch)

    def _next_flow(self, batch: Batch) -> int:
        if self.flow >= self.reserved:
            self.reserved = self.flow + FLOW_BLOCK
            batch.state.append(flow_line(self.reserved))
        self.flow += 1
        return self.flow

    def _journal(self, record: CdrRecord, batch: Batch) -> None:
        batch.calls.append(encode(record))
        journaled = self._counters.journaled
        journaled[record.billing_mode] = journaled.get(record.billing_mode, 0) + 1

    def _count(self, call: Refused | Ended, gate: Gate, batch: Batch) -> None:
        wall_ms = int((call.setup.at + batch.wall_offset) * 1000)
        setup = call.setup
        self._aggregates.add(wall_ms, billing_mode(call), setup.source_ip, setup.callee, gate)
        not_recorded = self._counters.not_recorded
        not_recorded[gate] = not_recorded.get(gate, 0) + 1
