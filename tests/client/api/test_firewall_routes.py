"""The routes of the blacklist below SIP."""

from client.api.client import ApiClient
from tests.helpers.fake_api import FakeApi


def test_the_state_of_the_kernel_is_read(api: ApiClient, fake: FakeApi) -> None:
    assert api.kernel().state == "off"
    answer = {"state": "unavailable", "reason": "nft is not installed"}
    fake.answers["GET /firewall/kernel"] = (200, answer)
    assert api.kernel().reason == "nft is not installed"


def test_the_rules_come_in_the_format_that_is_asked_for(api: ApiClient, fake: FakeApi) -> None:
    rules = api.firewall_rules("iptables")
    assert (rules.format, rules.entries) == ("iptables", 4)
    assert "203.0.113.24" in rules.text
    assert fake.requests[-1].query == {"format": ["iptables"]}
