import json
from typing import Any

import pytest

from engine.api.alarm_evaluation import Phase, RuleState
from engine.management.alarm_memory import GRACE_S, Held, Known, question, recalled, remembered
from engine.store.alarm_rules import AlarmRule
from tests.helpers.clock import ManualClock

RULE = AlarmRule("Mine", "x", "level", 10, quiet_s=600)


def standing(rule: AlarmRule = RULE) -> Known:
    return Known(rule, RuleState(Phase.STANDING), since=1234.5678901)


def kept(known: Known, clock: ManualClock) -> dict[str, Any]:
    """The fact as it comes back from the disk."""
    found: dict[str, Any] = json.loads(json.dumps(remembered([known], clock.now())))
    return found


def test_what_stood_stands_again_with_its_beginning_and_its_quiet_time() -> None:
    clock = ManualClock()
    known = standing()
    known.tell(clock)
    known.held = Held(2, 99.5)
    fact = kept(known, clock)
    later = ManualClock()
    later.advance(590)  # another process: its monotonic clock says nothing about ours
    (again,) = recalled(fact, [RULE], later).values()
    assert (again.standing, again.since) == (True, 1234.5678901)
    assert (again.heard, again.held) == (True, Held(2, 99.5))
    assert again.quiet(later.now())
    later.advance(10)
    assert not again.quiet(later.now())
    assert remembered([again], later.now()) == fact, "what was read again is written the same"


def test_what_neither_stands_nor_has_been_told_lately_is_forgotten() -> None:
    clock = ManualClock()
    known = Known(RULE)
    assert remembered([known], clock.now()) == {"rules": {}}
    known.tell(clock)
    assert list(kept(known, clock)["rules"]) == ["Mine"]
    clock.advance(600)
    assert remembered([known], clock.now()) == {"rules": {}}


@pytest.mark.parametrize(
    ("rule", "grace"),
    [
        (RULE, GRACE_S),
        (AlarmRule("Mine", "x", "rise", 10, 300), 300),
        (AlarmRule("Mine", "x", "rise", 10, 10), GRACE_S),
    ],
)
def test_it_stands_for_as_long_as_nobody_can_know_better(rule: AlarmRule, grace: float) -> None:
    clock = ManualClock()
    (again,) = recalled(kept(standing(rule), clock), [rule], clock).values()
    assert again.state.kept_until == clock.now() + grace


def test_a_clock_that_was_put_back_makes_no_quiet_time_longer() -> None:
    clock = ManualClock()
    clock.advance(5000)
    known = standing()
    known.tell(clock)
    (again,) = recalled(kept(known, clock), [RULE], ManualClock()).values()
    assert again.told == ManualClock().now()


@pytest.mark.parametrize(
    "fact",
    [
        {},
        {"rules": []},
        {"rules": {"Mine": 7}},
        {"rules": {"Mine": {}}},
        {"rules": {"Mine": {"question": question(RULE)}}},
        {"rules": {"Mine": {"question": question(RULE), "since": "x", "told_at": None}}},
        {"rules": {"Mine": {"question": ["x", "level", 11, 300, 0, True], "since": 1.0}}},
        {"rules": {"Other": {"question": question(RULE), "since": 1.0, "told_at": None}}},
    ],
)
def test_what_is_of_another_rule_or_release_is_left_out(fact: dict[str, Any]) -> None:
    assert recalled(fact, [RULE], ManualClock()) == {}
