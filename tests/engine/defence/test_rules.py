"""Rules and how long they block."""

import pytest

from engine.defence.rules import DEFAULTS, SENTENCES, DefencePolicy, Rule, RuleSetting


def test_every_rule_has_defaults_and_a_sentence() -> None:
    assert set(DEFAULTS) == set(SENTENCES) == set(Rule)


def test_a_defence_that_is_off_counts_nothing() -> None:
    assert DefencePolicy().setting(Rule.SCANNER).limit == 0
    assert DefencePolicy(enabled=True).setting(Rule.SCANNER).limit == 1


@pytest.mark.parametrize(
    ("first", "growth", "repeats", "seconds"),
    [(600, 2, 0, 600), (600, 2, 3, 4_800), (600, 1, 9, 600), (600, 2, 99, 10_000), (0, 2, 0, None),
     (20_000, 2, 1, 20_000)],
)  # fmt: skip
def test_a_block_grows_up_to_the_longest(
    first: int, growth: int, repeats: int, seconds: int | None
) -> None:  # req 129
    rules = ((Rule.MALFORMED, RuleSetting(5, 60, first)),)
    policy = DefencePolicy(True, rules, growth, longest_s=10_000)
    assert policy.duration(Rule.MALFORMED, repeats) == seconds


def test_a_rule_may_grow_in_its_own_way() -> None:
    own = RuleSetting(5, 60, 600, growth=1)
    rules = ((Rule.MALFORMED, own), (Rule.SCANNER, own._replace(growth=0)))
    policy = DefencePolicy(True, rules, 2)
    assert [policy.duration(rule, 3) for rule, _ in rules] == [600, 4_800]
