"""The routes of gateways and running calls, against a stand-in on a real socket."""

import pytest

from client.api.client import ApiClient
from client.api.errors import Conflict, Missing, Rejected
from tests.helpers.fake_api import FakeApi
from tests.helpers.fake_traces import sample


def test_gateways_are_listed_by_kind_text_and_page(api: ApiClient, fake: FakeApi) -> None:
    listing = api.gateways("mapping", limit=3)
    assert {item.kind for item in listing.items} == {"mapping"}
    rest = api.gateways("mapping", cursor=listing.next_cursor, limit=3)
    assert (len(listing.items), len(rest.items), rest.next_cursor) == (3, 1, "")
    assert [item.name for item in api.gateways("routing", "carrier-b").items] == ["carrier-b"]
    assert fake.requests[-1].query == {"kind": ["routing"], "q": ["carrier-b"], "limit": ["500"]}


def test_a_gateway_is_created_changed_and_deleted(api: ApiClient, fake: FakeApi) -> None:
    fields = {"name": "new", "kind": "mapping", "addresses": ["192.0.2.1"]}
    stored = api.create_gateway(fields, "a customer")
    assert (stored.name, stored.addresses) == ("new", ("192.0.2.1",))
    assert stored.effective_at is not None
    assert fake.requests[-1].body == fields | {"reason": "a customer"}
    assert not api.update_gateway("new", {"enabled": False}).enabled
    assert fake.requests[-1].body == {"enabled": False}
    api.delete_gateway("new", "gone")
    assert fake.requests[-1].query == {"reason": ["gone"]}
    with pytest.raises(Missing):
        api.delete_gateway("new")


def test_what_the_engine_refuses_names_its_field(api: ApiClient) -> None:
    with pytest.raises(Conflict):
        api.create_gateway({"name": "lab", "kind": "mapping"})
    with pytest.raises(Rejected) as refused:
        api.update_gateway("lab", {"capacity": 1_000_000})
    assert refused.value.fields == {"capacity": "must be at most 100,000"}


def test_calls_are_listed_and_hung_up(api: ApiClient, fake: FakeApi) -> None:
    listing = api.calls(gateway="acme-pbx", state="answered", limit=5)
    assert len(listing.items) == 5
    assert listing.next_cursor
    assert {item.state for item in listing.items} == {"answered"}
    first = listing.items[0]
    api.hang_up(first.id, "fraud")
    assert fake.requests[-1].query == {"reason": ["fraud"]}
    with pytest.raises(Missing):
        api.hang_up(first.id)


def test_a_route_is_analysed(api: ApiClient, fake: FakeApi) -> None:
    found = api.routing("1002", "+441", "acme-pbx")
    assert [step.gateway for step in found.steps if step.verdict == "candidate"] == [
        "carrier-b", "carrier-c",
    ]  # fmt: skip
    assert fake.requests[-1].query == {
        "caller": ["1002"], "callee": ["+441"], "gateway": ["acme-pbx"],
    }  # fmt: skip
    assert api.routing("1002", "1001").contacts == 2
    assert "gateway" not in fake.requests[-1].query
    with pytest.raises(Rejected) as refused:
        api.routing("1002", "4 4")
    assert set(refused.value.fields) == {"callee"}


def test_a_test_call_is_placed_and_followed_to_its_record(api: ApiClient, fake: FakeApi) -> None:
    trial = api.place_trial(5)
    assert (trial.state, trial.hold_s, [step.name for step in trial.steps]) == (
        "calling", 5, ["sent"],
    )  # fmt: skip
    assert fake.requests[-1].body == {"hold_s": 5}
    while not trial.over:
        trial = api.trial(trial.id)
    assert trial.record is not None
    assert (trial.record.account, trial.record.hold_time_s) == ("(test-call)", 5)
    with pytest.raises(Missing):
        api.trial("never")


def test_a_trace_is_asked_for_whatever_is_in_its_name(api: ApiClient, fake: FakeApi) -> None:
    fake.traces["a/b?c@x"] = sample()
    assert len(api.trace("a/b?c@x").messages) == 12
    assert [each.number for each in api.trace("a/b?c@x", after=10).messages] == [11, 12]
    assert api.trace_file("a/b?c@x", "txt") == b"the text"
    with pytest.raises(Missing):
        api.trace_file("gone", "pcap")
