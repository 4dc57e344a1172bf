from client.api.client import ApiClient


def test_the_routes_of_retention(api: ApiClient) -> None:  # req 56
    assert api.retention().records == 1200
    done = api.run_retention()
    assert api.retention_runs() == (done,)
