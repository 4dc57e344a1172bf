"""Test calls on a real engine, from the request to the record in the store."""

from typing import Any

import pytest

from engine.supervisor.client import ask
from tests.helpers.api import Api, wait_for
from tests.helpers.engine_process import EngineProcess

pytestmark = pytest.mark.slow
ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"


@pytest.fixture(scope="module")
def engine(standing: EngineProcess) -> EngineProcess:
    return standing


def run(api: Api, hold_s: int) -> Any:
    begun = api.call("POST", "/calls/test", {"hold_s": hold_s}, 202)
    return wait_for(
        lambda: api.call("GET", f"/calls/test/{begun['id']}"),
        lambda found: found["state"] in ("done", "failed"),
        60.0,
    )


def test_recording_is_verified_with_and_without_its_gate(api: Api) -> None:  # req 7, 8, 20, 27
    first = run(api, 0)
    assert (first["state"], first["problem"]) == ("done", "")
    assert (first["record"]["hold_time_s"], first["record"]["answer"]) == (0, None)

    api.set(ZERO, 0)
    kept_out = run(api, 0)
    assert (kept_out["state"], kept_out["record"]) == ("done", None)
    why = kept_out["why_no_record"]
    assert (why["parameter"], why["value"], why["gate"]) == (ZERO, 0, "zero_hold_time")
    assert why["counted"] >= 1

    stays = run(api, 5)
    assert (stays["state"], stays["problem"]) == ("done", ""), "a connected call has no gate"
    record = stays["record"]
    assert record["hold_time_s"] >= 5
    assert (record["fee_time_s"], record["fee"], record["account"]) == (0, 0.0, "(test-call)")
    (voice,) = [step["values"] for step in stays["steps"] if step["name"] == "voice"]
    assert voice["returned"] > 100

    api.set(ZERO, 1)
    again = run(api, 0)
    assert again["record"]["call_id"] == again["call_id"], "recording has resumed"
    found = {each["call_id"] for each in api.cdrs(caller="test-call")}
    ours = {one["call_id"] for one in (first, kept_out, stays, again)}
    assert ours & found == ours - {kept_out["call_id"]}


def test_a_stopped_switch_and_a_killed_one_are_told_in_words(
    engine: EngineProcess, api: Api
) -> None:
    begun = api.call("POST", "/calls/test", {"hold_s": 60}, 202)
    ask(engine.paths.supervisor_socket, "stop", "switch")
    problem = api.call("POST", "/calls/test", {"hold_s": 0}, 503)
    assert "not running" in problem["detail"]
    ask(engine.paths.supervisor_socket, "start", "switch")
    path = f"{api.url}/api/v1/calls/test/{begun['id']}"
    found = wait_for(
        lambda: api.session.get(path, timeout=15).json(),
        lambda seen: seen.get("state") == "failed",
        60.0,
    )
    assert found["problem"] == "restarted"
    assert run(api, 0)["state"] == "done"
