"""Who attacks: recurring sources, their rhythm, what they aim at and how (requirements 54, 61).

A source is an address or a network. It is ranked by everything that came from it: call records,
calls that a gate kept out of them, and lockouts of extensions. Unless a filter says otherwise, call
records are those of illegal calls.

Counts and lockouts know a time and an address, and no more of a call. A filter with any other
condition is answered from records alone, and the answer says so (``narrowed``).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from ipaddress import IPv6Network
from typing import Any, Final, Literal, NamedTuple

from engine.billing.modes import ILLEGAL
from engine.countries import Countries
from engine.errors import Invalid
from engine.store import attack_ranking as order
from engine.store import attack_sql as sql
from engine.store.attack_numbers import Found, numbers_of
from engine.store.attack_patterns import lockout_patterns, source_patterns
from engine.store.attack_rows import AttackReading, AttackSource, Lockouts, Run
from engine.store.cdr_filter import CdrFilter, modes, time_range
from engine.store.cdr_networks import addresses
from engine.store.cdr_records import Reading, Records
from engine.store.clauses import Clause, conjunction
from engine.store.csv_columns import check_timezone

MAX_SOURCES: Final = 200
AttackBy = Literal["address", "network"]
_SHARED: Final[dict[str, Any]] = {
    name: getattr(CdrFilter(), name)
    for name in ("from_", "to", "billing_modes", "illegal", "ips", "caller_ips", "flow_max")
}
"""Conditions that keep counts and lockouts, as they are without any."""

_ALL: Final = -1
_V6: Final = re.compile(r"[0-9a-f]{16}")
_NOTHING: Final[Clause] = ("false", [])


class _Ranked(NamedTuple):
    """One row of the ranking."""

    place: str
    addresses: int
    first: int
    last: int
    records: int
    not_recorded: int
    total: int
    all_records: int
    all_not_recorded: int
    listed: tuple[str, ...] = ()


class Attacks:
    """Reads one store.

    Args:
        records: Of a store, with its counts and lockouts.
        countries: Says where an address is registered.
    """

    def __init__(self, records: Records, countries: Countries) -> None:
        self._records = records
        self._countries = countries

    def read(
        self,
        filters: CdrFilter,
        *,
        by: AttackBy = "address",
        limit: int = 20,
        timezone: str = "UTC",
    ) -> AttackReading:
        """The sources of a time range, those with most attempts first.

        Args:
            filters: Which records; illegal ones where no billing mode is asked for.
            by: What a source is: an address, or a network (/24, or /64 of IPv6).
            limit: Sources at most.
            timezone: IANA name of the zone of hours and days.

        Raises:
            Invalid: an unknown zone, or a limit out of range.
        """
        if not 1 <= limit <= MAX_SOURCES:
            raise Invalid("limit", f"1 to {MAX_SOURCES} sources can be read at a time")
        check_timezone(timezone)
        network = by == "network"

        def look(reading: Reading) -> AttackReading:
            return self._look(reading, _conditions(reading, wanted), network, limit, timezone)

        wanted = with_mode(filters)
        return self._records.read(wanted, look)

    def _look(
        self, reading: Reading, asked: "_Conditions", network: bool, limit: int, timezone: str
    ) -> AttackReading:
        fetch = reading.fetch
        everything = (asked.records, asked.counts, asked.locked)
        reading.keep(order.SOURCES, *order.sources(*everything, network=network))
        ranked = [_Ranked(*row) for row in fetch(*order.ranking(limit, network=network))]
        listed = _members(reading, ranked) if network else {}
        ranked = [row._replace(listed=tuple(listed.get(row.place, (row.place,)))) for row in ranked]
        elsewhere = int(fetch(*order.elsewhere(asked.counts))[0][0])
        found = _found(reading, ranked, asked, timezone)
        days = tuple(fetch(*sql.lockout_days(asked.locked)))
        locked = _lockouts(reading, ranked, asked.locked) if days else {}
        sources = tuple(
            self._source(row, found[place], locked.get(place, Lockouts()))
            for place, row in enumerate(ranked)
        )
        together = locked.get(_ALL, Lockouts())
        return AttackReading(
            sources,
            total=ranked[0].total if ranked else 0,
            records=ranked[0].all_records if ranked else 0,
            not_recorded=(ranked[0].all_not_recorded if ranked else 0) + elsewhere,
            elsewhere=elsewhere,
            narrowed=asked.narrowed,
            lockouts=together,
            lockout_days=days,
            patterns=lockout_patterns(together, one_source=False),
            countries=self._countries.source,
        )

    def _source(self, row: _Ranked, found: Found, locked: Lockouts) -> AttackSource:
        name = _name(row.place)
        return AttackSource(
            source=name,
            addresses=row.addresses,
            origin=self._countries.origin(name),
            first=row.first,
            last=row.last,
            records=row.records,
            not_recorded=row.not_recorded,
            days=found.days,
            hours=tuple(found.hours),
            targets=tuple(found.targets),
            devices=tuple(found.devices),
            numbers=found.numbers,
            lockouts=locked,
            patterns=source_patterns(found.numbers, found.devices, locked),
        )


class _Conditions(NamedTuple):
    """One filter over the three tables.

    Attributes:
        records: Over records.
        counts: Over ``aggregate``.
        locked: Over suspensions by source.
        narrowed: Whether only records know what is asked for.
    """

    records: order.Source
    counts: Clause
    locked: Clause
    narrowed: bool


def _conditions(reading: Reading, filters: CdrFilter) -> _Conditions:
    records = order.Source(reading.relation, reading.condition)
    if replace(filters, **_SHARED) != CdrFilter():
        return _Conditions(records, _NOTHING, _NOTHING, narrowed=True)
    places = [
        *addresses("ip", ("source",), filters.ips),
        *addresses("caller_ip", ("source",), filters.caller_ips),
    ]
    mode = [*modes(filters), *_legal(filters.illegal)]
    counts = conjunction([*time_range("minute", filters), *mode, *places])
    attack = filters.illegal is not False and filters.billing_modes in ((), (ILLEGAL,))
    locked = conjunction([*time_range('"at"', filters), *places]) if attack else _NOTHING
    return _Conditions(records, counts, locked, narrowed=False)


def with_mode(filters: CdrFilter) -> CdrFilter:
    """Illegal calls, where a filter says nothing about it."""
    said = filters.billing_modes or filters.illegal is not None
    return filters if said else replace(filters, illegal=True)


def _legal(wanted: bool | None) -> Iterable[Clause]:
    if wanted is not None:
        yield ("billing_mode = ?" if wanted else "billing_mode <> ?", [ILLEGAL])


def _found(
    reading: Reading, ranked: Sequence[_Ranked], asked: _Conditions, timezone: str
) -> list[Found]:
    """Rhythm and numbers of each source, in their order."""
    if not ranked:
        return []
    fetch = reading.fetch
    counts = [row.records for row in ranked]
    if sum(counts) <= sql.MAX_EXAMINED:
        every = _addresses(ranked, lambda _: 0)
        reading.keep(sql.CHOSEN, *sql.chosen(every, asked.records, counted=True))
        rows = fetch(*sql.details(every, asked.counts, timezone))
        return numbers_of(rows, len(ranked))
    every = _addresses(ranked, lambda _: 0)
    quota = fair_share(counts, sql.MAX_EXAMINED)
    rows = fetch(*sql.rhythm(every, asked.records, asked.counts, timezone, quota))
    since = {row[1]: row[4] for row in rows if row[0] == "since"}
    newest = _addresses(ranked, lambda place: since.get(place, 0))
    reading.keep(sql.CHOSEN, *sql.chosen(newest, asked.records, counted=False))
    rows += fetch(*sql.numbers(newest, asked.counts))
    return numbers_of(rows, len(ranked))


def _members(reading: Reading, ranked: Sequence[_Ranked]) -> dict[str, list[str]]:
    """Addresses of each network."""
    found: dict[str, list[str]] = {}
    for place, source in reading.fetch(*order.members([row.place for row in ranked])):
        found.setdefault(place, []).append(source)
    return found


def _addresses(ranked: Sequence[_Ranked], since: Callable[[int], int]) -> list[object]:
    """Every address with its place and a moment, as three lists."""
    pairs = [(address, place) for place, row in enumerate(ranked) for address in row.listed]
    places = [place for _, place in pairs]
    return [[address for address, _ in pairs], places, [since(place) for place in places]]


def fair_share(counts: Sequence[int], room: int) -> int:
    """The most that each may have so that all fit: who has less leaves the rest to the others."""
    for position, count in enumerate(sorted(counts)):
        share = room // (len(counts) - position)
        if count > share:
            return share
        room -= count
    return max(counts, default=0)


def _lockouts(reading: Reading, ranked: Sequence[_Ranked], locked: Clause) -> dict[int, Lockouts]:
    """Suspensions by place, and of all with place -1."""
    rows = reading.fetch(*sql.lockouts(_addresses(ranked, lambda _: 0)[:2], locked))
    runs: dict[int, list[Run]] = {}
    for what, place, first, last, count, *_ in rows:
        if what == "run":
            runs.setdefault(place, []).append(Run("extension", first, last, count))
    found = {}
    for what, place, most, _, times, suspensions, extensions, unknown, first, last in rows:
        if what == "locked":
            listed = sorted(runs.get(place, ()), key=lambda run: (-run.length, run.first))
            found[place] = Lockouts(
                suspensions, extensions, unknown, most, times, tuple(listed), first, last
            )
    return found


def _name(place: str) -> str:
    """A source as people write it; of an IPv6 network SQL knows 16 digits."""
    if not _V6.fullmatch(place):
        return place
    return str(IPv6Network((int(place, 16) << 64, 64)))
