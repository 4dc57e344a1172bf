"""Alarm rules are read by all, changed by admins, tested, and alarms are acknowledged."""

from typing import Any

import pytest

from tests.helpers.api_app import Stage

RULE = {"figure": 'switchwarden_module_up{module="switch"}', "kind": "below", "threshold": 0}


def test_rules_are_changed_and_tested(stage: Stage) -> None:
    made = stage.expect("PUT", "/alarms/rules/Mine", json=RULE | {"reason": "night"})
    assert (made["name"], made["quiet_s"], made["mail"]) == ("Mine", 3600, [])
    names = [item["name"] for item in stage.expect("GET", "/alarms/rules", role="auditor")["items"]]
    assert "Mine" in names
    assert "Suspensions rise" in names
    found = stage.expect("POST", "/alarms/rules/Mine/test")
    assert found == {"measured": 1.0, "told": []}
    stage.expect("DELETE", "/alarms/rules/Mine", 204)
    stage.must_fail(404, "DELETE", "/alarms/rules/Mine")
    stage.must_fail(404, "POST", "/alarms/rules/Mine/test")
    actions = [item["action"] for item in stage.audit()[:3]]
    assert actions == ["alarm_rule.delete", "alarm_rule.test", "alarm_rule.create"]


@pytest.mark.parametrize(
    "changes",
    [{"figure": "a b"}, {"kind": "x"}, {"mail": ["x"]}, {"window_s": 1}, {"threshold": 1e16}],
)
def test_a_rule_that_means_nothing_is_refused(stage: Stage, changes: dict[str, object]) -> None:
    stage.must_fail(422, "PUT", "/alarms/rules/Mine", json=RULE | changes)


def test_a_figure_that_there_is_not_is_refused_with_the_nearest_names(stage: Stage) -> None:
    wrong = RULE | {"figure": "switchwarden_ilegal_calls"}
    problem = stage.must_fail(422, "PUT", "/alarms/rules/Mine", json=wrong)
    assert "switchwarden_illegal_calls_total" in problem["detail"]
    assert problem["errors"][0]["field"] == "figure"
    wrong = RULE | {"figure": 'switchwarden_module_up{modul="switch"}'}
    problem = stage.must_fail(422, "PUT", "/alarms/rules/Mine", json=wrong)
    assert problem["detail"].endswith("it has module")


def test_figures_are_offered_with_unit_meaning_and_value(stage: Stage) -> None:
    items = stage.expect("GET", "/alarms/figures", role="auditor")["items"]
    found = {item["figure"]: item for item in items}
    assert found["switchwarden_module_up"] == {
        "figure": "switchwarden_module_up",
        "unit": "0 or 1",
        "description": "1 while it runs.",
        "grows": False,
        "labels": [{"name": "module", "values": ["management", "switch"]}],
        "value": 2.0,
    }
    assert found["switchwarden_illegal_calls_total"]["grows"]
    chinese = stage.expect("GET", "/alarms/figures", headers={"Accept-Language": "zh-CN"})["items"]
    assert [item["figure"] for item in chinese] == [item["figure"] for item in items]
    assert chinese[0]["unit"] == "个告警"


def test_the_secret_of_the_webhook_is_never_answered(stage: Stage) -> None:
    body = {"url": "https://chat.example.org/hook", "secret": "0123456789abcdef"}
    assert stage.expect("PUT", "/alarms/webhook", json=body) == {
        "url": body["url"],
        "has_secret": True,
    }
    assert "0123456789abcdef" not in str(stage.expect("GET", "/alarms/webhook"))
    stage.must_fail(422, "PUT", "/alarms/webhook", json={"url": "file:///etc/passwd"})
    stage.must_fail(422, "PUT", "/alarms/webhook", json={"url": "https://b.example.org/"})


def test_an_alarm_is_taken_on_until_it_is_over(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[Any] = []
    monkeypatch.setattr(stage.hub, "publish", lambda name, items: events.append((name, items)))
    stage.alarms.put("relay.gone", "critical", "it is gone")
    stage.expect("POST", "/alarms/acknowledge", 204, json={"id": "relay.gone"}, role="operator")
    (item,) = stage.expect("GET", "/alarms")["items"]
    assert (item["acknowledged_by"], item["acknowledged_at"] is None) == ("operator", False)
    ((kind, (told,)),) = events[1:]
    assert (kind, told["action"], told["id"]) == ("alarm", "changed", "relay.gone")
    assert told["acknowledged_by"] == "operator"
    assert told["acknowledged_at"] == item["acknowledged_at"]
    stage.alarms.clear("relay.gone")
    stage.must_fail(404, "POST", "/alarms/acknowledge", json={"id": "relay.gone"})
    stage.clock.advance(5)
    stage.alarms.put("relay.gone", "critical", "it is gone")
    (item,) = stage.expect("GET", "/alarms")["items"]
    assert item["acknowledged_by"] == ""
