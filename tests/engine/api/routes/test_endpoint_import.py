import time

import pytest

from tests.helpers.api_app import PASSWORD, Stage
from tests.helpers.stores import BY

CSV = {"Content-Type": "text/csv"}


def rows(first: int, last: int) -> str:
    return "".join(f"{number},{PASSWORD},Phone {number}\r\n" for number in range(first, last))


def test_good_lines_are_created_and_bad_ones_named(stage: Stage) -> None:
    stage.add("1001")
    content = f"extension,password,display_name\r\n{rows(1000, 1003)}1003,weak\r\n,x\r\n"
    report = stage.expect(
        "POST", "/endpoints/import", role="operator", content=content.encode(), headers=CSV
    )
    assert (report["created"], report["skipped"]) == (2, 1)
    assert [error["line"] for error in report["errors"]] == [5, 6]
    assert report["effective_at"]
    assert sorted(stage.switch.endpoints) == ["1000", "1001", "1002"]
    assert stage.expect("GET", "/endpoints/1002")["display_name"] == "Phone 1002"
    assert PASSWORD not in str(report) + str(stage.audit())


def test_a_rehearsal_answers_the_same_and_changes_nothing(stage: Stage) -> None:
    stage.add("1001")
    before = stage.config.version
    content = f"{rows(1000, 1003)}1003,weak\r\n".encode()
    path = "/endpoints/import?dry_run=true"
    report = stage.expect("POST", path, content=content, headers=CSV)
    assert (report["created"], report["skipped"], report["dry_run"]) == (2, 1, True)
    assert [error["line"] for error in report["errors"]] == [4]
    assert stage.config.endpoints.count() == 1
    assert stage.config.version == before


def test_ten_thousand_rows_take_seconds(stage: Stage) -> None:
    content = rows(10_000, 20_000).encode()
    began = time.perf_counter()
    report = stage.expect("POST", "/endpoints/import", content=content, headers=CSV)
    took = time.perf_counter() - began
    assert report["created"] == 10_000
    assert len(stage.switch.endpoints) == 10_000
    assert took < 20


def test_with_the_switch_away_the_import_is_stored_with_a_warning(stage: Stage) -> None:
    stage.switch.away = True
    content = rows(1000, 1002).encode()
    report = stage.expect("POST", "/endpoints/import", content=content, headers=CSV)
    assert report["created"] == 2
    assert report["effective_at"] is None
    assert report["warning"]


def test_an_import_of_nothing_new_does_not_bother_the_switch(stage: Stage) -> None:
    report = stage.expect("POST", "/endpoints/import", content=b"", headers=CSV)
    assert (report["created"], report["effective_at"]) == (0, None)
    assert stage.switch.versions == []


def test_the_password_policy_counts_here_too(stage: Stage) -> None:
    stage.config.parameters.set("SERVER_PASSWORD_LENGTH", 1, **BY)
    stage.config.parameters.set("SERVER_PASSWORD_COMPLEXITY", 0, **BY)
    report = stage.expect("POST", "/endpoints/import", content=b"1001,x", headers=CSV)
    assert report["created"] == 1


@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/plain", "text/csv; charset=utf-16", "", "multipart/form-data"],
)
def test_another_type_than_csv_is_refused(shared: Stage, kind: str) -> None:
    headers = {"Content-Type": kind}
    shared.must_fail(415, "POST", "/endpoints/import", content=b"1,x", headers=headers)


def test_what_is_no_text_or_no_option_is_refused(shared: Stage) -> None:
    shared.must_fail(422, "POST", "/endpoints/import", content=b"\xff\xfe", headers=CSV)
    path = "/endpoints/import?dry_run=perhaps"
    shared.must_fail(422, "POST", path, content=b"1,x", headers=CSV)
