"""The four patterns of requirements 112-115, at their limits, one below, and in a real attack."""

from collections.abc import Iterable

import pytest

from engine.defence.patterns import (
    MANY,
    MAX_EACH,
    MAX_LOCKOUTS,
    MAX_NAMED,
    Found,
    Lockout,
    Patterns,
    subscriber,
)

NOW = 1_790_000_000.0
DAY = 86_400.0


def found(lockouts: Iterable[Lockout], window: float = DAY) -> dict[str, list[Found]]:
    patterns = Patterns()
    for each in lockouts:
        patterns.add(each)
    hits: dict[str, list[Found]] = {}
    for hit in patterns.found(NOW, window):
        hits.setdefault(hit.name, []).append(hit)
    return hits


def lockout(extension: str, source: str = "", ago: float = 60.0) -> Lockout:
    return Lockout(NOW - ago, extension, (source,) if source else ())


@pytest.mark.parametrize(
    ("lockouts", "names"),
    [
        ([], set()),
        # req 112: three extensions from one address, not two, and not one three times
        ([lockout("1001", "192.0.2.1"), lockout("2001", "192.0.2.1")], set()),
        ([lockout(each, "192.0.2.1") for each in ("1001", "2001", "3001")], {"same_source"}),
        ([lockout("1001", "192.0.2.1", ago) for ago in (9, 99)], set()),
        # req 113: four neighbours, not three, and none across a gap or another length
        ([lockout(f"100{n}") for n in range(3)], set()),
        ([lockout(f"100{n}") for n in range(4)], {"sequential"}),
        ([lockout(f"100{n}") for n in (1, 2, 4, 5)], set()),
        ([lockout(each) for each in ("98", "99", "100", "101")], set()),
        # req 114: three times, not two
        ([lockout("1001", "", ago) for ago in (1, 700)], set()),
        ([lockout("1001", "", ago) for ago in (1, 700, 1400)], {"repeated"}),
        # req 115: twenty within an hour over ten extensions
        ([lockout(f"{n}000", "", n) for n in range(1, MANY)], set()),
        ([lockout(f"{n}000", "", n) for n in range(1, MANY + 1)], {"many"}),
        ([lockout(f"{n}000", "", n * 300.0) for n in range(1, MANY + 1)], set()),
    ],
)
def test_a_pattern_has_a_limit_below_which_it_is_chance(
    lockouts: list[Lockout], names: set[str]
) -> None:
    assert found(lockouts).keys() == names


def test_a_scan_shows_all_there_is_to_see() -> None:
    """A scanner of 60 extensions, as SIPVicious goes along them, five hours long."""
    hits = found(lockout(f"{1000 + n}", "203.0.113.9", 18_000 - n * 60) for n in range(60))
    assert hits.keys() == {"many", "same_source", "sequential"}
    (source,), (run,) = hits["same_source"], hits["sequential"]
    assert (source.sources, source.source_count, source.lockouts) == (("203.0.113.9",), 1, 60)
    assert (run.extension_count, len(run.extensions)) == (60, MAX_NAMED)
    assert (run.first, run.last) == (NOW - 18_000, NOW - 18_000 + 59 * 60)
    assert hits["many"][0].lockouts == 60


def test_a_distributed_attack_is_seen_by_its_numbers() -> None:
    hits = found(lockout(f"{2000 + n * 3}", f"198.51.100.{n}", n) for n in range(40))
    assert hits.keys() == {"many"}
    assert hits["many"][0].source_count == 40


def test_networks_of_one_subscriber_are_one_source() -> None:
    addresses = [f"2001:db8:1:2::{n:x}" for n in range(1, 4)]
    hits = found(lockout(f"{n}00", address) for n, address in enumerate(addresses, 1))
    assert hits["same_source"][0].sources == ("2001:db8:1:2::/64",)
    assert subscriber("192.0.2.1") == "192.0.2.1"
    assert subscriber("nonsense") == "nonsense"


def test_what_is_older_than_the_window_or_in_the_future_is_left_out() -> None:
    lockouts = [lockout("1001", "", ago) for ago in (DAY, DAY + 1, -1, 1, 2)]
    assert found(lockouts) == {}


@pytest.mark.parametrize("extension", ["a" * 512, "٣٣٣", "9" * 400, "=cmd()", ""])
def test_any_extension_an_attacker_invents_is_taken(extension: str) -> None:
    hits = found(lockout(extension, "192.0.2.1", ago) for ago in (1, 2, 3))
    assert hits["repeated"][0].extensions == (extension,)


def test_memory_is_bounded() -> None:
    patterns = Patterns()
    for n in range(MAX_LOCKOUTS + 1):
        patterns.add(Lockout(NOW - 1, str(n), ()))
    assert len(patterns) == MAX_LOCKOUTS
    many = found(lockout(str(n % 100), "", 1) for n in range(300))
    assert len(many["repeated"]) == MAX_EACH
