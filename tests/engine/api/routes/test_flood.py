from dataclasses import replace

from engine.api.flood import RecordingOff
from tests.helpers.api_app import Stage


def test_whoever_is_signed_in_sees_the_guard_and_whether_records_are_off(stage: Stage) -> None:
    body = stage.expect("GET", "/flood-guard", role="auditor")
    assert (body["state"], body["rate"], body["off"]) == ("watching", 3.2, None)
    off = RecordingOff(1_790_000_000.0, "alice", by_guard=False, not_recorded=3, until=None)
    stage.flood.now = replace(stage.flood.now, off=off)
    stage.switch.away = True
    body = stage.expect("GET", "/flood-guard", role="auditor")
    assert (body["off"]["by"], body["off"]["not_recorded"]) == ("alice", 3)
    stage.must_fail(401, "GET", "/flood-guard", role=None)
