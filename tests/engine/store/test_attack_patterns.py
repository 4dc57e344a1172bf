"""Each pattern at its limit and one below."""

from typing import Any

import pytest

from engine.store.attack_patterns import SCANNERS, lockout_patterns, source_patterns
from engine.store.attack_rows import Device, Lockouts, Numbers, Pattern, Run

ENOUGH = Lockouts(suspensions=20, extensions=10, unknown=4, most="1001", times=3,
                  runs=(Run("extension", "1001", "1003", 3),))  # fmt: skip


def number_patterns(**figures: Any) -> list[str]:
    numbers = Numbers(examined=40)._replace(**figures)
    return [pattern.name for pattern in source_patterns(numbers, (), Lockouts())]


def test_lockouts_of_one_source_show_four_patterns() -> None:  # req 112-115
    assert lockout_patterns(ENOUGH) == (
        Pattern("many_extensions_locked", {"extensions": 10, "suspensions": 20, "unknown": 4}),
        Pattern("extensions_locked_in_sequence", {"runs": 1, "longest": 3}, ("1001-1003",)),
        Pattern("extension_locked_again", {"times": 3}, ("1001",)),
        Pattern("mass_lockout", {"extensions": 10, "suspensions": 20}),
    )


def test_all_sources_together_are_no_single_one() -> None:
    found = [pattern.name for pattern in lockout_patterns(ENOUGH, one_source=False)]
    assert "many_extensions_locked" not in found
    assert len(found) == 3


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"extensions": 2, "suspensions": 20}, "many_extensions_locked"),
        ({"times": 2}, "extension_locked_again"),
        ({"suspensions": 19}, "mass_lockout"),
        ({"extensions": 9}, "mass_lockout"),
        ({"runs": ()}, "extensions_locked_in_sequence"),
    ],
)
def test_below_its_limit_a_lockout_is_somebodys_mistake(changes: dict[str, Any], name: str) -> None:
    assert name in [pattern.name for pattern in lockout_patterns(ENOUGH)]
    found = [pattern.name for pattern in lockout_patterns(ENOUGH._replace(**changes))]
    assert name not in found


@pytest.mark.parametrize(
    ("enough", "less", "name"),
    [
        ({"callers": 10}, {"callers": 9}, "many_callers"),
        ({"times": 20, "most": "5"}, {"times": 19, "most": "5"}, "one_target"),
        ({"times": 20, "most": "5"}, {"times": 20, "examined": 41}, "one_target"),
        ({"probed": 1, "variants": 3}, {}, "prefix_probing"),
        ({"international": 20}, {"international": 19}, "international_numbers"),
        ({"international": 5, "examined": 5}, {"international": 4, "examined": 4},
         "international_numbers"),
        ({"premium": 3}, {"premium": 2}, "premium_numbers"),
        ({"runs": (Run("callee", "1", "5", 5),)}, {}, "callees_in_sequence"),
        ({"runs": (Run("caller", "1", "5", 5),)}, {}, "callers_in_sequence"),
    ],
)  # fmt: skip
def test_numbers_show_a_pattern_from_its_limit_on(
    enough: dict[str, object], less: dict[str, object], name: str
) -> None:
    assert number_patterns(**enough) == [name]
    assert number_patterns(**less) == []


def test_tools_that_name_themselves_are_found_in_any_case() -> None:
    devices = (Device("Friendly-Scanner", 5), Device("Phone/1", 9), Device("sipcli/v1.8", 2))
    assert source_patterns(Numbers(), devices, Lockouts()) == (
        Pattern("scanner", {"calls": 7}, ("Friendly-Scanner", "sipcli/v1.8")),
    )
    assert all(name == name.lower() for name in SCANNERS)
