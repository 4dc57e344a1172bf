"""The reading of attacks as the interface shows it."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from engine.api.wire import stamp_ms
from engine.countries import Origin
from engine.country_names import country_name
from engine.store.attack_rows import (
    AttackReading,
    AttackSource,
    Lockouts,
    Pattern,
    PatternName,
    Run,
)

Item = dict[str, Any]


def reading_item(
    reading: AttackReading, bounds: tuple[str, str | None], by: str, timezone: str
) -> Item:
    """All but ``missing``, see :class:`engine.api.models.attacks.CdrAttacks`."""
    return {
        "from": bounds[0],
        "to": bounds[1],
        "timezone": timezone,
        "by": by,
        "total": reading.total,
        "records": reading.records,
        "not_recorded": reading.not_recorded,
        "elsewhere": reading.elsewhere,
        "narrowed": reading.narrowed,
        "countries": reading.countries,
        "items": [source_item(source) for source in reading.sources],
        "lockouts": _lockouts(reading.lockouts),
        "lockout_days": [
            {"day": stamp_ms(day), "suspensions": count} for day, count in reading.lockout_days
        ],
        "patterns": _patterns(reading.patterns),
    }


def source_item(source: AttackSource) -> Item:
    """One source, see :class:`engine.api.models.attacks.AttackSourceItem`."""
    numbers = source.numbers
    return {
        "source": source.source,
        "addresses": source.addresses,
        "country": country_item(source.origin),
        "first": stamp_ms(source.first),
        "last": stamp_ms(source.last),
        "attempts": source.attempts,
        "records": source.records,
        "not_recorded": source.not_recorded,
        "days": source.days,
        "hours": source.hours,
        "examined": numbers.examined,
        "callers": numbers.callers,
        "callees": numbers.callees,
        "targets": [target._asdict() for target in source.targets],
        "user_agents": [device._asdict() for device in source.devices],
        "runs": _runs(numbers.runs),
        "lockouts": _lockouts(source.lockouts),
        "patterns": _patterns(source.patterns),
    }


def country_item(origin: Origin) -> Item:
    """A country of registration with its names."""
    english, chinese = country_name(origin.code) if origin.code else ("", "")
    return {"kind": origin.kind, "code": origin.code, "name": english, "name_zh": chinese}


def pattern_text(pattern: Pattern) -> str:
    """A pattern as an English sentence."""
    return _TEXTS[pattern.name](pattern.figures, ", ".join(pattern.examples))


def _lockouts(lockouts: Lockouts) -> Item:
    item = lockouts._asdict()
    item["runs"] = _runs(lockouts.runs)
    item["first"] = stamp_ms(lockouts.first) if lockouts.suspensions else None
    item["last"] = stamp_ms(lockouts.last) if lockouts.suspensions else None
    return item


def _runs(runs: Iterable[Run]) -> list[Item]:
    return [run._asdict() for run in runs]


def _patterns(patterns: Iterable[Pattern]) -> list[Item]:
    return [pattern._asdict() | {"text": pattern_text(pattern)} for pattern in patterns]


_TEXTS: Final[dict[PatternName, Callable[[dict[str, int], str], str]]] = {
    "many_extensions_locked": lambda n, _: (
        f"{n['extensions']} extensions locked out by one source, {n['suspensions']} times in all"
    ),
    "extensions_locked_in_sequence": lambda _, seen: f"Consecutive extensions locked out: {seen}",
    "extension_locked_again": lambda n, seen: f"Extension {seen} locked out {n['times']} times",
    "mass_lockout": lambda n, _: f"{n['suspensions']} lockouts over {n['extensions']} extensions",
    "callees_in_sequence": lambda _, seen: f"Consecutive numbers called: {seen}",
    "callers_in_sequence": lambda _, seen: f"Consecutive calling numbers: {seen}",
    "many_callers": lambda n, _: f"{n['callers']} different calling numbers",
    "one_target": lambda n, seen: f"{n['calls']} calls to the number {seen}",
    "prefix_probing": lambda n, seen: (
        f"{n['destinations']} destinations tried behind several dial prefixes, …{seen} behind "
        f"{n['prefixes']}"
    ),
    "international_numbers": lambda n, _: f"{n['calls']} calls to numbers of other countries",
    "premium_numbers": lambda n, seen: (
        f"{n['calls']} calls to premium-rate or satellite numbers, such as {seen}"
    ),
    "scanner": lambda n, seen: f"{n['calls']} calls by scanning tools: {seen}",
}
