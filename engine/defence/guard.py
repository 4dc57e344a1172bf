"""The front of the defence: hears what sources do wrong, and says who is blocked.

Own people are never punished: an address with a live registration, an address of a gateway and one
on the list of the trusted are counted like others, and no rule blocks them. An operator may block
whom he likes.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from engine.addresses import subscriber
from engine.defence.blacklist import MAX_AUTOMATIC, MAX_MANUAL, E, Listing
from engine.defence.entries import MAX_TEXT, Block, Trust
from engine.defence.number_entries import NumberBlock
from engine.defence.number_guard import NumberGuard
from engine.defence.places import as_network, place
from engine.defence.rules import SENTENCES, DefencePolicy, Rule, RuleSetting
from engine.defence.suspects import Suspects

MAX_PAST: Final = 50_000
"""Places remembered for how often they were blocked."""

AT_ONCE: Final = 300
"""Entries ended at a time, with all that is written about each: some 10 ms."""

FORGET_AFTER: Final = 7 * 86_400.0
"""Seconds after the end of a block at which it does not lengthen the next one any more."""

Own = Callable[[str, float], bool]
"""Address and now -> whether it is one of ours: a live registration, a gateway."""


Action = Literal["added", "changed", "removed", "expired"]


class Change(NamedTuple):
    """Something happened to an entry; ``by`` is the operator who did it, "" for nobody."""

    action: Action
    entry: Block | Trust
    by: str = ""


class Guard:
    """Decides whom the switch listens to.

    Args:
        new_id: Makes the id of an entry.
        own: Who is never punished.

    Attributes:
        blocks: The blacklist.
        trusted: Who is trusted.
        spared: Times that a rule would have blocked one of ours.
        changes: What happened since it was last taken; for whoever stores and tells it.
        numbers: Telephone numbers, with rules of their own.
        exempt: Addresses that nothing blocks: the engine asks itself from there.
    """

    def __init__(self, new_id: Callable[[], str], own: Own) -> None:
        self.policy = DefencePolicy()
        self.blocks: Listing[Block] = Listing()
        self.trusted: Listing[Trust] = Listing()
        self.numbers = NumberGuard(new_id)
        self.exempt: frozenset[str] = frozenset()
        self.spared = 0
        self.changes: list[Change] = []
        self._new_id = new_id
        self._own = own
        self._suspects = Suspects()
        self._past: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._automatic: OrderedDict[str, None] = OrderedDict()
        self._over: list[Block | Trust] = []

    @property
    def policy(self) -> DefencePolicy:
        """What is obeyed, from the next event on."""
        return self._policy

    @policy.setter
    def policy(self, policy: DefencePolicy) -> None:
        self._policy = policy
        self._settings = {rule: policy.setting(rule) for rule in Rule}
        self._counting: dict[Rule, RuleSetting] = {
            rule: each
            for rule, each in self._settings.items()
            if each.limit and rule is not Rule.SCANNER  # which is looked for before all others
        }

    def counts(self, rule: Rule) -> bool:
        """Whether events of ``rule`` are counted now."""
        return self._settings[rule].limit > 0

    def blocked(self, address: str, now: float) -> Block | None:
        """The entry that blocks ``address``; being asked is a hit."""
        if not self.blocks:
            return None
        entry = self.covered(address, now)
        if entry is not None and address in self.exempt:
            return None
        if entry is not None:
            entry.hits += 1
            entry.last_hit = now
        return entry

    def saw(
        self, rule: Rule, address: str, now: float, evidence: str = "", name: str = ""
    ) -> Block | None:
        """One event; the entry if that was one too many.

        Args:
            rule: What it was.
            address: Who did it, as a socket gives it.
            now: Monotonic seconds.
            evidence: The beginning of the message.
            name: The extension, for :data:`Rule.EXTENSIONS`.
        """
        setting = self._settings[rule]
        if not setting.limit:
            return None
        source = subscriber(address)
        count = self._suspects.add(source, rule, setting, now, name)
        if count < setting.limit or self.covered(address, now) is not None:
            return None
        if self._spares(address, source, now):
            self.spared += 1
            self._suspects.begin_anew(source, rule)
            return None
        return self._block(rule, source, count, now, evidence)

    def room(self, address: str, now: float) -> int | None:
        """How many events of ``address`` reach no rule but by the last; None when none can."""
        if not self._counting or self.covered(address, now) or self.ours(address, now):
            return None
        return self._suspects.room(subscriber(address), self._counting, now)

    def counted(self, address: str, now: float) -> list[tuple[Rule, int, RuleSetting]]:
        """What counts against the subscriber of ``address``: rule, events, what they may be."""
        found = self._suspects.counted(subscriber(address), self._settings, now)
        return [(rule, events, self._settings[rule]) for rule, events in found.items()]

    def block(self, entry: Block) -> None:
        """Keep an entry that an operator made.

        Raises:
            ValueError: there are too many already.
        """
        if len(self.blocks) - len(self._automatic) >= MAX_MANUAL:
            raise ValueError(f"there are {MAX_MANUAL:,} entries already; remove some")
        self._put(entry)

    def change(self, entry: Block, until: float | None, by: str, reason: str = "") -> Block:
        """Give an entry another end, and perhaps another reason; it is an operator's then."""
        entry.until, entry.by = until, by
        self._automatic.pop(entry.id, None)
        entry.reason = reason[:MAX_TEXT] or entry.reason
        self.changes.append(Change("changed", entry, by))
        return entry

    def trust(self, entry: Trust) -> None:
        """Keep an entry that says who is trusted; what rules hold against it is taken back.

        What an operator blocked stays blocked.

        Raises:
            ValueError: there are too many already.
        """
        if len(self.trusted) >= MAX_MANUAL:
            raise ValueError(f"there are {MAX_MANUAL:,} entries already; remove some")
        self.pardon(entry.value, entry.by)
        before = self.trusted.put(entry)
        if before is not None:
            self.changes.append(Change("removed", before))
        self.changes.append(Change("added", entry))

    def pardon(self, value: str, by: str) -> None:
        """Take back what rules hold against a place whose people are ours from now on.

        Args:
            value: The place in its one form.
            by: Who, or what, made them ours.
        """
        network = as_network(value)
        source = subscriber(str(network.network_address))
        self._suspects.forget(source)
        if network.prefixlen < as_network(source).prefixlen:
            found = list(self.blocks.places.inside(value))
        else:
            one = self.blocks.places.get(source)
            found = [] if one is None else [one]
        for entry in found:
            if entry.id in self._automatic:
                self.unblock(entry.id, by)

    def unblock(self, entry_id: str, by: str = "") -> tuple[Block | None, bool]:
        """Remove a block and begin anew with its source.

        Answers the entry, and whether anything was counted against it.
        """
        entry = self.blocks.remove(entry_id)
        if entry is None:
            return None, False
        self._automatic.pop(entry_id, None)
        self._past.pop(entry.value, None)
        self.changes.append(Change("removed", entry, by))
        return entry, self._suspects.forget(entry.value)

    def distrust(self, entry_id: str) -> Trust | None:
        """Take an entry of the trusted back."""
        entry = self.trusted.remove(entry_id)
        if entry is not None:
            self.changes.append(Change("removed", entry))
        return entry

    def covered(self, address: str, now: float) -> Block | None:
        """The entry that blocks ``address``; being looked at is no hit.

        Of a network and a narrower place within it that is trusted, the narrower one counts.
        """
        entry = self._covering(self.blocks, address, now)
        if entry is None or entry.kind == "ip" or not self.trusted:
            return entry
        trust = self.trusts(address, now)
        return None if trust is not None and _within(trust.value, entry.value) else entry

    def shuts_out(self, address: str, now: float) -> bool:
        """Whether nothing from ``address`` is read; being asked is no hit."""
        return address not in self.exempt and self.covered(address, now) is not None

    def trusts(self, address: str, now: float) -> Trust | None:
        """The entry that says that ``address`` is trusted."""
        return self._covering(self.trusted, address, now)

    def ours(self, address: str, now: float) -> bool:
        """Whether no rule blocks ``address``: it is trusted, or one of our own people is there."""
        if address in self.exempt or self.trusts(address, now) is not None:
            return True
        return self._own(address, now)

    def sweep(self, now: float) -> None:
        """End what is over; about once a second."""
        if not self._over:
            self._over = [*self.trusted.over(now)[::-1], *self.blocks.over(now)[::-1]]
        self.end(now)
        self.numbers.sweep(now)

    @property
    def ending(self) -> bool:
        """Whether there is more to be ended, although nobody is held to it any more."""
        return bool(self._over)

    def end(self, now: float) -> None:
        """End the next slice of what is over."""
        due, self._over = self._over[-AT_ONCE:], self._over[:-AT_ONCE]
        for entry in reversed(due):
            if entry.until is None or entry.until > now:
                continue  # prolonged meanwhile
            if isinstance(entry, Block):
                self._expire(self.blocks, entry)
            else:
                self._expire(self.trusted, entry)

    def take_changes(self) -> list[Change]:
        """What happened since the last time."""
        taken, self.changes = self.changes, []
        return taken

    def load(self, entry: Block | Trust | NumberBlock) -> None:
        """Put back what another process knew; it is no news."""
        if isinstance(entry, NumberBlock):
            self.numbers.load(entry)
            return
        if isinstance(entry, Trust):
            self.trusted.put(entry)
            return
        self.blocks.put(entry)
        if entry.rule and not entry.by:
            self._automatic[entry.id] = None
            ended = entry.since if entry.until is None else entry.until
            self._past[entry.value] = (entry.repeats + 1, ended)

    def _block(self, rule: Rule, source: str, count: int, now: float, evidence: str) -> Block:
        if len(self._automatic) >= MAX_AUTOMATIC:
            self.unblock(next(iter(self._automatic)))
        repeats = self._repeats(source, now)
        duration = self.policy.duration(rule, repeats)
        window = self.policy.setting(rule).window_s
        until = None if duration is None else now + duration
        entry = Block(
            id=self._new_id(),
            kind=place(source).kind,
            value=source,
            rule=rule.value,
            reason=SENTENCES[rule].format(count=count, window=window),
            by="",
            since=now,
            until=until,
            repeats=repeats,
            evidence=evidence[:MAX_TEXT],
        )
        self._past[source] = (repeats + 1, now if until is None else until)
        self._suspects.forget(source)
        self._automatic[entry.id] = None
        self._put(entry)
        return entry

    def _spares(self, address: str, source: str, now: float) -> bool:
        """Whether a block of ``source``, which is wider than an address of IPv6, hits ours."""
        if self.ours(address, now):
            return True
        return source != address and any(self.trusted.places.inside(source))

    def _covering(self, listing: Listing[E], address: str, now: float) -> E | None:
        while True:
            entry = listing.covering(address)
            if entry is None or entry.until is None or entry.until > now:
                return entry
            self._expire(listing, entry)  # a wider one may stand behind it

    def _expire(self, listing: Listing[E], entry: E) -> None:
        if listing.remove(entry.id) is None:
            return  # it was removed, or replaced, before its turn came
        self._automatic.pop(entry.id, None)
        self.changes.append(Change("expired", entry))

    def _put(self, entry: Block) -> None:
        before = self.blocks.put(entry)
        if before is not None:
            self._automatic.pop(before.id, None)
            self.changes.append(Change("removed", before, entry.by))
        self.changes.append(Change("added", entry, entry.by))

    def _repeats(self, source: str, now: float) -> int:
        repeats, ended = self._past.pop(source, (0, now))
        if len(self._past) >= MAX_PAST:
            del self._past[next(iter(self._past))]
        return repeats if now - ended < FORGET_AFTER else 0


def _within(value: str, outer: str) -> bool:
    """Whether a place is narrower than a network, both of which cover the same address."""
    return as_network(value).prefixlen > as_network(outer).prefixlen
