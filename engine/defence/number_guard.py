"""Decides which numbers are refused: hears of calls, lists numbers, frees them again.

VOS3000's rules (vos3000.md 5.1): a callee dialled too often, a caller who calls too often, a callee
who does not answer several calls in a row, a caller with too many calls at once. An entry ends so
long after the last call, refused ones included; each repetition within a week is longer.

A gateway with a limit of its own is counted for itself, and what that limit lists is refused to
nobody else.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

import msgspec

from engine.defence.entries import MAX_TEXT
from engine.defence.number_entries import MAX_MANUAL, NumberBlock, NumberListing
from engine.defence.number_rules import PARTS, SENTENCES, NumberPolicy, NumberRule

MAX_NUMBERS: Final = 50_000
"""Numbers counted under each rule: some 8 MB of each; who was quiet longest is forgotten."""

MAX_PAST: Final = 50_000
"""Numbers remembered for how often they were listed."""

FORGET_AFTER: Final = 7 * 86_400.0
"""Seconds after the end of an entry at which it does not lengthen the next one any more."""

Action = Literal["added", "changed", "removed", "expired"]

KEEP_EVERY: Final = 30.0
"""Seconds between two lines about an entry that goes on because calls go on."""


class NumberChange(NamedTuple):
    """Something happened to an entry; ``by`` is the operator who did it, "" for nobody."""

    action: Action
    entry: NumberBlock
    by: str = ""


class Count(msgspec.Struct, gc=False):
    """Calls of one number under one rule since ``since``, monotonic seconds."""

    since: float
    calls: int = 0


class NumberGuard:
    """Lists numbers.

    Args:
        new_id: Makes the id of an entry.
        most: Numbers counted under each rule.

    Attributes:
        policy: What is obeyed, from the next call on.
        listing: The entries.
        changes: What happened since it was last taken; for whoever stores and tells it.
    """

    def __init__(self, new_id: Callable[[], str], most: int = MAX_NUMBERS) -> None:
        self.policy = NumberPolicy()
        self.listing = NumberListing()
        self.changes: list[NumberChange] = []
        self._new_id = new_id
        self._most = most
        self._counts: dict[NumberRule, OrderedDict[tuple[str, str], Count]] = {
            rule: OrderedDict() for rule in NumberRule
        }
        self._running: dict[tuple[str, str], int] = {}
        self._past: OrderedDict[tuple[str, str, str], tuple[int, float]] = OrderedDict()
        self._kept: dict[str, float] = {}

    def refuses(self, caller: str, callee: str, gateway: str, now: float) -> NumberBlock | None:
        """The entry that refuses a call, None when it may go on; being asked is a hit.

        Args:
            caller: Who calls.
            callee: Who is called.
            gateway: The mapping gateway it comes from, "" for a phone.
            now: Monotonic seconds.
        """
        if not self.listing:
            return None
        found = [*self.listing.of("caller", caller), *self.listing.of("callee", callee)]
        for entry in found:
            if entry.until is not None and entry.until <= now:
                self._expire(entry)
            elif entry.gateway not in ("", gateway):
                continue
            elif entry.by or not entry.rule or self.policy.covers(gateway):
                self._hit(entry, now)
                return entry
        return None

    def began(self, caller: str, callee: str, gateway: str, now: float) -> None:
        """A call goes on; the next one may be one too many."""
        self.goes_on(caller, gateway)
        if not self.policy.covers(gateway):
            return
        self._count(NumberRule.MALICIOUS_CALLEE, callee, gateway, now)
        self._count(NumberRule.MALICIOUS_CALLER, caller, gateway, now)
        most = self.policy.setting(NumberRule.CONCURRENT, gateway).limit
        whose = self._whose(NumberRule.CONCURRENT, gateway)
        running = self._running[whose, caller]
        if most and running > most:
            self._list(NumberRule.CONCURRENT, caller, whose, running, now)

    def ended(
        self, caller: str, callee: str, gateway: str, now: float, *, answered: bool, silent: bool
    ) -> None:
        """A call that had begun is over.

        Args:
            caller: Who called.
            callee: Who was called.
            gateway: The mapping gateway it came from.
            now: Monotonic seconds.
            answered: Whether it was answered: then the callee's row of silence is over.
            silent: Whether it rang and nobody answered.
        """
        for key in {("", caller), (gateway, caller)}:
            running = self._running.pop(key, 0) - 1
            if running > 0:
                self._running[key] = running
        if answered:
            for whose in {"", gateway}:
                self._counts[NumberRule.NO_ANSWER].pop((whose, callee), None)
        elif silent and self.policy.covers(gateway):
            self._count(NumberRule.NO_ANSWER, callee, gateway, now)

    def goes_on(self, caller: str, gateway: str = "") -> None:
        """A call goes on, perhaps one of the run before; counted for all and for its gateway."""
        for key in {("", caller), (gateway, caller)}:
            self._running[key] = self._running.get(key, 0) + 1

    def block(self, entry: NumberBlock) -> None:
        """Keep an entry that an operator made.

        Raises:
            ValueError: there are too many already.
        """
        if self.listing.manual >= MAX_MANUAL:
            raise ValueError(f"there are {MAX_MANUAL:,} entries already; remove some")
        self._put(entry, entry.by)

    def change(self, entry: NumberBlock, until: float | None, by: str, reason: str = "") -> None:
        """Give an entry another end, and perhaps another reason; it is an operator's then."""
        entry.until, entry.by, entry.expire_s = until, by, 0.0
        entry.reason = reason[:MAX_TEXT] or entry.reason
        self.listing.adopt(entry)
        self.changes.append(NumberChange("changed", entry, by))

    def unblock(self, entry_id: str, by: str = "") -> NumberBlock | None:
        """Remove an entry and begin anew with its number; answers the entry."""
        entry = self.listing.remove(entry_id)
        if entry is None:
            return None
        for counts in self._counts.values():
            counts.pop((entry.gateway, entry.value), None)
        self._past.pop(_key(entry), None)
        self._kept.pop(entry_id, None)
        self.changes.append(NumberChange("removed", entry, by))
        return entry

    def sweep(self, now: float) -> None:
        """End what is over; about once a second."""
        for entry in self.listing:
            if entry.until is not None and entry.until <= now:
                self._expire(entry)

    def take_changes(self) -> list[NumberChange]:
        """What happened since the last time."""
        taken, self.changes = self.changes, []
        return taken

    def load(self, entry: NumberBlock) -> None:
        """Put back what another process knew; it is no news."""
        self.listing.put(entry)
        if entry.rule and not entry.by:
            ended = entry.since if entry.until is None else entry.until
            self._past[_key(entry)] = (entry.repeats + 1, ended)

    def _whose(self, rule: NumberRule, gateway: str) -> str:
        """For whom calls of ``gateway`` are counted: for itself if it has a limit of its own."""
        return "" if self.policy.own_limit(rule, gateway) is None else gateway

    def _count(self, rule: NumberRule, number: str, gateway: str, now: float) -> None:
        setting = self.policy.setting(rule, gateway)
        if not setting.limit or not number:
            return
        whose = self._whose(rule, gateway)
        counts, key = self._counts[rule], (whose, number)
        count = counts.pop(key, None)
        if count is None or now - count.since > setting.window_s:
            if len(counts) >= self._most:
                del counts[next(iter(counts))]
            count = Count(now)
        counts[key] = count  # now the youngest
        count.calls += 1
        if count.calls >= setting.limit:
            del counts[key]
            self._list(rule, number, whose, count.calls, now)

    def _list(self, rule: NumberRule, number: str, whose: str, count: int, now: float) -> None:
        known = self.listing.of(PARTS[rule], number)
        if any((each.rule, each.gateway) == (rule, whose) for each in known):
            return
        oldest = self.listing.full()
        if oldest:
            self.unblock(oldest)
        repeats = self._repeats((rule.value, whose, number), now)
        expire = self.policy.expire(rule, repeats)
        until = None if expire is None else now + expire
        window = self.policy.setting(rule).window_s
        self._past[(rule.value, whose, number)] = (repeats + 1, now if until is None else until)
        reason = SENTENCES[rule].format(count=count, window=window)
        self._put(
            NumberBlock(
                id=self._new_id(),
                value=number,
                rule=rule.value,
                reason=f"{reason}, through {whose}" if whose else reason,
                by="",
                since=now,
                until=until,
                repeats=repeats,
                expire_s=0.0 if expire is None else float(expire),
                gateway=whose,
            )
        )

    def _hit(self, entry: NumberBlock, now: float) -> None:
        """Count a refused call; an entry of a rule ends so long after the last call."""
        entry.hits += 1
        entry.last_hit = now
        if entry.expire_s and entry.until is not None:
            entry.until = now + entry.expire_s
            key = _key(entry)
            self._past[key] = (self._past.get(key, (entry.repeats + 1, now))[0], entry.until)
            if now - self._kept.get(entry.id, entry.since) >= KEEP_EVERY:
                self._kept[entry.id] = now
                self.changes.append(NumberChange("changed", entry))

    def _put(self, entry: NumberBlock, by: str = "") -> None:
        before = self.listing.put(entry)
        if before is not None:
            self.changes.append(NumberChange("removed", before, by))
        self.changes.append(NumberChange("added", entry, by))

    def _expire(self, entry: NumberBlock) -> None:
        self.listing.remove(entry.id)
        self._kept.pop(entry.id, None)
        self.changes.append(NumberChange("expired", entry))

    def _repeats(self, key: tuple[str, str, str], now: float) -> int:
        repeats, ended = self._past.pop(key, (0, now))
        if len(self._past) >= MAX_PAST:
            del self._past[next(iter(self._past))]
        return repeats if now - ended < FORGET_AFTER else 0


def _key(entry: NumberBlock) -> tuple[str, str, str]:
    return entry.rule, entry.gateway, entry.value
