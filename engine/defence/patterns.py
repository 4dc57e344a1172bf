"""Four patterns of lockouts that name an attack (requirements 112-115).

*same_source*: several extensions were locked from one address. *sequential*: neighbouring numbers
were locked. *repeated*: one extension again and again. *many*: a large number over many extensions
within an hour. Below its limit each is chance: people mistype, and an office behind one address
may have two old phones.

Pure: lockouts are added in any order, and asked for by the moment. Memory is bounded by
:data:`MAX_LOCKOUTS`; the oldest are forgotten first.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from typing import Final, Literal, NamedTuple

PatternName = Literal["same_source", "sequential", "repeated", "many"]

MAX_LOCKOUTS: Final = 20_000
"""Lockouts looked at: three a minute for five days, or an attack of an hour."""

MAX_EACH: Final = 20
"""Findings of one pattern; those with the most lockouts."""

MAX_NAMED: Final = 50
"""Extensions and sources that a finding names; it counts all of them."""

SAME_SOURCE: Final = 3
RUN: Final = 4
REPEATS: Final = 3
MANY: Final = 20
MANY_EXTENSIONS: Final = 10
HOUR: Final = 3600.0
_IPV6_NETWORK: Final = 64


class Lockout(NamedTuple):
    """An extension was locked: when (epoch seconds), which, from where."""

    at: float
    extension: str
    sources: tuple[str, ...]


class Found(NamedTuple):
    """A pattern that was found.

    Attributes:
        name: which.
        lockouts: how many make it.
        first: the first of them, epoch seconds.
        last: the last one.
        extensions: those concerned, MAX_NAMED at most.
        extension_count: how many they are.
        sources: addresses, or networks /64 of IPv6, those with the most lockouts first.
        source_count: how many they are.
    """

    name: PatternName
    lockouts: int
    first: float
    last: float
    extensions: tuple[str, ...]
    extension_count: int
    sources: tuple[str, ...]
    source_count: int


class Patterns:
    """Lockouts, and what they have in common."""

    def __init__(self) -> None:
        self._lockouts: deque[Lockout] = deque(maxlen=MAX_LOCKOUTS)

    def __len__(self) -> int:
        return len(self._lockouts)

    def add(self, lockout: Lockout) -> None:
        """Take a lockout in."""
        self._lockouts.append(lockout)

    def found(self, now: float, window: float) -> list[Found]:
        """What stands out among the lockouts of the last ``window`` seconds, by pattern."""
        seen = sorted(each for each in self._lockouts if now - window < each.at <= now)
        return [*_many(seen), *_same_source(seen), *_sequential(seen), *_repeated(seen)]


def subscriber(source: str) -> str:
    """The address itself, or for IPv6 the /64 that one subscriber has; a port is left out."""
    try:
        address = ip_address(source)
    except ValueError:
        return source
    if address.version == 4:
        return source
    bits = 128 - _IPV6_NETWORK
    return f"{ip_address((int(address) >> bits) << bits)}/{_IPV6_NETWORK}"


def _same_source(seen: Sequence[Lockout]) -> list[Found]:
    by_source: dict[str, list[Lockout]] = defaultdict(list)
    for each in seen:
        for source in {subscriber(source) for source in each.sources}:
            by_source[source].append(each)
    hits = [
        found("same_source", lockouts)._replace(sources=(source,), source_count=1)
        for source, lockouts in by_source.items()
        if len({each.extension for each in lockouts}) >= SAME_SOURCE
    ]
    return _most(hits)


def _sequential(seen: Sequence[Lockout]) -> list[Found]:
    by_number: dict[tuple[int, int], list[Lockout]] = defaultdict(list)
    for each in seen:
        if each.extension.isascii() and each.extension.isdigit() and len(each.extension) <= 18:
            by_number[len(each.extension), int(each.extension)].append(each)
    runs: list[list[Lockout]] = []
    length = 0
    before: tuple[int, int] | None = None
    for number in sorted(by_number):
        if before is None or number != (before[0], before[1] + 1):
            _end_run(runs, length)
            runs.append([])
            length = 0
        runs[-1] += by_number[number]
        length, before = length + 1, number
    _end_run(runs, length)
    return _most([found("sequential", sorted(run)) for run in runs])


def _end_run(runs: list[list[Lockout]], length: int) -> None:
    """Drop the run that ends unless it is long enough."""
    if runs and length < RUN:
        runs.pop()


def _repeated(seen: Sequence[Lockout]) -> list[Found]:
    by_extension: dict[str, list[Lockout]] = defaultdict(list)
    for each in seen:
        by_extension[each.extension].append(each)
    hits = [
        found("repeated", lockouts)
        for lockouts in by_extension.values()
        if len(lockouts) >= REPEATS
    ]
    return _most(hits)


def _many(seen: Sequence[Lockout]) -> list[Found]:
    """The hour with the most lockouts, if they are many and over many extensions."""
    best, start = (0, 0), 0
    for end, each in enumerate(seen, 1):
        while each.at - seen[start].at >= HOUR:
            start += 1
        if end - start > best[1] - best[0]:
            best = start, end
    hour = seen[best[0] : best[1]]
    if len(hour) < MANY or len({each.extension for each in hour}) < MANY_EXTENSIONS:
        return []
    return [found("many", hour)]


def found(name: PatternName, lockouts: Sequence[Lockout]) -> Found:
    """A finding out of the lockouts that make it, in order of time."""
    extensions = sorted({each.extension for each in lockouts})
    sources = Counter(subscriber(source) for each in lockouts for source in each.sources)
    return Found(
        name,
        len(lockouts),
        lockouts[0].at,
        max(each.at for each in lockouts),
        tuple(extensions[:MAX_NAMED]),
        len(extensions),
        tuple(source for source, _ in sources.most_common(MAX_NAMED)),
        len(sources),
    )


def _most(hits: Iterable[Found]) -> list[Found]:
    return sorted(hits, key=lambda hit: (-hit.lockouts, hit.extensions))[:MAX_EACH]
