"""Rate limits: buckets of all sources, and a list of those that are over a limit now.

A source is one subscriber: an IPv4 address, or 64 bits of IPv6. A stranger chooses how many there
are, so each table is bounded and forgets who was quiet longest (ordered dictionaries: to find the
first of a plain one means to step over all that went before); who comes back after that finds an
empty bucket, as at first. What is refused costs the bucket nothing, so that a device that goes on
asking is served at the rate of the limit.
"""

from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from typing import Final, NamedTuple

import msgspec

from engine.addresses import subscriber
from engine.defence.places import Network, as_network
from engine.defence.rates import Limit, Rate, RatePolicy

MAX_SOURCES: Final = 50_000
"""Buckets of each limit: some 15 MB of each."""

MAX_LIMITED: Final = 10_000
"""Sources shown as limited; the oldest gives way, and is limited all the same."""

QUIET: Final = 30.0
"""Seconds without a refusal after which a source is not limited any more."""

ASK_AGAIN: Final = 2.0
"""Seconds for which it is remembered whether a source is one of ours."""

ANSWERS: Final = 1
"""Refusals of a stranger that are answered in a second; of own people as many times as much as
they may do more. Who forges his address must not make us write to others."""

Own = Callable[[str, float], bool]
"""Address and now -> whether it is one of ours."""


class Bucket(msgspec.Struct, gc=False):
    """How full a bucket is, and since when that is so; and whose it is, as far as was asked."""

    level: float
    at: float
    own: bool = False
    own_at: float = float("-inf")


class Over(NamedTuple):
    """A request that is one too many.

    Attributes:
        limit: Of which limit.
        source: The subscriber.
        own: Whether it is one of ours.
        rate: What it may do.
        wait_s: Whole seconds until the next one passes.
    """

    limit: Limit
    source: str
    own: bool
    rate: Rate
    wait_s: int


class Limited(msgspec.Struct):
    """A source that is over a limit. Times are monotonic seconds.

    Attributes:
        id: Of the entry.
        value: The subscriber in its one form.
        limit: Which limit.
        events: What it may do ...
        per_s: ... within these seconds.
        own: Whether it is one of ours, which may do more than a stranger.
        since: When the first request was refused.
        last: When the latest was.
        refused: How many were.
        evidence: The beginning of the latest.
    """

    id: str
    value: str
    limit: str
    events: int
    per_s: int
    own: bool
    since: float
    last: float
    refused: int = 0
    evidence: str = ""


class Limits:
    """Counts what sources ask for.

    Args:
        new_id: Makes the id of an entry.
        own: Who may do more.
        most: Sources remembered under each limit.

    Attributes:
        limited: Who is over a limit now, by id.
        changes: What began (True) and ended; for whoever tells it.
    """

    def __init__(self, new_id: Callable[[], str], own: Own, most: int = MAX_SOURCES) -> None:
        self.policy = RatePolicy()
        self.limited: OrderedDict[str, Limited] = OrderedDict()
        self.changes: list[tuple[bool, Limited]] = []
        self._new_id = new_id
        self._own = own
        self._most = most
        self._buckets: dict[Limit, OrderedDict[str, Bucket]] = {
            limit: OrderedDict() for limit in Limit
        }
        self._answers: OrderedDict[str, Bucket] = OrderedDict()
        self._ids: dict[tuple[str, str], str] = {}

    @property
    def policy(self) -> RatePolicy:
        """What is obeyed, from the next request on."""
        return self._policy

    @policy.setter
    def policy(self, policy: RatePolicy) -> None:
        self._policy = policy
        self._rates = {limit: policy.rate(limit) for limit in Limit}
        self.active = any(rate.events for rate in self._rates.values())

    def __len__(self) -> int:
        return sum(map(len, self._buckets.values()))

    def over(self, limit: Limit, address: str, now: float) -> Over | None:
        """Count a request; None when it is not too many.

        Args:
            limit: What it is counted under.
            address: Who asks, as a socket gives it.
            now: Monotonic seconds.
        """
        rate = self._rates[limit]
        if not rate.events:
            return None
        source = address if ":" not in address else subscriber(address)
        bucket = self._touch(self._buckets[limit], source, now)
        if not self._known_own(bucket, now):
            if _takes(bucket, rate, now):
                return None
            bucket.own, bucket.own_at = self._own(address, now), now
        if bucket.own:
            rate = Rate(rate.events * self._policy.own_times, rate.per_s)
            if not rate.events or _takes(bucket, rate, now):
                return None
        missing = _level(bucket, rate, now) + 1 - rate.events
        wait = max(1, ceil(missing * rate.per_s / rate.events))
        return Over(limit, source, bucket.own, rate, wait)

    def is_own(self, address: str, now: float) -> bool:
        """Whether ``address`` is one of ours."""
        return self._own(address, now)

    def refuse(self, over: Over, now: float, evidence: str = "") -> bool:
        """Note that a request was refused; whether that may be answered."""
        key = (over.limit.value, over.source)
        entry = self.limited.get(self._ids.get(key, ""))
        if entry is None:
            entry = self._begin(over, key, now)
        entry.refused += 1
        entry.last, entry.own = now, over.own
        entry.events, entry.per_s = over.rate
        entry.evidence = evidence or entry.evidence
        answers = ANSWERS * (max(1, self._policy.own_times) if over.own else 1)
        bucket = self._touch(self._answers, over.source, now)
        return _takes(bucket, Rate(answers, 1), now)

    def lift(self, entry_id: str) -> Limited | None:
        """Begin anew with a source; answers the entry."""
        entry = self.limited.get(entry_id)
        if entry is not None:
            self._buckets[Limit(entry.limit)].pop(entry.value, None)
            self._end(entry)
        return entry

    def begin_anew(self, value: str) -> bool:
        """Forget what a place has asked for under every limit; whether it was over one of them.

        Args:
            value: An address, or a network, in its one form.
        """
        network = as_network(value)
        source = subscriber(str(network.network_address))
        for buckets in (*self._buckets.values(), self._answers):
            buckets.pop(source, None)
        over = [each for each in self.limited.values() if _lies_in(each.value, source, network)]
        for entry in over:
            self._buckets[Limit(entry.limit)].pop(entry.value, None)
            self._end(entry)
        return bool(over)

    def sweep(self, now: float) -> None:
        """End what is over; about once a second."""
        for entry in [each for each in self.limited.values() if now - each.last > QUIET]:
            self._end(entry)

    def take_changes(self) -> list[tuple[bool, Limited]]:
        """What began and ended since the last time."""
        taken, self.changes = self.changes, []
        return taken

    def _touch(self, buckets: OrderedDict[str, Bucket], source: str, now: float) -> Bucket:
        """The bucket of a source, which is the youngest now."""
        bucket = buckets.pop(source, None)
        if bucket is None:
            if len(buckets) >= self._most:
                del buckets[next(iter(buckets))]
            bucket = Bucket(0.0, now)
        buckets[source] = bucket
        return bucket

    def _known_own(self, bucket: Bucket, now: float) -> bool:
        return bucket.own and now - bucket.own_at <= ASK_AGAIN

    def _begin(self, over: Over, key: tuple[str, str], now: float) -> Limited:
        if len(self.limited) >= MAX_LIMITED:
            self._end(next(iter(self.limited.values())))
        events, per_s = over.rate
        entry = Limited(
            self._new_id(), over.source, over.limit.value, events, per_s, over.own, now, now
        )
        self.limited[entry.id] = entry
        self._ids[key] = entry.id
        self.changes.append((True, entry))
        return entry

    def _end(self, entry: Limited) -> None:
        del self.limited[entry.id]
        del self._ids[(entry.limit, entry.value)]
        self.changes.append((False, entry))


def _lies_in(value: str, source: str, network: Network) -> bool:
    """Whether a subscriber is ``source``, or one of those in a network."""
    if value == source:
        return True
    try:
        inner = as_network(value)
    except ValueError:  # a link-local one with its interface
        return False
    return inner.version == network.version and inner.subnet_of(network)  # type: ignore[arg-type]


def _level(bucket: Bucket, rate: Rate, now: float) -> float:
    """How full a bucket is that leaks at ``rate``."""
    leaked = (now - bucket.at) * rate.events / rate.per_s
    return max(0.0, min(bucket.level, float(rate.events)) - leaked)


def _takes(bucket: Bucket, rate: Rate, now: float) -> bool:
    """Whether one more fits; it is in then. One that does not fit changes nothing."""
    level = _level(bucket, rate, now)
    if level + 1 > rate.events:
        return False
    bucket.level, bucket.at = level + 1, now
    return True
