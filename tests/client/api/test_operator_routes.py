import pytest

from client.api.because import because
from client.api.client import ApiClient
from client.api.errors import Missing
from tests.helpers.fake_api import PASSWORD, FakeApi
from tests.helpers.fake_operators import staff


def test_operators_and_sessions_come_change_and_go(api: ApiClient, fake: FakeApi) -> None:
    api.sign_in("alice", PASSWORD)
    fake.staff |= staff()
    assert [each.name for each in api.operators()] == ["alice", "li.wei", "maria"]
    assert api.add_operator("bob", PASSWORD, "auditor").role == "auditor"
    with because("on leave"):
        assert api.update_operator("bob", enabled=False).enabled is False
    headers = {name.lower(): value for name, value in fake.requests[-1].headers.items()}
    assert headers["x-reason"] == "on leave"
    assert api.remove_operator("bob").name == "bob"
    first = api.sessions()[0]
    assert api.end_session(first.id).operator == "maria"
    with pytest.raises(Missing):
        api.end_session(first.id)
