import pytest

from tests.helpers.api_app import PASSWORD, Stage


@pytest.fixture
def filled(stage: Stage) -> Stage:
    stage.expect("PUT", "/parameters/SERVER_PASSWORD_STRENGTH", json={"value": 0})
    for extension, password in (("1001", PASSWORD), ("1002", "Password123!")):
        body = {"extension": extension, "password": password}
        item = stage.expect("POST", "/endpoints", 201, json=body)
        assert item["password_score"] == (4 if extension == "1001" else 1)
    return stage


def test_weak_passwords_are_found_and_nothing_of_them_is_shown(filled: Stage) -> None:  # req 142
    page = filled.expect("GET", "/passwords?finding=weak")
    (item,) = page["items"]
    assert (item["name"], item["score"], item["strength"]) == ("1002", 1, "weak")
    assert item["weak"] is item["unchanged"] is True
    assert page["counts"] == {"total": 2, "weak": 1, "unknown": 0, "unchanged": 2}
    assert "Password123!" not in str(page)


def test_a_new_password_is_judged_anew(filled: Stage) -> None:
    filled.clock.advance(60)
    filled.expect("PATCH", "/endpoints/1002", json={"password": "Other-Horse-8!"})
    assert filled.expect("GET", "/passwords?finding=weak")["items"] == []
    names = [item["name"] for item in filled.expect("GET", "/passwords")["items"]]
    assert names == ["1001", "1002"]


def test_an_import_is_judged_too(filled: Stage) -> None:
    content = "1003,Password123!\r\n1004,1004\r\n"
    headers = {"Content-Type": "text/csv"}
    report = filled.expect("POST", "/endpoints/import", content=content, headers=headers)
    assert [fault["line"] for fault in report["errors"]] == [2]
    items = filled.expect("GET", "/passwords?finding=weak&q=1003")["items"]
    assert [item["score"] for item in items] == [1]


def test_pages_follow_each_other(filled: Stage) -> None:
    page = filled.expect("GET", "/passwords?limit=1")
    rest = filled.expect("GET", f"/passwords?limit=1&cursor={page['next_cursor']}")
    assert [rest["items"][0]["name"], rest["next_cursor"]] == ["1002", None]


def test_operators_are_for_admins_and_nothing_is_for_auditors(shared: Stage) -> None:
    items = shared.expect("GET", "/passwords?kind=operator")["items"]
    assert {item["strength"] for item in items} == {"unknown"}
    shared.must_fail(403, "GET", "/passwords?kind=operator", role="operator")
    shared.must_fail(403, "GET", "/passwords", role="auditor")
    shared.must_fail(422, "GET", "/passwords?finding=short")
