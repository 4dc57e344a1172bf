"""The routes of the blacklist below SIP."""

from client.api.client import ApiClient
from tests.helpers.fake_api import FakeApi


def test_the_state_of_the_kernel_is_read(api: ApiClient, fake: FakeApi) -> None:
    assert api.kernel().state == "off"
    answer = {"state": "unavailable", "reason": "nft is not installed"}
    fake.answers["GET /firewall/kernel"] = (200, answer)
    assert api.kernel().reason == "nft is not installed"
