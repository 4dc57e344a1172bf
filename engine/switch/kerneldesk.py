"""What the helper of the kernel is told, and what is known of it.

Every change of the lists gets a number. A helper that is a little behind is answered the changes
since; one that is far behind, or comes from the run before, everything in pages that keep no
phone waiting. The switch waits for nothing here: listed sources are dropped by itself whether or
not there is a helper.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec

from engine.clock import Clock
from engine.control.alarms import AlarmSet
from engine.control.kernel import (
    BLOCK,
    TRUST,
    EntryState,
    KernelAsk,
    KernelNews,
    KernelReport,
    Row,
)
from engine.control.messages import convert
from engine.control.operations import Op
from engine.defence.entries import Block, Trust
from engine.defence.guard import Guard
from engine.switch.policies import KernelPolicy

MAX_CHANGES: Final = 20_000
"""Changes that are remembered; a helper that is further behind reads everything."""

PAGE: Final = 2_000
"""Entries in one answer: 2 ms."""

SILENT_S: Final = 6.0
"""Seconds after which a helper that asked no more is held for dead; it asks twice a second."""

ALARM: Final = "kernel.unavailable"
_SILENT: Final = (
    "the helper that fills the kernel's sets does not answer; listed sources are dropped by the "
    "softswitch"
)


class KernelDesk:
    """Feeds one helper.

    Args:
        clock: Of the process.
        guard: Whose lists are told.
        listening: ``udp:HOST:PORT`` of the switch.
        alarms: Told when what should be enforced is not.

    Attributes:
        policy: Whether and how the kernel is used.
    """

    def __init__(
        self,
        clock: Clock,
        guard: Guard,
        listening: Sequence[str],
        alarms: AlarmSet,
        new_id: Callable[[], str],
    ) -> None:
        self._clock = clock
        self._guard = guard
        self._ports = sorted({int(each.rpartition(":")[2]) for each in listening})
        self._alarms = alarms
        self._generation = new_id()
        self._number = self._begun = 0
        self._changes: deque[tuple[int, str, str]] = deque(maxlen=MAX_CHANGES)
        self._whole: list[tuple[str, str]] = []
        self._report = KernelReport()
        self._pending: set[str] = set()
        self._withheld: frozenset[str] = frozenset()
        self._asked_at: float | None = None
        self._since = clock.now()
        self.policy = KernelPolicy()
        self.operations: dict[str, Callable[[dict[str, Any]], Any]] = {Op.KERNEL: self._news}

    @property
    def policy(self) -> KernelPolicy:
        """What is obeyed, from the next question on."""
        return self._policy

    @policy.setter
    def policy(self, policy: KernelPolicy) -> None:
        self._policy = policy
        self._since = self._clock.now()

    def changed(self, entry: Block | Trust) -> None:
        """Something happened to an entry."""
        self._number += 1
        self._changes.append((self._number, _kind(entry), entry.value))
        if self._policy.mode and isinstance(entry, Block) and len(self._pending) < MAX_CHANGES:
            self._pending.add(entry.value)

    def report(self) -> KernelReport:
        """How it stands; what the helper said last, unless it is silent."""
        if not self._policy.mode:
            return KernelReport()
        if self._silent():
            said = self._report
            return KernelReport("unavailable", _SILENT, drift=said.drift, failures=said.failures)
        if self._report.state == "unavailable":
            return self._report
        if self._report.state == "off" or not self._current():
            return KernelReport("pending", "the lists are on their way into the kernel")
        return self._report

    def entry_state(self, value: str) -> EntryState:
        """Of one entry of the blacklist."""
        state = self.report().state
        if state in ("off", "unavailable"):
            return state
        if value in self._withheld:
            return "withheld"
        if not self._current() or value in self._pending:
            return "pending"
        return "enforced"

    def look(self) -> KernelReport:
        """How it stands, without names; raises the alarm or takes it back. Once a second."""
        report = self.report()
        young = self._clock.now() - self._since < SILENT_S  # it is being started
        if report.state == "unavailable" and not young:
            text = f"The blacklist is not enforced in the kernel: {report.reason}."
            self._alarms.put(ALARM, "warning", text)
        elif report.state != "unavailable":
            self._alarms.clear(ALARM)
        return msgspec.structs.replace(report, withheld=[])

    def _silent(self) -> bool:
        return self._asked_at is None or self._clock.now() - self._asked_at > SILENT_S

    def _current(self) -> bool:
        return self._report.generation == self._generation and self._report.applied >= 0

    def _news(self, arguments: dict[str, Any]) -> KernelNews:
        asked = convert(arguments, KernelAsk)
        self._hear(asked.report)
        if not self._policy.mode:
            return self._answer(self._number)
        if asked.generation != self._generation or asked.cursor:
            return self._page(asked.cursor if asked.generation == self._generation else 0)
        oldest = self._changes[0][0] if self._changes else self._number + 1
        if asked.number < oldest - 1:
            return self._page(0)
        return self._since_then(asked.number)

    def _hear(self, report: KernelReport) -> None:
        self._asked_at = self._clock.now()
        self._report = report
        self._withheld = frozenset(report.withheld)
        if report.generation == self._generation and report.applied >= self._number:
            self._pending.clear()
        elif report.generation == self._generation:
            self._pending = {value for number, _, value in self._changes if number > report.applied}

    def _page(self, cursor: int) -> KernelNews:
        if cursor == 0:
            entries = [*self._guard.blocks, *self._guard.trusted]
            self._whole = [(TRUST, value) for value in sorted(self._guard.exempt)]
            self._whole += [(_kind(each), each.value) for each in entries]
            self._begun = self._number
        page = self._whole[cursor : cursor + PAGE]
        reached = cursor + PAGE
        more = reached < len(self._whole)
        if not more:
            self._whole = []
        rows = self._rows(page)[0]
        return self._answer(self._begun, whole=True, cursor=reached if more else 0, rows=rows)

    def _since_then(self, number: int) -> KernelNews:
        latest: dict[tuple[str, str], int] = {}
        for at, kind, value in self._changes:
            if at > number:
                latest[kind, value] = at
                if len(latest) > PAGE:
                    break
        rows, gone = self._rows(latest)
        return self._answer(max(latest.values(), default=number), rows=rows, gone=gone)

    def _rows(self, places: Iterable[tuple[str, str]]) -> tuple[list[Row], list[Row]]:
        """What is kept for each of these places now, and which are gone."""
        rows: list[Row] = []
        gone: list[Row] = []
        now = self._clock.now()
        for kind, value in places:
            listing = self._guard.blocks if kind == BLOCK else self._guard.trusted
            entry = listing.places.get(value)
            if kind == TRUST and value in self._guard.exempt:
                rows.append((kind, value, None))
            elif entry is None or (entry.until is not None and entry.until <= now):
                gone.append((kind, value, None))
            else:
                rows.append((kind, value, None if entry.until is None else entry.until - now))
        return rows, gone

    def _answer(self, number: int, **more: Any) -> KernelNews:
        return KernelNews(
            self._policy.mode, self._policy.leave, self._ports, self._generation, number, **more
        )


def _kind(entry: Block | Trust) -> str:
    return BLOCK if isinstance(entry, Block) else TRUST
