"""Every route, against a stand-in on a real socket."""

from datetime import UTC, datetime, timedelta

import pytest

from client.api.cdr_values import CdrQuery
from client.api.client import ApiClient
from client.api.errors import Conflict, Missing, Rejected, Unauthorised
from tests.helpers.fake_api import PASSWORD, FakeApi
from tests.helpers.fake_data import alarm


def query() -> CdrQuery:
    now = datetime.now(UTC)
    return CdrQuery(now - timedelta(days=1), now, billing_modes=(9,))


def test_signing_in_and_out(fake: FakeApi) -> None:
    api = ApiClient(fake.url)
    with pytest.raises(Unauthorised):
        api.sign_in("admin", "wrong")
    with pytest.raises(Unauthorised):
        api.parameters()
    assert api.sign_in("admin", PASSWORD).role == "admin"
    assert api.parameters()
    api.sign_out()
    with pytest.raises(Unauthorised):
        api.parameters()
    api.close()


def test_attacks_are_read_with_their_question(api: ApiClient, fake: FakeApi) -> None:
    reading = api.attacks(query(), "network", "Asia/Dhaka", limit=5)
    assert [each.source for each in reading.items][:1] == ["193.0.6.139"]
    assert reading.lockouts.runs[0].last == "1009"
    sent = fake.requests[-1].query
    assert (sent["by"], sent["timezone"], sent["limit"]) == (["network"], ["Asia/Dhaka"], ["5"])
    assert {"from", "to", "billing_mode"} <= sent.keys()


def test_health_needs_no_session(fake: FakeApi) -> None:
    health = ApiClient(fake.url).health()
    assert (health.status, health.switch) == ("ok", "running")


def test_the_alarms_that_stand_are_listed(api: ApiClient, fake: FakeApi) -> None:
    assert api.alarms() == ()
    fake.raised = [alarm.make("relay.gone:r1", "critical")]
    assert [each.subject for each in api.alarms()] == ["r1"]


def test_a_parameter_is_changed_against_its_version(api: ApiClient, fake: FakeApi) -> None:
    name = "SS_ENDPOINTREGISTERRETRY"
    stored = api.set_parameter(name, 5, reason="scanner", revert_after_s=1800, version=0)
    assert (stored.value, stored.version) == (5, 1)
    assert stored.effective_at is not None
    sent = fake.requests[-1]
    assert sent.body == {"value": 5, "reason": "scanner", "revert_after_s": 1800}
    assert sent.headers["If-Match"] == '"0"'
    with pytest.raises(Conflict):
        api.set_parameter(name, 7, version=0)
    assert api.parameter(name).value == 5


def test_a_value_out_of_range_names_the_range(api: ApiClient) -> None:
    """# req 68"""
    with pytest.raises(Rejected) as raised:
        api.set_parameter("SS_ENDPOINTREGISTERRETRY", 101)
    assert "1 to 100" in raised.value.fields["value"]


def test_zero_is_sent_as_a_value(api: ApiClient, fake: FakeApi) -> None:
    api.set_parameter("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", 0)
    assert fake.requests[-1].body == {"value": 0}


def test_parameters_are_searched_and_have_a_history(api: ApiClient) -> None:
    assert [item.name for item in api.parameters(q="SUSPENDTIME")] == [
        "SS_ENDPOINTREGISTERSUSPENDTIME"
    ]
    assert {item.group for item in api.parameters(group="billing")} == {"billing"}
    assert api.parameter_history("SS_ENDPOINTREGISTERRETRY")[0].after == 5


def test_endpoints_come_page_by_page(api: ApiClient) -> None:
    first = api.endpoints(limit=25)
    second = api.endpoints(limit=25, cursor=first.next_cursor)
    assert (len(first.items), len(second.items), second.next_cursor) == (25, 15, "")
    assert first.counts["suspended"] == 3
    assert {item.status for item in api.endpoints(status="suspended").items} == {"suspended"}


def test_an_endpoint_lives(api: ApiClient) -> None:
    made = api.create_endpoint("7001", "Long-Enough-9!", "New phone")
    assert made.status == "unregistered"
    with pytest.raises(Conflict):
        api.create_endpoint("7001", "Long-Enough-9!")
    with pytest.raises(Rejected) as raised:
        api.create_endpoint("7002", "short")
    assert "password" in raised.value.fields
    assert api.update_endpoint("7001", enabled=False).enabled is False
    assert api.endpoint("7001").display_name == "New phone"
    api.delete_endpoint("7001")
    with pytest.raises(Missing):
        api.endpoint("7001")


def test_an_extension_cannot_reach_another_route(api: ApiClient, fake: FakeApi) -> None:
    with pytest.raises(Missing):
        api.endpoint("../parameters")
    assert fake.requests[-1].path == "/endpoints/..%2Fparameters"


def test_an_import_is_checked_first(api: ApiClient) -> None:
    report = api.import_endpoints(b"1,Long-Enough-9!\nbad line\n", dry_run=True)
    assert report.created == 1
    assert [(item.line, item.detail) for item in report.errors] == [(2, "the password is missing")]


def test_lockouts_are_listed_and_cleared(api: ApiClient) -> None:
    """# req 117"""
    extensions = {item.extension for item in api.suspensions().items}
    assert {"1001", "9001"} <= extensions
    cleared = api.clear_suspensions(["1001", "9001"])
    assert {(item.extension, item.known) for item in cleared} == {("1001", True), ("9001", False)}
    assert api.endpoint("1001").status == "unregistered"
    assert api.suspension_history()[0].action == "suspended"


def test_records_come_page_by_page(api: ApiClient) -> None:
    """# req 51"""
    first = api.cdrs(query(), limit=100)
    second = api.cdrs(query(), cursor=first.next_cursor, limit=100)
    assert {item.billing_mode for item in first.items + second.items} == {9}
    assert first.items[-1].flow_no > second.items[0].flow_no


def test_summary_chart_and_words(api: ApiClient) -> None:
    assert api.cdr_summary(query()).records == 400
    assert api.cdr_series(query(), 60).bucket_s == 60
    assert api.cdr_vocabulary().end_reasons[1].code == -9


def test_events_arrive(api: ApiClient, fake: FakeApi) -> None:
    events = api.events()
    assert next(events).kind == ""
    fake.push("suspension", {"action": "suspended", "extension": "1001"})
    event = next(events)
    assert (event.kind, event.data["items"][0]["extension"]) == ("suspension", "1001")
    fake.hang_up()
    assert list(events) == []


def test_the_audit_is_read(api: ApiClient) -> None:
    assert api.audit().items == ()
