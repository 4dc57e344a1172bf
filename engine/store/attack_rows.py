"""Values of the reading of attacks: sources, what they aimed at, and patterns by name.

Times are epoch milliseconds.
"""

from typing import Final, Literal, NamedTuple

from engine.countries import Origin

PatternName = Literal[
    "many_extensions_locked",
    "extensions_locked_in_sequence",
    "extension_locked_again",
    "mass_lockout",
    "callees_in_sequence",
    "callers_in_sequence",
    "many_callers",
    "one_target",
    "prefix_probing",
    "international_numbers",
    "premium_numbers",
    "scanner",
]
"""The first four are those of requirements 112 to 115, read from the history of lockouts."""

HOURS: Final = 24


class Pattern(NamedTuple):
    """Something that shows how an attack works.

    Attributes:
        name: What it is.
        figures: Its numbers by name, see :mod:`engine.store.attack_patterns`.
        examples: Numbers, extensions or devices in which it shows.
    """

    name: PatternName
    figures: dict[str, int]
    examples: tuple[str, ...] = ()


class Run(NamedTuple):
    """Consecutive numbers.

    Attributes:
        side: Of which kind they are.
        first: The lowest.
        last: The highest.
        length: How many.
    """

    side: Literal["caller", "callee", "extension"]
    first: str
    last: str
    length: int


class Target(NamedTuple):
    """Called numbers that begin alike.

    Attributes:
        prefix: Their first digits.
        records: Calls to them that were recorded.
        not_recorded: Calls that a gate kept out, which are known by four digits.
    """

    prefix: str
    records: int
    not_recorded: int


class Device(NamedTuple):
    """A User-Agent and its records."""

    user_agent: str
    records: int


class Lockouts(NamedTuple):
    """Suspensions of extensions that somebody's wrong passwords led to.

    Attributes:
        suspensions: How many.
        extensions: How many different extensions.
        unknown: Suspensions of extensions that do not exist.
        most: The extension that was suspended most often, "" without any.
        times: How often that was.
        runs: Consecutive extensions among them, the longest first.
        first: Of the first of them, 0 without any.
        last: Of the last of them, 0 without any.
    """

    suspensions: int = 0
    extensions: int = 0
    unknown: int = 0
    most: str = ""
    times: int = 0
    runs: tuple[Run, ...] = ()
    first: int = 0
    last: int = 0


class Numbers(NamedTuple):
    """What the records of a source say about the numbers.

    Attributes:
        examined: Records that this was read from: the newest ones where there are too many.
        callers: Different calling numbers.
        callees: Different called numbers.
        most: The number that was called most often, "" without any.
        times: How often that was.
        probed: Destinations that were tried behind several dial prefixes.
        variants: Dial prefixes of the one with the most.
        probe: That one, its last digits.
        international: Records with a called number of another country.
        premium: Records with a called number that costs extra.
        premium_example: One of these.
        runs: Consecutive numbers, the longest first.
    """

    examined: int = 0
    callers: int = 0
    callees: int = 0
    most: str = ""
    times: int = 0
    probed: int = 0
    variants: int = 0
    probe: str = ""
    international: int = 0
    premium: int = 0
    premium_example: str = ""
    runs: tuple[Run, ...] = ()


class AttackSource(NamedTuple):
    """An address, or a network, and all that came from it.

    Attributes:
        source: ``203.0.113.7``, ``203.0.113.0/24`` or ``2001:db8::/64``.
        addresses: Different addresses of it.
        origin: Country of registration.
        first: First attempt or suspension.
        last: Last one.
        records: Call records.
        not_recorded: Calls that a gate kept out of them.
        days: Days, in the asked zone, with an attempt to call.
        hours: Attempts to call by hour of the day, in the asked zone.
        targets: Beginnings of called numbers, most attempts first.
        devices: User-Agents, most records first.
        numbers: What its numbers show.
        lockouts: Suspensions it led to.
        patterns: What stands out.
    """

    source: str
    addresses: int
    origin: Origin
    first: int
    last: int
    records: int
    not_recorded: int
    days: int
    hours: tuple[int, ...]
    targets: tuple[Target, ...]
    devices: tuple[Device, ...]
    numbers: Numbers
    lockouts: Lockouts
    patterns: tuple[Pattern, ...]

    @property
    def attempts(self) -> int:
        """Calls that were recorded or counted."""
        return self.records + self.not_recorded


class AttackReading(NamedTuple):
    """Attacks of a time range.

    Attributes:
        sources: Most attempts and suspensions first.
        total: How many sources there are.
        records: Call records of all of them.
        not_recorded: Calls of all of them that a gate kept out.
        elsewhere: Of these, how many are known without their source: more came at once than were
            told apart.
        narrowed: Whether the filter has conditions that only records know, so that nothing else is
            in it.
        lockouts: Suspensions of the range, of all sources.
        lockout_days: Days with suspensions, oldest first: first millisecond UTC, suspensions.
        patterns: What stands out in these.
        countries: Which data says where an address is registered.
    """

    sources: tuple[AttackSource, ...]
    total: int
    records: int
    not_recorded: int
    elsewhere: int
    narrowed: bool
    lockouts: Lockouts
    lockout_days: tuple[tuple[int, int], ...]
    patterns: tuple[Pattern, ...]
    countries: str
