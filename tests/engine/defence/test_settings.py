from engine.defence.rules import DefencePolicy, Rule, RuleSetting
from engine.defence.settings import RULE_WORDS, defence_policy
from engine.parameters.catalogue import CATALOGUE


def test_the_defaults_of_the_parameters_are_those_of_the_policy() -> None:
    assert defence_policy(lambda name: int(CATALOGUE[name].default)) == DefencePolicy()
    assert set(RULE_WORDS) == set(Rule)


def test_every_rule_obeys_its_own_parameters() -> None:
    names: list[str] = []

    def number(name: str) -> int:
        names.append(name)
        return len(names)

    policy = defence_policy(number)
    assert dict(policy.rules)[Rule.FAILED_REGISTRATIONS] != RuleSetting(30, 60, 3600)
    assert len(set(names)) == len(names) == 3 + 5 * len(Rule)


def test_a_rule_that_rests_keeps_its_values_and_counts_nothing() -> None:
    given = {"SS_BLACK_LIST_IP": 1, "SS_BLACK_LIST_IP_MALFORMED": 0}
    policy = defence_policy(lambda name: given.get(name, int(CATALOGUE[name].default)))
    assert policy.setting(Rule.MALFORMED) == RuleSetting(0, 60, 3_600)
    assert policy.setting(Rule.SCANNER).limit == 1
