"""The blacklist and the allow list for operators: operations of the control socket."""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import msgspec

from engine.clock import Clock
from engine.control.blocks import Behind, BlockInfo, Counted, TrustInfo, Unblocked
from engine.control.messages import convert
from engine.control.operations import Op
from engine.defence.entries import MAX_TEXT, Block, Trust, dump
from engine.defence.number_entries import NumberBlock
from engine.defence.places import Place, as_network, place
from engine.errors import ControlError
from engine.registrar import Registrar
from engine.switch.callhost import CallHost
from engine.switch.driver import Driver
from engine.switch.importdesk import ImportDesk
from engine.switch.kerneldesk import KernelDesk
from engine.switch.limitdesk import LimitDesk
from engine.switch.numberdesk import NumberDesk
from engine.switch.watch import Watch

MAX_PAGE: Final = 10_001
MAX_NAMED: Final = 20
"""Extensions named of those behind an address."""

E = TypeVar("E", Block, Trust, Block | NumberBlock)
Operation = Callable[[dict[str, Any]], Any]


class _Wanted(msgspec.Struct):
    before: str = ""
    entry: str = ""
    limit: int = 1_000
    kind: str = ""
    q: str = ""


class _Block(msgspec.Struct):
    value: str
    reason: str
    by: str
    until: float | None = None
    kind: str = ""


class _Trust(msgspec.Struct):
    value: str
    comment: str
    by: str
    until: float | None = None


class _One(msgspec.Struct):
    entry: str
    by: str = ""
    until: float | None = None
    reason: str = ""
    trust_s: float = 0.0


class _Place(msgspec.Struct):
    value: str


class BlockDesk:
    """Shows and changes both lists.

    Args:
        clock: Of the process.
        watch: Where they are in force.
        driver: Writes what changed.
        registrar: Knows which phones stand behind an address.
        calls: Knows the gateways.
        new_id: Makes identities.
        kernel: Knows what the kernel does.

    Attributes:
        guard: What decides.
        limits: How much of a source is handled.
        kernel: As given.
        allowing: Who is served while only listed addresses are.
    """

    def __init__(
        self,
        clock: Clock,
        watch: Watch,
        driver: Driver,
        registrar: Registrar,
        calls: CallHost,
        new_id: Callable[[], str],
        kernel: KernelDesk,
    ) -> None:
        self.guard = watch.guard
        limits = LimitDesk(clock, watch, registrar)
        self.limits = limits.limits
        self._limits = limits
        self._numbers = NumberDesk(clock, watch.guard.numbers, new_id)
        self.kernel = kernel
        self.allowing = watch.allowing
        watch.told = kernel.changed
        self._clock = clock
        self._driver = driver
        self._registrar = registrar
        self._calls = calls
        self._new_id = new_id
        self.operations: dict[str, Operation] = {
            Op.BLOCKS: self._blocks,
            Op.BLOCK: self._block,
            Op.BLOCK_CHANGE: self._change,
            Op.UNBLOCK: self._unblock,
            Op.BEHIND: self._behind,
            Op.TRUSTED: self._trusted,
            Op.TRUST: self._trust,
            Op.DISTRUST: self._distrust,
            **limits.operations,
            **kernel.operations,
            **ImportDesk(clock, watch, registrar, calls, self._store, new_id).operations,
        }

    def _blocks(self, arguments: dict[str, Any]) -> list[BlockInfo]:
        wanted = convert(arguments, _Wanted)
        entries: list[Block | NumberBlock] = [*self.guard.blocks, *self._numbers.guard.listing]
        return [self._shown(each) for each in self._page(entries, wanted)]

    def _trusted(self, arguments: dict[str, Any]) -> list[TrustInfo]:
        wanted = convert(arguments, _Wanted)
        return [self._shown_trust(each) for each in self._page(self.guard.trusted, wanted)]

    def _block(self, arguments: dict[str, Any]) -> BlockInfo:
        asked = convert(arguments, _Block)
        if asked.kind == "number":
            number = self._numbers.block(asked.value, asked.reason, asked.by, asked.until)
            self._store(lambda: None)
            return self._shown(number)
        found = _place(asked.value)
        now, offset = self._moment()
        entry = Block(
            self._new_id(),
            found.kind,
            found.value,
            "",
            asked.reason[:MAX_TEXT],
            asked.by,
            now,
            None if asked.until is None else asked.until - offset,
        )
        self._store(lambda: self.guard.block(entry))
        return self._shown(entry)

    def _change(self, arguments: dict[str, Any]) -> list[BlockInfo]:
        asked = convert(arguments, _One)
        if self._numbers.knows(asked.entry):
            number = self._numbers.change(asked.entry, asked.until, asked.by, asked.reason)
            self._store(lambda: None)
            return [self._shown(number)]
        entry = self.guard.blocks.by_id.get(asked.entry)
        if entry is None:
            return []
        _, offset = self._moment()
        until = None if asked.until is None else asked.until - offset
        self._store(lambda: self.guard.change(entry, until, asked.by, asked.reason))
        return [self._shown(entry)]

    def _unblock(self, arguments: dict[str, Any]) -> Unblocked:
        asked = convert(arguments, _One)
        number = self._numbers.guard.unblock(asked.entry, asked.by)
        if number is not None:
            self._store(lambda: None)
            return Unblocked(self._shown(number))
        now, _ = self._moment()
        before = self.guard.blocks.by_id.get(asked.entry)
        enforced = before is not None and self.kernel.entry_state(before.value) == "enforced"
        entry, counted = self.guard.unblock(asked.entry, asked.by)
        limited = entry is not None and self._limits.begin_anew(entry.value)
        trust = None if entry is None else self._trust_after(entry, asked, now)
        self._store(lambda: None)
        return Unblocked(
            None if entry is None else self._shown(entry),
            counted,
            None if trust is None else self._shown_trust(trust),
            limited,
            enforced,
        )

    def _trust_after(self, entry: Block, asked: _One, now: float) -> Trust | None:
        """What says that an unblocked source is trusted; an entry that lasts longer stays."""
        if asked.trust_s <= 0:
            return None
        ends = now + asked.trust_s
        known = self.guard.trusted.places.get(entry.value)
        if known is not None and (known.until is None or known.until >= ends):
            return known
        new_id = self._new_id()
        trust = Trust(new_id, entry.kind, entry.value, "unblocked", asked.by, now, ends)
        self.guard.trust(trust)
        return trust

    def _trust(self, arguments: dict[str, Any]) -> TrustInfo:
        asked = convert(arguments, _Trust)
        found = _place(asked.value)
        now, offset = self._moment()
        until = None if asked.until is None else asked.until - offset
        comment = asked.comment[:MAX_TEXT]
        entry = Trust(self._new_id(), found.kind, found.value, comment, asked.by, now, until)
        self._store(lambda: self.guard.trust(entry))
        return self._shown_trust(entry)

    def _distrust(self, arguments: dict[str, Any]) -> list[TrustInfo]:
        entry = self.guard.distrust(convert(arguments, _One).entry)
        self._store(lambda: None)
        return [] if entry is None else [self._shown_trust(entry)]

    def _behind(self, arguments: dict[str, Any]) -> Behind:
        found = _place(convert(arguments, _Place).value)
        now, _ = self._moment()
        extensions = self._registered(found, now)
        guard, address = self.guard, found.value.partition("/")[0]
        block = guard.blocks.places.get(found.value) or guard.covered(address, now)
        trust = guard.trusted.places.get(found.value) or guard.trusts(address, now)
        return Behind(
            found.kind,
            found.value,
            len(extensions),
            extensions[:MAX_NAMED],
            self._calls.gates.gateways_within(found.value),
            "" if block is None else block.id,
            "" if trust is None else trust.id,
            [
                Counted(rule.value, events, setting.limit, setting.window_s)
                for rule, events, setting in guard.counted(address, now)
            ],
            self.allowing.machine_within(found.value),
            found.value in guard.exempt,
        )

    def _registered(self, found: Place, now: float) -> list[str]:
        """Extensions registered from within a place."""
        locations, outer = self._registrar.locations, as_network(found.value)
        inside = set(locations.sources_within(outer))
        if not inside:
            return []
        return sorted(
            name
            for name in locations
            if any(each.ip in inside for each in locations.live(name, now))
        )

    def _page(self, entries: Iterable[E], wanted: _Wanted) -> list[E]:
        """The newest first; ``before`` is the id of the oldest that is known."""
        limit = max(1, min(wanted.limit, MAX_PAGE))
        text = wanted.q.casefold()
        now, _ = self._moment()
        found = sorted(
            (
                each
                for each in entries
                if (not wanted.before or each.id < wanted.before)
                and (not wanted.entry or each.id == wanted.entry)
                and (not wanted.kind or each.kind == wanted.kind)
                and (each.until is None or each.until > now)
                and (not text or text in _texts(each))
            ),
            key=lambda each: each.id,
            reverse=True,
        )
        return found[:limit]

    def _store(self, change: Callable[[], object]) -> None:
        """Make a change, and write it down with what it brought about."""
        try:
            change()
        except ValueError as error:
            raise ControlError(str(error)) from error
        batch = self._driver.begin()
        self._driver.defend(batch)

    def _shown(self, entry: Block | NumberBlock) -> BlockInfo:
        if isinstance(entry, NumberBlock):
            return self._numbers.shown(entry)
        shown = dump(entry, self._moment()[1])
        return convert({**shown, "kernel": self.kernel.entry_state(entry.value)}, BlockInfo)

    def _shown_trust(self, entry: Trust) -> TrustInfo:
        return convert(dump(entry, self._moment()[1]), TrustInfo)

    def _moment(self) -> tuple[float, float]:
        now = self._clock.now()
        return now, self._clock.wall() - now


def _place(text: str) -> Place:
    try:
        return place(text)
    except ValueError as error:
        raise ControlError(f"{text[:60]!a} is no address and no network: {error}") from error


def _texts(entry: Block | Trust | NumberBlock) -> str:
    why = entry.comment if isinstance(entry, Trust) else f"{entry.reason} {entry.rule}"
    return f"{entry.value} {why} {entry.by}".casefold()
