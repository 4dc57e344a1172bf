from prometheus_client.parser import text_string_to_metric_families

from tests.helpers.api_app import LOCAL_TOKEN, Stage


def test_this_machine_needs_no_token(stage: Stage) -> None:
    for address in ("127.0.0.1", "::1"):
        stage.address = address
        answer = stage.request("GET", "/metrics", role=None)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain")
    names = [family.name for family in text_string_to_metric_families(answer.text)]
    assert names
    assert all(name.startswith("switchwarden_") for name in names)


def test_others_need_one(stage: Stage) -> None:
    stage.address = "192.0.2.9"
    answer = stage.request("GET", "/metrics", role=None)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert stage.request("GET", "/metrics", role="auditor").status_code == 200
    headers = {"Authorization": f"Bearer {LOCAL_TOKEN}"}
    assert stage.send("GET", "/metrics", headers=headers).status_code == 401


def test_a_wrong_token_is_refused_even_here(stage: Stage) -> None:
    headers = {"Authorization": "Bearer nonsense"}
    assert stage.send("GET", "/metrics", headers=headers).status_code == 401
