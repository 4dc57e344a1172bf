"""Numbers are listed by each rule, refused, freed after the last call, and longer the next time."""

import itertools

import pytest

from engine.defence import number_guard as module
from engine.defence.number_entries import NumberBlock
from engine.defence.number_guard import KEEP_EVERY, NumberGuard
from engine.defence.number_rules import (
    GatewayNumbers,
    NumberPolicy,
    NumberRule,
    NumberSetting,
)

POLICY = NumberPolicy(
    True,
    rules=(
        (NumberRule.MALICIOUS_CALLEE, NumberSetting(3, 600, 3_600)),
        (NumberRule.MALICIOUS_CALLER, NumberSetting(5, 600, 3_600)),
        (NumberRule.NO_ANSWER, NumberSetting(2, 600, 3_600)),
        (NumberRule.CONCURRENT, NumberSetting(2, 1, 60)),
    ),
)


@pytest.fixture
def guard() -> NumberGuard:
    numbers = itertools.count(1)
    made = NumberGuard(lambda: f"{next(numbers):04}")
    made.policy = POLICY
    return made


def call(guard: NumberGuard, caller: str, callee: str, now: float, **end: bool) -> bool:
    """One call from its beginning to its end; whether it was refused."""
    if guard.refuses(caller, callee, end.pop("gateway", ""), now) is not None:  # type: ignore[arg-type]
        return True
    guard.began(caller, callee, "", now)
    guard.ended(caller, callee, "", now, answered=end.get("answered", False),
                silent=end.get("silent", False))  # fmt: skip
    return False


def rules(guard: NumberGuard) -> list[tuple[str, str]]:
    return [(each.value, each.rule) for each in guard.listing]


def test_a_number_dialled_too_often_is_refused_until_calls_stop(guard: NumberGuard) -> None:
    refused = [call(guard, f"10{n}", "0099", 10.0 * n) for n in range(5)]
    assert refused == [False, False, False, True, True]
    assert rules(guard) == [("0099", "malicious_callee")]
    (entry,) = guard.listing
    assert (entry.reason, entry.hits) == ("called 3 times within 600 s", 2)
    assert entry.until == 40.0 + 3_600, "freed so long after the last call"
    assert not call(guard, "0099", "1001", 50.0), "it may call itself"
    assert not call(guard, "200", "0099", 40.0 + 3_600)
    assert rules(guard) == []


def test_a_caller_who_calls_too_often_is_refused(guard: NumberGuard) -> None:
    assert [call(guard, "666", f"00{n}", 1.0) for n in range(6)] == [False] * 5 + [True]
    assert rules(guard) == [("666", "malicious_caller")]
    assert not call(guard, "200", "666", 2.0)


def test_silence_in_a_row_lists_a_callee_and_an_answer_ends_the_row(guard: NumberGuard) -> None:
    call(guard, "1", "77", 0.0, silent=True)
    call(guard, "2", "77", 1.0, answered=True)
    assert rules(guard) == []
    guard.policy = POLICY._replace(rules=((NumberRule.NO_ANSWER, NumberSetting(2, 600, 60)),
                                          *((rule, NumberSetting(0, 1, 1)) for rule in NumberRule
                                            if rule is not NumberRule.NO_ANSWER)))  # fmt: skip
    call(guard, "1", "77", 2.0, silent=True)
    call(guard, "1", "77", 900.0, silent=True)
    assert rules(guard) == [], "too long ago"
    call(guard, "1", "77", 901.0, silent=True)
    assert rules(guard) == [("77", "no_answer")]


def test_too_many_calls_at_once_list_the_caller(guard: NumberGuard) -> None:
    for number in range(2):
        guard.began("500", f"9{number}", "", 0.0)
    guard.goes_on("500")
    guard.ended("500", "90", "", 1.0, answered=True, silent=False)
    guard.began("500", "93", "", 2.0)
    assert rules(guard) == [("500", "concurrent")]
    assert guard.refuses("500", "94", "", 3.0) is not None
    for _ in range(9):
        guard.ended("500", "9", "", 4.0, answered=True, silent=False)
    assert guard._running == {}


def test_each_repetition_is_longer(guard: NumberGuard) -> None:
    ends = []
    for start in (0.0, 10_000.0):
        for number in range(3):
            call(guard, f"{number}", "0099", start)
        (entry,) = guard.listing
        ends.append((entry.until or 0.0) - start)
        guard.sweep(start + 9_000.0)
    assert ends == [3_600, 7_200]


def test_repetitions_are_known_after_a_restart(guard: NumberGuard) -> None:
    for number in range(3):
        call(guard, f"10{number}", "0099", 0.0)
    (entry,) = guard.listing
    later = NumberGuard(lambda: "0009")
    later.policy = POLICY
    later.load(entry)
    later.sweep(3_601.0)
    for number in range(3):
        call(later, f"10{number}", "0099", 4_000.0)
    (again,) = later.listing
    assert again.repeats == 1


def test_standalone_leaves_other_calls_alone(guard: NumberGuard) -> None:
    guard.policy = POLICY._replace(gateways=frozenset({"office"}))
    for _ in range(9):
        guard.began("1", "0099", "", 0.0)
    assert rules(guard) == []
    for _ in range(3):
        guard.began("2", "0099", "office", 0.0)
    assert ("0099", "malicious_callee") in rules(guard)
    assert guard.refuses("3", "0099", "", 1.0) is None
    assert guard.refuses("3", "0099", "office", 1.0) is not None


def test_an_operators_entry_counts_while_rules_are_off(guard: NumberGuard) -> None:
    guard.policy = NumberPolicy()
    entry = NumberBlock("x", "0099", "", "fraud", "maria", 0.0, 100.0)
    guard.block(entry)
    assert guard.refuses("1", "0099", "", 1.0) is entry
    assert guard.refuses("0099", "1", "gw", 1.0) is entry
    guard.change(entry, None, "otto", "for ever")
    assert guard.refuses("1", "0099", "", 200.0) is entry
    assert guard.unblock("x", "otto") is entry
    assert guard.unblock("x") is None
    assert [(action, by) for action, _, by in guard.take_changes()] == [
        ("added", "maria"), ("changed", "otto"), ("removed", "otto"),
    ]  # fmt: skip


def test_an_end_that_moves_is_stored_now_and_then(guard: NumberGuard) -> None:
    for number in range(3):
        call(guard, f"{number}", "0099", 0.0)
    guard.take_changes()
    for now in (1.0, 2.0, KEEP_EVERY, KEEP_EVERY + 1.0):
        guard.refuses("1", "0099", "", now)
    assert [change.action for change in guard.take_changes()] == ["changed"]


def test_the_tables_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MANUAL", 1)
    monkeypatch.setattr(module, "MAX_PAST", 2)
    guard = NumberGuard(str, most=3)
    guard.policy = POLICY
    for number in range(10):
        call(guard, f"a{number}", f"b{number}", 0.0)
    assert {len(each) for each in guard._counts.values()} == {3, 0}
    for number in range(5):
        guard._list(NumberRule.NO_ANSWER, f"c{number}", "", 2, 0.0)
        guard.sweep(1e6)
    assert len(guard._past) == 2
    guard.block(NumberBlock("x", "1", "", "", "maria", 0.0))
    with pytest.raises(ValueError, match="already"):
        guard.block(NumberBlock("y", "2", "", "", "maria", 0.0))


OWN = {
    "tight": GatewayNumbers(None, ((NumberRule.CONCURRENT, 1), (NumberRule.MALICIOUS_CALLEE, 2))),
    "free": GatewayNumbers(watched=False),
    "off": GatewayNumbers(None, tuple((rule, 0) for rule in NumberRule)),
}


def through(guard: NumberGuard, gateway: str, caller: str, callee: str, now: float) -> bool:
    """One call of a gateway that ends at once; whether it was refused."""
    if guard.refuses(caller, callee, gateway, now) is not None:
        return True
    guard.began(caller, callee, gateway, now)
    guard.ended(caller, callee, gateway, now, answered=False, silent=False)
    return False


def test_a_gateway_with_a_limit_of_its_own_is_counted_and_refused_for_itself(
    guard: NumberGuard,
) -> None:
    guard.policy = POLICY._replace(own=OWN)
    assert [through(guard, "tight", f"1{n}", "0099", 1.0) for n in range(3)] == [False, False, True]
    (entry,) = guard.listing
    assert (entry.gateway, entry.value) == ("tight", "0099")
    assert entry.reason == "called 2 times within 600 s, through tight"
    assert not through(guard, "other", "200", "0099", 2.0)
    assert not through(guard, "", "201", "0099", 2.0)
    assert not through(guard, "", "202", "0099", 2.0)
    assert through(guard, "other", "203", "0099", 2.0), "the common limit counts the others"
    assert {each.gateway for each in guard.listing} == {"", "tight"}
    guard.unblock(entry.id)
    assert [each.gateway for each in guard.listing] == [""]


def test_calls_at_the_same_time_are_counted_for_the_gateway_alone(guard: NumberGuard) -> None:
    guard.policy = POLICY._replace(own=OWN)
    guard.goes_on("666", "tight")
    guard.began("666", "1", "other", 0.0)
    assert rules(guard) == []
    guard.began("666", "2", "tight", 0.0)
    (entry,) = guard.listing
    assert (entry.rule, entry.gateway) == ("concurrent", "tight")
    for gateway in ("tight", "tight", "other"):
        guard.ended("666", "1", gateway, 1.0, answered=True, silent=False)
    assert not guard._running


def test_a_gateway_may_opt_out_or_switch_single_rules_off(guard: NumberGuard) -> None:
    guard.policy = POLICY._replace(own=OWN)
    for gateway in ("free", "off"):
        assert not any(through(guard, gateway, "666", "0099", 1.0) for _ in range(9))
    assert rules(guard) == []
    guard.policy = POLICY._replace(own={"in": GatewayNumbers(watched=True)}, gateways=frozenset())
    assert [through(guard, "in", f"1{n}", "0099", 1.0) for n in range(4)][-1]
    assert not through(guard, "free", "1", "0099", 1.0), "standalone: not watched"
    guard.policy = guard.policy._replace(enabled=False)
    assert not guard.policy.covers("in")
    assert guard.policy.setting(NumberRule.CONCURRENT, "in").limit == 0
