import msgspec

from engine.control.attempts import Attempts, segment_name
from engine.datapaths import DataPaths
from tests.helpers.api_app import Stage


def test_values_are_tried_and_nothing_changes(stage: Stage) -> None:
    folder, now = DataPaths(stage.folder).attempts, int(stage.clock.wall())
    folder.mkdir()
    rows = [Attempts(now - 100, "wrong", "198.51.100.7", "1001", True, 9)]
    (folder / segment_name(now - 100)).write_bytes(msgspec.json.encode(rows[0]))
    values = {"SS_ENDPOINTREGISTERSUSPEND": "On", "SS_ENDPOINTREGISTERRETRY": 5}
    before = len(stage.audit())
    done = stage.expect("POST", "/dry-run", role="operator", json={"values": values})
    (hit,) = done["hits"]
    assert (hit["kind"], hit["name"], hit["verdict"], hit["stopped"]) == (
        "endpoint",
        "1001",
        "new",
        4,
    )
    assert done["values"] == {"SS_ENDPOINTREGISTERSUSPEND": 1, "SS_ENDPOINTREGISTERRETRY": 5}
    assert len(stage.audit()) == before


def test_only_what_can_be_tried_and_would_be_taken_is_tried(stage: Stage) -> None:
    for values in ({"SS_ENDPOINT_EXPIRE": 60}, {"NO_SUCH": 1}, {"SS_ENDPOINTREGISTERRETRY": 0}):
        stage.must_fail(422, "POST", "/dry-run", json={"values": values})
    stage.must_fail(403, "POST", "/dry-run", role="auditor", json={"values": {}})
