"""The pump: sockets to core, core to disk, disk to sockets; and the one timer.

Everything that happens ends in :meth:`Driver.commit`, whose order is the promise of the journal:
journal lines, state lines, answers. There is one timer. It is armed for whatever is due first, but
for no more than half a second ahead, because nothing that messages start is due earlier than that
(timer G of RFC 3261 begins with T1); so handling a message never has to touch the timer.
"""

import asyncio
from typing import Final

from engine.calls.relay.ng import NgReply
from engine.calls.relay.session import Crossing
from engine.clock import Clock
from engine.control.operations import Event
from engine.defence.rules import Rule
from engine.logs import get_logger, safe
from engine.sip.framing import Frame
from engine.sip.nat import Source
from engine.stack import Transactions
from engine.switch.batch import Batch
from engine.switch.calling import connections_of
from engine.switch.core import Core
from engine.switch.counters import Counters
from engine.switch.cutting import cut_listed, cut_refused
from engine.switch.events import EventHub
from engine.switch.journal import JournalWriter
from engine.switch.pieces import pieces
from engine.switch.recorder import Recorder
from engine.switch.registrations import Registrations
from engine.switch.statelog import StateLog
from engine.switch.tcp import TcpListener
from engine.switch.tcp_out import TcpOpener
from engine.switch.tls_port import TlsPort
from engine.switch.udp import Address, UdpSocket
from engine.switch.watch import Watch

LONGEST_SLEEP: Final = 0.5
"""Seconds the timer is armed ahead at most: T1, see above."""

SWEEP_INTERVAL: Final = 1.0
"""Seconds between two looks at bindings, suspensions, connections and counts."""

MAX_FAULT_LOGS: Final = 5
"""Faults logged in full in one second; all of them are counted."""

_log = get_logger(__name__)


class Driver:
    """Feeds the core and carries out its batches."""

    def __init__(
        self,
        clock: Clock,
        core: Core,
        registrations: Registrations,
        recorder: Recorder,
        journal: JournalWriter,
        state: StateLog,
        counters: Counters,
        hub: EventHub,
        watch: Watch,
    ) -> None:
        self._watch = watch
        watch.limiter.knows = core.transactions.knows
        self._clock = clock
        self._core = core
        self._registrations = registrations
        self._recorder = recorder
        self._calls = core.calls
        self._trace = core.calls.trace
        self._transactions: Transactions = core.transactions
        self._journal = journal
        self._state = state
        self._counters = counters
        self._hub = hub
        self._udp: list[UdpSocket] = []
        self.tcp = TcpListener(self._on_frames, counters, clock.now)
        self.tcp.shut_out = lambda ip: watch.shuts_out(ip, clock.now())
        self.tcp.places.ours = lambda ip: watch.guard.ours(ip, clock.now())
        self.tcp.places.calling = lambda: connections_of(core.calls.calls.book)
        self.opener = TcpOpener(self.tcp, self._cut_off)
        self.tls: TlsPort | None = None
        self._sweep_at = clock.now()
        self._faults_left = MAX_FAULT_LOGS
        self._malformed_logged = 0
        self._malformed = ("", "")
        self._disk_error = ""
        self._rates = (0, 0, 0, 0)
        self._timer: asyncio.TimerHandle | None = None

    def add_udp(self, socket: UdpSocket) -> None:
        """Answer through ``socket``."""
        socket.flow = len(self._udp)
        self._udp.append(socket)

    def mark(self, tos: int) -> None:
        """Give what is sent another priority in the network."""
        marking = self.tcp.marking
        marking.obey(tos)
        for each in self._udp:
            each.mark(marking)
        for connection in self.tcp.connections():
            connection.mark(marking)

    def begin(self) -> Batch:
        """An empty batch of this moment."""
        now = self._clock.now()
        return Batch(now, self._clock.wall() - now)

    def on_datagrams(self, socket: UdpSocket, datagrams: list[tuple[bytes, Address]]) -> None:
        """Handle what one socket had waiting."""
        known, source_of = socket.sources.get, socket.source_of
        waiting = [(data, known(address) or source_of(address)) for data, address in datagrams]
        for piece in pieces(waiting, self._room):
            batch = self.begin()
            let_in = self._watch.let_in(piece, batch)
            self._core.datagrams(let_in, batch)
            self._trace.received(let_in, batch.now + batch.wall_offset)
            self.commit(batch)

    def _room(self, address: str) -> int | None:
        """How much of a source is handled before the defence is asked again."""
        return self._watch.guard.room(address, self._clock.now())

    def _on_frames(self, frames: list[Frame], source: Source) -> None:
        """Handle what one connection brought, until it is cut."""
        for piece in pieces([(frame, source) for frame in frames], self._room):
            if not self._framed([frame for frame, _ in piece], source):
                return

    def _framed(self, frames: list[Frame], source: Source) -> bool:
        """Handle messages of a connection; whether it goes on."""
        batch = self.begin()
        if self._watch.cuts(frames, source, batch):
            self.tcp.cut(source.flow)
            return False
        frames = self._watch.limiter.frames(frames, source, batch)
        self._core.frames(frames, source, batch)
        self._trace.frames(frames, source, batch.now + batch.wall_offset)
        self.commit(batch)
        return True

    def _cut_off(self, flow: int) -> None:
        """A connection has ended."""
        batch = self.begin()
        self._calls.cut_off(flow, batch)
        self.finish(batch)

    def relayed(self, owner: Crossing, reply: NgReply | None) -> None:
        """A media relay has answered, or (None) does not."""
        batch = self.begin()
        self._calls.relayed(owner, reply, batch)
        self.finish(batch)

    def finish(self, batch: Batch) -> None:
        """Carry out what an operator, or a timer, caused."""
        self._core.finish(batch)
        self.commit(batch)

    def commit(self, batch: Batch) -> None:
        """Write, then answer."""
        now = batch.now
        if batch.seen:
            self._look(batch)
        journal = self._journal
        if batch.calls:
            journal.write("cdr", batch.calls, now)
        if batch.history:
            journal.write("sus", batch.history, now)
        if batch.blocks:
            journal.write("blk", batch.blocks, now)
        if batch.aggregates:
            journal.write("agg", batch.aggregates, now)
        if batch.state:
            self._state.append(batch.state)
        self._recorder.journal_full = journal.full
        if batch.sends:
            self._trace.sent(batch.sends, now + batch.wall_offset)
        udp = self._udp
        for data, destination in batch.sends:
            ip, port, transport, flow = destination
            if transport == "UDP":
                udp[flow].send(data, (ip, port))
            elif not self.tcp.send(data, flow):
                self.opener.again(data, destination)
        if batch.faults:
            self._report_faults(batch)
        self._cut_listed(now)

    def _cut_listed(self, now: float) -> None:
        """Break off what sources have open that this batch shut out."""
        watch = self._watch
        if watch.listed:
            listed, watch.listed = watch.listed, []
            self._counters.blacklist_cut += cut_listed(self.tcp, watch.guard, listed, now)
        if watch.allowing.narrowed:
            watch.allowing.narrowed = False
            self._counters.allow_list_cut += cut_refused(self.tcp, watch.allowing, now)

    def defend(self, batch: Batch) -> None:
        """Store and tell what an operator changed about the black list or the allow list."""
        self._watch.settle(batch)
        self.commit(batch)

    def _look(self, batch: Batch) -> None:
        """Give what sources did wrong to the defence."""
        for seen in batch.seen:
            if seen.rule is Rule.MALFORMED:
                self._malformed = (seen.evidence, seen.source)
        self._watch.settle(batch)

    def start(self) -> None:
        """Arm the timer in the running loop."""
        self._arm(self._clock.now())

    def stop(self) -> None:
        """Disarm the timer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self, earliest: float) -> None:
        due = min(earliest + LONGEST_SLEEP, self._sweep_at, self._journal.next_deadline())
        parts = (self._transactions, self._calls, self._state)
        deadlines = [part.next_deadline() for part in parts]
        deadlines += [part.next_deadline(earliest) for part in (self._registrations, self._watch)]
        for deadline in deadlines:
            if deadline is not None:
                due = min(due, deadline)
        due = max(due, earliest)
        delay = max(due - self._clock.now(), 0.0)
        self._timer = asyncio.get_running_loop().call_later(delay, self._on_timer, due)

    def _on_timer(self, due: float) -> None:
        now = self._clock.now()
        counters = self._counters
        counters.loop_lag_seconds = lag = max(now - due, 0.0)
        counters.loop_lag_max_seconds = max(counters.loop_lag_max_seconds, lag)
        try:
            self.tick(now)
        except Exception:  # noqa: BLE001 - the boundary of the timer
            counters.internal_errors += 1
            _log.exception("the timer failed")
            self._sweep_at = max(self._sweep_at, now + SWEEP_INTERVAL)
            self._arm(now + LONGEST_SLEEP)
            return
        self._arm(self._clock.now())

    def tick(self, now: float) -> None:
        """Do what is due at ``now``."""
        batch = Batch(now, self._clock.wall() - self._clock.now())
        batch.sends += self._transactions.on_timer(now)
        self._calls.tick(batch)
        if now >= self._sweep_at:
            self._sweep_at = now + SWEEP_INTERVAL
            self._each_second(now, batch)
        else:
            self._registrations.end(batch)
            self._watch.end(batch)
        self.finish(batch)
        self._journal.tick(now)
        self._state.tick(now)

    def refuse_ringing(self) -> None:
        """End the calls that were not answered yet; they are recorded."""
        batch = self.begin()
        self._calls.stop(batch)
        self.finish(batch)

    def drain(self) -> None:
        """Put the counts that are still in memory into the journal."""
        batch = self.begin()
        self._recorder.drain(batch)
        self.commit(batch)

    def sign_off(self) -> None:
        """Leave every carrier."""
        batch = self.begin()
        self._calls.carriers.sign_off(batch)
        self.finish(batch)

    def _each_second(self, now: float, batch: Batch) -> None:
        self._registrations.sweep(batch)
        self._watch.sweep(batch)
        self._recorder.drain(batch)
        self._state.alive()
        self.tcp.sweep(now)
        if self.tls is not None:
            self.tls.files.look(now, now + batch.wall_offset)
        self._calls.gates.sweep(now)
        self._calls.carriers.tick(batch)
        self._trace.sweep(now + batch.wall_offset)
        self._publish_rates()
        self._report_malformed()
        self._report_disk()
        self._faults_left = MAX_FAULT_LOGS

    def _publish_rates(self) -> None:
        counters = self._counters
        ended = sum(counters.journaled.values()) + sum(counters.not_recorded.values())
        totals = (
            counters.registrations,
            counters.auth_failures,
            counters.auth_refused_suspended + ended - counters.calls_connected,
            ended,
        )
        registrations, failures, blocked, calls = (
            after - before for after, before in zip(totals, self._rates, strict=True)
        )
        self._rates = totals
        item = {
            "registrations": registrations,
            "failures": failures,
            "refused": blocked,
            "calls": calls,
        }
        self._hub.publish(Event.RATES, "", item)

    def _report_malformed(self) -> None:
        """At most one line a second about garbage, however much there is."""
        new = self._counters.sip_malformed - self._malformed_logged
        if new:
            self._malformed_logged = self._counters.sip_malformed
            detail, source = self._malformed
            _log.info("malformed messages", count=new, latest=safe(detail), source=safe(source))

    def _report_disk(self) -> None:
        """One line when the disk begins to refuse, one when it takes everything again."""
        error = self._journal.error or self._state.error
        if bool(error) != bool(self._disk_error):
            waiting = self._journal.waiting
            if error:
                _log.error("the disk refuses", reason=error, lines_waiting=waiting)
            else:
                _log.info("the disk takes everything again", lines_waiting=waiting)
        self._disk_error = error

    def _report_faults(self, batch: Batch) -> None:
        for fault in batch.faults[: self._faults_left]:
            _log.error(
                "a message could not be handled",
                source=safe(fault.source),
                message=safe(fault.excerpt),
                exc_info=fault.error,
            )
        self._faults_left = max(0, self._faults_left - len(batch.faults))
