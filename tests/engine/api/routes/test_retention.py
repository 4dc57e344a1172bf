from engine.api.services import JournalState
from tests.helpers.api_app import Stage
from tests.helpers.stores import BY, cdr

DAY_MS = 86_400_000
PHONE = "SERVER_CDR_KEEP_DAYS_PHONE"


def old(stage: Stage, days: int) -> int:
    return int(stage.clock.wall() * 1000) - days * DAY_MS


def test_first_what_would_go_then_it_goes_and_the_audit_has_it(stage: Stage) -> None:  # req 56
    stage.ingest("cdr", *[cdr(start=old(stage, 100), billing_mode=mode) for mode in (0, 0, 9)])
    stage.ingest("cdr", cdr(start=old(stage, 100), billing_mode=0, caller="1234"))
    preview = stage.expect("GET", "/retention", role="auditor")
    assert [mode["keep_days"] for mode in preview["modes"]] == [0] * 5
    assert (preview["records"], preview["files"], preview["missing"]) == (0, [], [])
    stage.config.parameters.set(PHONE, 30, **BY)
    body = {"filters": {"caller": "1234"}, "reason": "case 7"}
    stage.expect("POST", "/holds", 201, json=body)
    preview = stage.expect("GET", "/retention")
    [phone, *_] = preview["modes"]
    assert phone == {
        "billing_mode": 0,
        "billing_mode_name": "Phone",
        "keep_days": 30,
        "cutoff": phone["cutoff"],
        "records": 2,
        "held": 1,
    }
    assert phone["cutoff"].endswith("T00:00:00.000Z")
    done = stage.expect("POST", "/retention/run")
    assert (done["records"], done["error"], done["by"]) == (2, "", "admin")
    assert done["removed"] == [{"billing_mode": 0, "billing_mode_name": "Phone", "records": 2}]
    assert stage.expect("GET", "/retention/runs", role="auditor")["items"] == [done]
    [audited] = [row for row in stage.audit() if row["action"] == "retention.run"]
    assert audited["after"]["removed"] == {"0": 2}
    assert stage.expect("GET", "/retention")["records"] == 0


def test_files_of_the_archive_are_in_the_preview(stage: Stage) -> None:
    stage.ingest("cdr", *[cdr(start=old(stage, days), billing_mode=0) for days in (120, 121)])
    stage.cdrs.months.archive_next(1, int(stage.clock.wall() * 1000))
    stage.config.parameters.set(PHONE, 1, **BY)
    [file] = stage.expect("GET", "/retention")["files"]
    assert (file["action"], file["records"], file["remaining"]) == ("remove", 2, 0)


def test_nothing_is_removed_while_records_wait(stage: Stage) -> None:
    stage.journal.state = JournalState(3, 7200.0)
    problem = stage.must_fail(409, "POST", "/retention/run")
    assert "wait to be taken in" in problem["detail"]
    assert stage.expect("GET", "/retention/runs")["items"] == []


def test_how_many_runs_is_bounded(shared: Stage) -> None:
    shared.must_fail(422, "GET", "/retention/runs?limit=0")
    shared.must_fail(422, "GET", "/retention/runs?limit=1001")
    assert shared.expect("GET", "/retention/runs?limit=1000")["items"] == []
