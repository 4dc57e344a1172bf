from tests.helpers.api_app import Stage
from tests.helpers.keeping import FIRST_DAY, days_of_records, seal_all


def test_a_changed_fee_is_found_and_its_day_named(stage: Stage) -> None:
    days_of_records(stage.cdrs, stage.folder / "journal", 2)
    assert stage.expect("GET", "/seals") == {"links": 0, "head": ""}
    seal_all(stage.cdrs)
    report = stage.expect("GET", "/seals/check", role="auditor")
    assert report["sound"]
    assert stage.expect("GET", "/seals") == {"links": 4, "head": report["head"]}
    with stage.cdrs._database.write() as cursor:
        change = "UPDATE cdr SET fee = 0.01 WHERE billing_mode = 9 AND caller = '101' AND start < ?"
        cursor.execute(change, [(FIRST_DAY + 1) * 86_400_000])
    report = stage.expect("GET", "/seals/check")
    found = [item for item in report["items"] if item["status"] != "intact"]
    assert found == [
        {
            "day": "2023-11-14",
            "billing_mode": 9,
            "status": "changed",
            "sealed": 3,
            "removed": 0,
            "found": 3,
            "late": 0,
        }
    ]
    assert not report["sound"]
    days = {"first_day": "2023-11-15", "last_day": "2023-11-15"}
    report = stage.expect("GET", "/seals/check", params=days)
    assert report["sound"]
    assert {item["day"] for item in report["items"]} == {"2023-11-15"}


def test_a_day_that_is_none_is_refused(shared: Stage) -> None:
    for day in ("2023-13-01", "yesterday", "2023-2-1"):
        problem = shared.must_fail(422, "GET", "/seals/check", params={"first_day": day})
        assert "first_day" in str(problem["errors"])
