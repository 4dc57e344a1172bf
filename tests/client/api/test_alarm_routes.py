from dataclasses import replace

import pytest

from client.api.alarm_rule_values import AlarmRule
from client.api.client import ApiClient
from client.api.errors import Missing
from tests.helpers.fake_api import PASSWORD, FakeApi
from tests.helpers.fake_data import alarm


def test_the_routes_of_alarms_rules_and_the_webhook(api: ApiClient, fake: FakeApi) -> None:
    fake.raised = [alarm.make("relay.gone:r1", "critical")]
    api.sign_in("alice", PASSWORD)
    api.acknowledge_alarm("relay.gone:r1")
    assert api.alarms()[0].acknowledged_by == "alice"
    with pytest.raises(Missing):
        api.acknowledge_alarm("relay.gone:r2")
    made = api.save_alarm_rule(AlarmRule("Disk 50%", "disk_free", "below", 0.5, mail=("a@b.org",)))
    assert api.save_alarm_rule(replace(made, enabled=False)) == replace(made, enabled=False)
    assert [rule.name for rule in api.alarm_rules()] == ["Disk 50%"]
    result = api.test_alarm_rule("Disk 50%")
    assert (result.measured, result.told) == (3.0, ("a@b.org: sent",))
    api.delete_alarm_rule("Disk 50%")
    assert api.alarm_rules() == ()
    assert api.alarm_webhook().url == ""
    hook = api.save_alarm_webhook("https://chat.example.org/x", None)
    assert (hook.url, hook.has_secret) == ("https://chat.example.org/x", True)
    assert "secret" not in fake.requests[-1].body
