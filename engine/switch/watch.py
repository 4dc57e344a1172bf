"""The defence between the sockets and the core.

What comes from a listed source is dropped before anybody reads it. What others do wrong is named
in batches (:class:`engine.switch.batch.Seen`) and counted when the batch is carried out, so the
next datagram of a source that went too far is dropped already. Changes become lines of the state
log, events and, a few a second, lines of the log.

An INVITE of a listed source is no record but a count (:mod:`engine.switch.unread`). What is left is
judged by the rate limits (:mod:`engine.switch.limiter`).
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from engine.addresses import subscriber
from engine.billing.gates import BLACKLIST
from engine.billing.history import block_history
from engine.billing.journal import encode
from engine.billing.records import BlockAction
from engine.control.attempts import What
from engine.control.operations import Event
from engine.defence.entries import MAX_TEXT, Block, Trust
from engine.defence.guard import Guard
from engine.defence.limits import Limits
from engine.defence.number_entries import NumberBlock
from engine.defence.rules import Rule
from engine.identifiers import uuid7
from engine.logs import get_logger, safe
from engine.registrar import Registrar
from engine.sip.framing import Frame
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.switch.allowing import Allowing
from engine.switch.attemptlog import AttemptLog
from engine.switch.batch import Batch, Seen
from engine.switch.busy import Busy
from engine.switch.callhost import CallHost
from engine.switch.counters import Counters
from engine.switch.events import EventHub
from engine.switch.limiter import Limiter
from engine.switch.recorder import Recorder
from engine.switch.refusal_log import RefusalLog
from engine.switch.registrations import BETWEEN_SLICES
from engine.switch.statelines import gone_line, kept_line
from engine.switch.unread import UnreadCalls

SCANNERS: Final = re.compile(
    rb"friendly-scanner|sipvicious|sip-scan|sipcli|sipsak|sundayddr|iwar|vaxsipuseragent"
    rb"|pplsip|friendly-request|scan_?voip|siparmyknife|test agent|gulp",
    re.IGNORECASE,
)
"""What known scanners call themselves; looked for in the User-Agent alone."""

_USER_AGENT: Final = re.compile(
    rb"\r\nuser-agent[ \t]*:(?:[ \t]|\r\n[ \t])*([^\r\n]{1,200})", re.IGNORECASE
)
"""Its value may begin in the next line (RFC 3261 section 7.3.1)."""

_WHAT: Final[dict[Rule, What]] = {
    Rule.FAILED_REGISTRATIONS: "wrong",
    Rule.EXTENSIONS: "wrong",
    Rule.ILLEGAL_CALLS: "illegal_calls",
    Rule.MALFORMED: "malformed",
    Rule.SCANNER: "scanner",
    Rule.CALL_RATE: "call_rate",
}

MAX_LOGGED: Final = 20
"""Changes logged in one second; all of them are stored and told."""

_log = get_logger(__name__)


class Watch:
    """Keeps listed sources out and carries what the guard decides into batches.

    Args:
        guard: Decides.
        unread: Counts the calls of listed sources.
        limiter: Refuses what is too much of the others.
        operators: Subscribers that operators are signed in from.
        counters: Of the process.
        hub: Tells who looks on.
        allowing: Shuts out who is not listed, while that is wanted.

    Attributes:
        told: Hears of every entry that changed.
        attempts: Where what sources tried is written down.
        busy: Counts how much they ask for.
        listed: Places listed since the driver last took them; connections from there are cut.
    """

    def __init__(
        self,
        guard: Guard,
        unread: UnreadCalls,
        limiter: Limiter,
        operators: set[str],
        counters: Counters,
        hub: EventHub,
        allowing: Allowing,
    ) -> None:
        self.guard = guard
        self.limiter = limiter
        self.operators = operators
        self._unread = unread
        self._counters = counters
        self._hub = hub
        self.told: Callable[[Block | Trust], None] = lambda _: None
        self.attempts = AttemptLog()
        self.busy = Busy()
        self.listed: list[str] = []
        self.allowing = allowing
        self._logged = 0
        self.refusals = RefusalLog()

    def let_in(
        self, waiting: list[tuple[bytes, Source]], batch: Batch
    ) -> list[tuple[bytes, Source]]:
        """Those datagrams that are to be read."""
        self.busy.see(waiting)
        scanners = self.guard.counts(Rule.SCANNER)
        if scanners or self.guard.blocks or self.allowing.only:
            waiting = self._unlisted(waiting, batch, scanners=scanners)
        return self.limiter.let_in(waiting, batch)

    def _unlisted(
        self, waiting: list[tuple[bytes, Source]], batch: Batch, *, scanners: bool
    ) -> list[tuple[bytes, Source]]:
        allowed = []
        for each in waiting:
            data, source = each
            if self.drops(data, source, batch):
                continue
            if scanners and self._scans(data, source, batch) and self.drops(data, source, batch):
                continue
            allowed.append(each)
        return allowed

    def _scans(self, data: bytes, source: Source, batch: Batch) -> bool:
        """Whether a message is one of a known scanner; it is counted at once then."""
        name = _scanner(data)
        if name is None:
            return False
        batch.seen.append(Seen(Rule.SCANNER, source.ip, f"User-Agent: {name}"))
        self.settle(batch)
        return True

    def drops(self, data: bytes, source: Source, batch: Batch) -> bool:
        """Whether the source is shut out; its message is counted then."""
        if self.guard.blocked(source.ip, batch.now) is not None:
            self._counters.blacklist_dropped += 1
        elif self.allowing.refuses(source.ip, batch.now):
            self._counters.allow_list_dropped += 1
        else:
            return False
        self._unread.count(data, source.ip, BLACKLIST, batch)
        return True

    def shuts_out(self, address: str, now: float) -> bool:
        """Whether nothing from ``address`` is read; being asked is counted nowhere."""
        return self.guard.shuts_out(address, now) or self.allowing.refuses(address, now)

    def cuts(self, frames: list[Frame], source: Source, batch: Batch) -> bool:
        """Whether a connection is one of a listed source, and to be closed; a stream is read."""
        wires = [each.wire for each in frames if isinstance(each, Request)]
        self.busy.see((wire, source) for wire in wires)
        if self.guard.counts(Rule.SCANNER):
            for wire in wires:
                self._scans(wire, source, batch)
        if not self.guard.blocks and not self.allowing.only:
            return False
        return any([self.drops(wire, source, batch) for wire in wires or [b""]])  # noqa: C419 - all counted

    def settle(self, batch: Batch) -> None:
        """Count what sources did wrong, and store and tell what became of it."""
        seen, batch.seen = batch.seen, []
        guard, now = self.guard, batch.now
        for rule, source, _, extension in seen:
            if not extension:  # failed registrations are written down where they are refused
                self.attempts.saw(_WHAT[rule], source)
        for rule, source, _, extension in seen:
            self.refusals.note(rule, source, extension)
        if guard.policy.enabled:
            for rule, source, evidence, extension in seen:
                guard.saw(rule, source, now, evidence)
                if extension:
                    guard.saw(Rule.EXTENSIONS, source, now, evidence, extension)
        if guard.changes:
            self._tell(batch)
        if guard.numbers.changes:
            self._tell_numbers(batch)

    def sweep(self, batch: Batch) -> None:
        """End what is over; about once a second."""
        self._logged = 0
        self.refusals.sweep()
        self.guard.sweep(batch.now)
        self.settle(batch)
        self.limiter.sweep(batch.now)
        for what, source, count in self.busy.take(batch.now):
            self.attempts.much(what, source, count)
        self.attempts.write(batch.now + batch.wall_offset)

    def next_deadline(self, now: float) -> float | None:
        """When the next slice of entries is to be ended, None when none is over."""
        return now + BETWEEN_SLICES if self.guard.ending else None

    def end(self, batch: Batch) -> None:
        """End the next slice of entries that are over."""
        if self.guard.ending:
            self.guard.end(batch.now)
            self.settle(batch)

    def _tell(self, batch: Batch) -> None:
        for action, entry, by in self.guard.take_changes():
            if isinstance(entry, Block) and action == "added":
                self.listed.append(entry.value)
                entry.evidence = safe(entry.evidence, MAX_TEXT)
            self.told(entry)
            kept = action in ("added", "changed")
            self.allowing.narrowed |= not kept and isinstance(entry, Trust)
            if kept:
                batch.state.append(kept_line(entry, batch.wall_offset))
            else:
                batch.state.append(gone_line(entry))
            if isinstance(entry, Block):
                batch.blocks.append(_history_line(entry, action, by, batch))
                item = {"action": action, "id": entry.id, "value": entry.value}
                self._hub.publish(Event.BLACKLIST, entry.id, item)
                self._counters.blacklist_added += action == "added"
                if action == "added" and entry.rule:
                    self.attempts.saw("blocked", entry.value)
            self._log(action, entry)

    def _tell_numbers(self, batch: Batch) -> None:
        for action, entry, by in self.guard.numbers.take_changes():
            kept = action in ("added", "changed")
            batch.state.append(kept_line(entry, batch.wall_offset) if kept else gone_line(entry))
            if action == "changed" and not by:
                continue  # only its end has moved, because calls go on
            batch.blocks.append(_history_line(entry, action, by, batch))
            item = {"action": action, "id": entry.id, "value": safe(entry.value)}
            self._hub.publish(Event.BLACKLIST, entry.id, item)
            self._log(action, entry)

    def _log(self, action: str, entry: Block | Trust | NumberBlock) -> None:
        self._logged += 1
        if self._logged > MAX_LOGGED:
            return
        if isinstance(entry, NumberBlock):
            _log.info(
                "blacklist of numbers", action=action, number=safe(entry.value), rule=entry.rule,
                reason=safe(entry.reason), by=safe(entry.by),
            )  # fmt: skip
        elif isinstance(entry, Block):
            _log.info(
                "blacklist", action=action, source=entry.value, rule=entry.rule,
                reason=safe(entry.reason), by=safe(entry.by),
            )  # fmt: skip
        else:
            _log.info("allow list", action=action, source=entry.value, by=safe(entry.by))


def _history_line(entry: Block | NumberBlock, action: BlockAction, by: str, batch: Batch) -> bytes:
    identity = uuid7(int((batch.now + batch.wall_offset) * 1000))
    return encode(
        block_history(
            entry, action, by, at=batch.now, record_id=identity, wall_offset=batch.wall_offset
        )
    )


def _scanner(data: bytes) -> str | None:
    """What a message calls its sender, if that is a known scanner."""
    found = _USER_AGENT.search(data)
    if found is None or SCANNERS.search(found[1]) is None:
        return None
    return found[1].decode("latin-1")


def make_watch(
    host: CallHost,
    registrar: Registrar,
    recorder: Recorder,
    counters: Counters,
    hub: EventHub,
    new_id: Callable[[], str],
    entries: Iterable[Block | Trust | NumberBlock] = (),
) -> Watch:
    """The watch of a switch, with the entries of the run before.

    Ours is who is registered from an address now, every gateway, and where an operator is signed in
    from; of IPv6, from anywhere in the network that would be blocked.
    """
    operators: set[str] = set()

    def own(address: str, _: float) -> bool:
        source = subscriber(address)
        if registrar.locations.registered_from(source) or host.gates.is_gateway(address):
            return True
        if source in operators:
            return True
        return source != address and bool(host.gates.gateways_within(source))

    guard = Guard(new_id, own)
    for entry in entries:
        guard.load(entry)

    allowing = Allowing(guard, host.gates.is_gateway)

    def pardon() -> None:
        """A carrier that was blocked as a stranger is let in as soon as it is configured."""
        allowing.narrowed = True  # and one that is gone is not served any more
        for network in host.gates.networks():
            guard.pardon(network, "gateway")

    pardon()
    host.gates.reloaded = pardon
    host.numbers = recorder.numbers = guard.numbers
    unread = UnreadCalls(recorder)
    limiter = Limiter(Limits(new_id, guard.ours), recorder, counters, hub, unread)
    return Watch(guard, unread, limiter, operators, counters, hub, allowing)
