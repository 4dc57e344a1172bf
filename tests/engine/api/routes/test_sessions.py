from tests.helpers.api_app import Stage


def test_who_is_signed_in_and_from_where(stage: Stage) -> None:
    items = stage.expect("GET", "/sessions")["items"]
    assert {(each["operator"], each["role"]) for each in items} == {
        ("admin", "admin"),
        ("operator", "operator"),
        ("auditor", "auditor"),
    }
    assert {each["address"] for each in items} == {"127.0.0.1"}
    assert [each["operator"] for each in items if each["current"]] == ["admin"]
    assert not any(token in str(items) for token in stage.tokens.values())


def test_somebody_is_signed_out_and_that_is_audited(stage: Stage) -> None:
    (found,) = [
        each for each in stage.expect("GET", "/sessions")["items"] if each["operator"] == "auditor"
    ]
    assert stage.expect("DELETE", f"/sessions/{found['id']}") == found
    stage.must_fail(401, "GET", "/endpoints", role="auditor")
    (row, *_) = stage.audit()
    assert (row["action"], row["object"]) == ("session.end", "operator:auditor")
    assert row["before"]["address"] == "127.0.0.1"
    problem = stage.must_fail(404, "DELETE", f"/sessions/{found['id']}")
    assert "over meanwhile" in problem["detail"]
