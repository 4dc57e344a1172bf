from dataclasses import replace

import pytest

from engine.errors import Conflict, Invalid, NotFound
from engine.store import alarm_rules
from engine.store.alarm_rules import SHIPPED, AlarmRule, Webhook
from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY

RULE = AlarmRule("Mine", "switchwarden_sip_ok", "below", mail=("a@example.org",))


def test_shipped_rules_are_changed_and_removed_like_others(store: ConfigStore) -> None:
    rules = store.alarm_rules
    assert {rule.name for rule in rules.all()} == {rule.name for rule in SHIPPED}
    rules.put(RULE, **BY, reason="quiet nights")
    rules.remove(SHIPPED[0].name, **BY)
    assert [rule for rule in rules.all() if rule.name == "Mine"] == [RULE]
    assert SHIPPED[0] not in rules.all()
    actions = [(row.action, row.object, row.reason) for row in store.audit.page()]
    assert actions[::-1] == [
        ("alarm_rule.create", "alarm_rule:Mine", "quiet nights"),
        ("alarm_rule.delete", f"alarm_rule:{SHIPPED[0].name}", ""),
    ]
    with pytest.raises(NotFound):
        rules.remove("nothing", **BY)


def test_the_shipped_rule_of_floods_counts_illegal_calls_also_where_it_was_stored(
    store: ConfigStore,
) -> None:  # req 59
    old = replace(SHIPPED[1], figure='switchwarden_sip_responses_total{status="4xx"}', hold_s=7)
    store.alarm_rules.put(old, **BY)
    (found,) = [rule for rule in store.alarm_rules.all() if rule.name == "Flood of illegal calls"]
    assert (found.figure, found.hold_s) == ("switchwarden_illegal_calls_total", 7)
    mine = replace(old, name="Mine")
    store.alarm_rules.put(mine, **BY)
    assert mine in store.alarm_rules.all()


def test_there_is_a_bound(store: ConfigStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_rules, "MAX_RULES", len(SHIPPED) + 1)
    store.alarm_rules.put(RULE, **BY)
    store.alarm_rules.put(RULE, **BY)
    with pytest.raises(Conflict):
        store.alarm_rules.put(AlarmRule("More", "a", "level"), **BY)


def test_a_secret_is_sealed_and_bound_to_its_address(store: ConfigStore) -> None:
    rules = store.alarm_rules
    assert rules.webhook() == Webhook()
    rules.set_webhook("https://a.example.org/x", "s" * 16, **BY)
    assert rules.webhook() == Webhook("https://a.example.org/x", "s" * 16)
    assert rules.set_webhook("https://a.example.org/x", None, **BY).secret == "s" * 16
    with pytest.raises(Invalid):
        rules.set_webhook("https://b.example.org/x", None, **BY)
    assert "ssss" not in repr(store.audit.page()) + repr(rules.webhook())
    assert b"ssss" not in store.folder.joinpath("config.sqlite").read_bytes()
    assert rules.set_webhook("", None, **BY) == Webhook()


def test_an_acknowledgement_goes_with_its_alarm(store: ConfigStore) -> None:
    rules = store.alarm_rules
    rules.acknowledge("a", 1.0, **BY, standing=["a", "b"])
    rules.acknowledge("b", 2.0, **BY, standing=["b"])
    assert [(each.alarm, each.by) for each in rules.acknowledged().values()] == [("b", "alice")]
