from typing import get_args

from engine.countries import Origin
from engine.store.attack_rows import HOURS, AttackSource, Lockouts, Numbers, PatternName


def test_attempts_are_what_was_recorded_and_what_was_counted() -> None:
    source = AttackSource(
        "192.0.2.1", 1, Origin("unknown"), 1, 2, 3, 4, 1, (0,) * HOURS, (), (), Numbers(),
        Lockouts(), (),
    )  # fmt: skip
    assert source.attempts == 7


def test_a_pattern_has_one_name() -> None:
    assert len(set(get_args(PatternName))) == len(get_args(PatternName)) == 12
