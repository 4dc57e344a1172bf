from client.api.client import ApiClient
from tests.helpers.fake_api import PASSWORD, FakeApi, serving


def test_values_are_tried_and_the_lockout_is_proved() -> None:
    with serving(FakeApi()) as fake:
        api = ApiClient(fake.url)
        api.sign_in("admin", PASSWORD)
        assert api.try_values({"SS_ENDPOINTREGISTERRETRY": 3}, 168).customers == 1
        assert fake.requests[-1].body == {"values": {"SS_ENDPOINTREGISTERRETRY": 3}, "hours": 168}
        assert api.prove_lockout().id == "2"
        assert [proof.id for proof in api.proofs()] == ["1"]
        api.close()
