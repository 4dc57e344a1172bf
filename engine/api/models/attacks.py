"""The reading of attacks: sources, their rhythm, targets and patterns."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.cdr_filters import CdrFilters, Zone
from engine.api.models.cdrs import MissingDays
from engine.api.models.common import WHOLE, Answer, Stamp


class CdrAttackQuery(CdrFilters):
    """Sources of attacks: ``limit`` of them at most, each an address or a network.

    Illegal calls only, unless ``billing_mode`` or ``illegal`` says otherwise. ``timezone`` says
    whose hours and days are meant.
    """

    by: Literal["address", "network"] = "address"
    limit: Annotated[int, Field(strict=True, ge=1, le=200), WHOLE] = 20
    timezone: Zone = "UTC"


class CountryItem(Answer):
    """Where an address is registered, which is not where its user has to be.

    ``code`` (ISO 3166-1) and the names are empty unless ``kind`` is ``country``.
    """

    kind: Literal["country", "unknown", "private", "loopback", "reserved"]
    code: str
    name: str
    name_zh: str


class RunItem(Answer):
    """Consecutive numbers, from ``first`` to ``last``."""

    side: Literal["caller", "callee", "extension"]
    first: str
    last: str
    length: int


class TargetItem(Answer):
    """Called numbers that begin alike; those not recorded are known by four digits."""

    prefix: str
    records: int
    not_recorded: int


class DeviceItem(Answer):
    """A User-Agent and its records."""

    user_agent: str
    records: int


class PatternItem(Answer):
    """What stands out: its name, the figures it was found by, examples, and a sentence."""

    name: str
    text: str
    figures: dict[str, int]
    examples: list[str]


class LockoutsItem(Answer):
    """Suspensions of extensions; ``most`` was suspended most often, ``times`` times."""

    suspensions: int
    extensions: int
    unknown: int
    most: str
    times: int
    first: Stamp | None
    last: Stamp | None
    runs: list[RunItem]


class LockoutDay(Answer):
    """Suspensions of one day, UTC."""

    day: Stamp
    suspensions: int


class AttackSourceItem(Answer):
    """An address or network and what came from it.

    ``attempts`` is ``records`` and ``not_recorded`` together; ``hours`` has 24 counts of them.
    ``callers``, ``callees``, ``user_agents`` and ``runs`` are those of the newest ``examined``
    records.
    """

    source: str
    addresses: int
    country: CountryItem
    first: Stamp
    last: Stamp
    attempts: int
    records: int
    not_recorded: int
    days: int
    hours: Annotated[list[int], Field(min_length=24, max_length=24)]
    examined: int
    callers: int
    callees: int
    targets: list[TargetItem]
    user_agents: list[DeviceItem]
    runs: list[RunItem]
    lockouts: LockoutsItem
    patterns: list[PatternItem]


class CdrAttacks(Answer):
    """Sources with the most attempts and lockouts, and what all of them together show.

    ``total`` sources there are. Of ``not_recorded``, ``elsewhere`` are known without their source.
    ``narrowed`` says that a condition only records know kept everything else out.
    ``countries`` is the data that says where an address is registered. ``missing`` is what the
    records lack because a file of the archive is damaged.
    """

    from_: Annotated[Stamp, Field(alias="from")]
    to: Stamp | None
    timezone: str
    by: Literal["address", "network"]
    total: int
    records: int
    not_recorded: int
    elsewhere: int
    narrowed: bool
    countries: str
    items: list[AttackSourceItem]
    lockouts: LockoutsItem
    lockout_days: list[LockoutDay]
    patterns: list[PatternItem]
    missing: list[MissingDays]
