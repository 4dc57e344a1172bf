from client.api.alarm_rule_values import AlarmRule, RuleTest
from client.api.decoding import decode
from tests.helpers.fake_alarms import rule


def test_a_rule_goes_back_as_it_came() -> None:
    item = rule(severity="critical", mail=["a@example.org"], threshold=20)
    found = decode(AlarmRule, item)
    assert found.critical
    assert {"name": found.name, **found.body()} == item


def test_a_figure_that_is_not_there_is_nothing() -> None:
    assert decode(RuleTest, {"measured": None, "told": []}) == RuleTest()
