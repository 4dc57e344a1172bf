from tests.helpers.api_app import Stage

ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
PATH = f"/timed-changes/{ZERO}"


def begin(stage: Stage) -> None:
    body = {"value": 0, "revert_after_s": 1800}
    stage.expect("PUT", f"/parameters/{ZERO}", json=body)


def test_they_are_listed_with_the_time_that_is_left(stage: Stage) -> None:
    assert stage.expect("GET", "/timed-changes", role="auditor")["items"] == []
    begin(stage)
    stage.clock.advance(60)
    (item,) = stage.expect("GET", "/timed-changes", role="auditor")["items"]
    assert item == {
        "name": ZERO,
        "value": 0,
        "revert_to": 1,
        "revert_at": "2026-09-21T14:43:20.000Z",
        "remaining_s": 1740.0,
        "changed_by": "admin",
        "changed_at": "2026-09-21T14:13:20.000Z",
        "version": 1,
    }
    stage.clock.advance(3600)
    assert stage.expect("GET", "/timed-changes")["items"][0]["remaining_s"] == 0


def test_one_is_prolonged_and_audited(stage: Stage) -> None:
    begin(stage)
    item = stage.expect("POST", f"{PATH}/extend", json={"by_s": 900, "reason": "still there"})
    assert (item["value"], item["revert_at"]) == (0, "2026-09-21T14:58:20.000Z")
    entry = stage.audit()[0]
    assert (entry["actor"], entry["reason"], entry["object"]) == (
        "admin",
        "still there",
        f"parameter:{ZERO}",
    )
    stage.must_fail(409, "POST", f"{PATH}/extend", json={"by_s": 2_592_000})


def test_one_returns_now_and_the_switch_obeys(stage: Stage) -> None:
    begin(stage)
    item = stage.expect("DELETE", PATH, params={"reason": "over"})
    assert (item["value"], item["revert_at"], item["warning"]) == (1, None, None)
    assert stage.switch.parameters[ZERO] == 1
    assert stage.audit()[0]["reason"] == "over"
    stage.must_fail(409, "DELETE", PATH)
    stage.must_fail(409, "POST", f"{PATH}/extend", json={"by_s": 60})
    stage.must_fail(404, "DELETE", "/timed-changes/NO_SUCH")
    stage.must_fail(422, "DELETE", PATH, params={"why": "x"})
