from datetime import UTC, datetime

from client.api.client import ApiClient
from tests.helpers.fake_api import FakeApi


def test_the_routes_of_retention(api: ApiClient) -> None:  # req 56
    assert api.retention().records == 1200
    done = api.run_retention()
    assert api.retention_runs() == (done,)


def test_the_routes_of_holds_and_seals(api: ApiClient, fake: FakeApi) -> None:  # req 56
    until = datetime(2030, 1, 1, tzinfo=UTC)
    made = api.add_hold({"billing_mode": [9]}, until, "Case 1")
    assert (made.until, made.filters) == (until, {"billing_mode": [9]})
    assert api.holds() == (made,)
    assert api.lift_hold(made) == made
    assert api.holds() == ()
    assert api.seals().links == 6
    assert api.check_seals("2026-11-01").sound
    assert fake.requests[-1].query == {"first_day": ["2026-11-01"]}
