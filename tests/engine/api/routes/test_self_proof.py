from tests.helpers.api_app import Stage


def test_it_is_run_by_operators_audited_and_kept(stage: Stage) -> None:
    stage.must_fail(403, "POST", "/self-proof", role="auditor")
    report = stage.expect("POST", "/self-proof", role="operator")
    assert (report["ok"], report["by"], report["retry"]) == (True, "operator", 5)
    assert report["steps"][0]["text"] == "403 Forbidden"
    entry = stage.audit()[0]
    assert (entry["action"], entry["object"]) == ("lockout.prove", "proof:1")
    assert stage.expect("GET", "/self-proof", role="auditor")["items"] == [report]
