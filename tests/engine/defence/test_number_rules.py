"""Rules about numbers: off until switched on, growing by repetition, for some gateways or all."""

import pytest

from engine.defence.number_rules import DEFAULTS, PARTS, SENTENCES, NumberPolicy, NumberRule


@pytest.mark.parametrize("rule", NumberRule)
def test_each_rule_is_complete_and_off_at_first(rule: NumberRule) -> None:
    assert rule in PARTS
    assert "{count}" in SENTENCES[rule]
    assert NumberPolicy().setting(rule).limit == 0
    assert NumberPolicy(True).setting(rule) == DEFAULTS[rule]


def test_entries_grow_up_to_the_longest() -> None:
    policy = NumberPolicy(True, longest_s=10_000)
    grown = [policy.expire(NumberRule.MALICIOUS_CALLEE, repeats) for repeats in (0, 1, 2)]
    assert grown == [3_600, 7_200, 10_000]
    forever = DEFAULTS[NumberRule.NO_ANSWER]._replace(expire_s=0)
    assert NumberPolicy(True, rules=((NumberRule.NO_ANSWER, forever),)).expire(
        NumberRule.NO_ANSWER, 3
    ) is None  # fmt: skip


def test_standalone_covers_the_named_gateways_alone() -> None:
    assert NumberPolicy(True).covers("")
    assert not NumberPolicy().covers("")
    standalone = NumberPolicy(True, frozenset({"office"}))
    assert [standalone.covers(name) for name in ("office", "other", "")] == [True, False, False]
