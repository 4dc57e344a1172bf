"""The routes that judge how safe the engine is set up."""

from client.api.client import ApiClient
from tests.helpers.fake_api import FakeApi


def test_passwords_are_asked_for_by_kind_and_finding(api: ApiClient, fake: FakeApi) -> None:
    page = api.passwords(finding="unknown")
    assert [(item.name, item.score) for item in page.items] == [("1003", None)]
    assert page.counts["total"] == 5
    assert fake.requests[-1].query["kind"] == ["endpoint"]
    assert [item.name for item in api.passwords("operator").items] == ["admin"]


def test_the_checklist_and_its_report(api: ApiClient, fake: FakeApi) -> None:  # req 144
    found = api.checklist()
    assert [point.state for point in found.items].count("wrong") == 2
    assert found.items[0].fixes[0].wanted == 1
    assert api.security_report("json", "yearly").startswith(b"{")
    assert fake.requests[-1].body == {"format": "json", "reason": "yearly"}


def test_the_picture_of_attacks(api: ApiClient, fake: FakeApi) -> None:  # req 112-115
    assert [each.name for each in api.attack_picture(24).patterns] == ["same_source", "repeated"]
    assert fake.requests[-1].query == {"hours": ["24"]}
