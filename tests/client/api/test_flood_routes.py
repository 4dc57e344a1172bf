from client.api.client import ApiClient
from tests.helpers.fake_api import PASSWORD, FakeApi, serving


def test_the_guard_is_asked_for() -> None:
    with serving(FakeApi()) as fake:
        api = ApiClient(fake.url)
        api.sign_in("admin", PASSWORD)
        assert api.flood_guard().state == "watching"
        api.close()
