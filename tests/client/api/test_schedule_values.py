from client.api.decoding import decode
from client.api.schedule_values import Mail, Schedule
from tests.helpers.fake_schedules import schedule


def test_a_schedule_goes_back_as_it_came() -> None:
    given = schedule(recipients=["a@example.org"], columns=["caller"])
    body = decode(Schedule, given).body()
    assert body["version"] == 1
    assert {name: given[name] for name in body} == body
    assert "version" not in Schedule(name="x").body(), "a new one has none"


def test_a_password_is_sent_only_when_it_was_typed() -> None:
    assert "password" not in Mail().body(None)
    assert Mail().body("secret")["password"] == "secret"
    assert "has_password" not in Mail().body(None)
