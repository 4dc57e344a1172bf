from client.api.client import ApiClient
from tests.helpers.fake_api import PASSWORD, FakeApi, serving


def test_a_change_is_prolonged_with_its_reason() -> None:
    name = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
    with serving(FakeApi().fill(0, 0, 0)) as fake:
        fake.answers[f"POST /timed-changes/{name}/extend"] = 200, fake.parameters[name]
        api = ApiClient(fake.url)
        api.sign_in("admin", PASSWORD)
        assert api.extend_change(name, 900, "still there").name == name
        assert fake.requests[-1].body == {"by_s": 900, "reason": "still there"}
        api.close()
