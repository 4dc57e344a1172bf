from typing import Any

import pytest

from engine.billing.modes import MODES
from engine.billing.reasons import REASONS
from tests.helpers.api_app import Stage
from tests.helpers.archives import archive_by_hand
from tests.helpers.stores import START, aggregate, cdr, connected

OLD = START - 25 * 86_400_000
RANGE = {"from": "2023-11-14T00:00:00Z", "to": "2023-11-16T00:00:00Z"}


@pytest.fixture(scope="module")
def calls(shared: Stage) -> Stage:
    """Six records and some that were not written, all on one day."""
    shared.ingest(
        "cdr",
        cdr(start=START, caller="100", callee="0044111", caller_ip="192.0.2.1"),
        cdr(start=START + 1000, caller="101", callee="0044222", caller_ip="192.0.2.2"),
        cdr(start=START + 2000, caller="100", callee="0049333", user_agent="=cmd|' /C calc'"),
        connected(12_000, start=START + 60_000, caller="1001", callee="1002"),
        connected(30_000, start=START + 61_000, caller="1002", callee="1001", end_direction=1),
        cdr(start=START + 120_000, billing_mode=0, end_reason=404, sip_status=404, caller="1001"),
    )
    shared.ingest("agg", aggregate(count=40), aggregate(gate="illegal_call", count=2))
    return shared


def ask(stage: Stage, **query: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = stage.expect("GET", "/cdrs", params={**RANGE, **query})["items"]
    return items


def test_a_record_has_every_agreed_field(calls: Stage) -> None:  # req 49
    item = ask(calls, caller="101")[0]
    agreed = (
        "id flow_no caller callee caller_ip callee_ip caller_gateway callee_gateway account start "
        "answer stop hold_time_s fee_time_s fee billing_mode billing_mode_name end_direction "
        "end_reason end_reason_text sip_status pdd_ms call_id user_agent"
    )
    assert set(item) == set(agreed.split())
    assert item["start"] == "2023-11-14T22:13:21.000Z"
    assert item["answer"] is None
    assert item["billing_mode_name"] == "Illegal call"
    assert item["end_reason_text"] == "Unauthorised call"
    assert calls.expect("GET", f"/cdrs/{item['id']}", role="auditor") == item


def test_newest_first_and_pages_follow_without_gap_or_repeat(calls: Stage) -> None:
    whole = ask(calls)
    assert [item["start"] for item in whole] == sorted((i["start"] for i in whole), reverse=True)
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        query = {**RANGE, "limit": 2, "cursor": cursor}
        page = calls.expect("GET", "/cdrs", params=query)
        found += page["items"]
        cursor = page["next_cursor"]
    assert found == whole
    assert len(whole) == 6


def test_any_place_is_reached_in_either_order(calls: Stage) -> None:
    whole = ask(calls)
    assert ask(calls, offset=4) == whole[4:]
    assert ask(calls, offset=6) == []
    assert ask(calls, order="oldest", offset=1, limit=2) == whole[::-1][1:3]
    held = [row["hold_time_s"] for row in ask(calls, sort="hold_time_s", order="oldest")]
    assert held == sorted(row["hold_time_s"] for row in whole)
    for wrong in ({"offset": -1}, {"offset": 2**31}, {"order": "fee"}, {"sort": "hold_ms"}):
        calls.must_fail(422, "GET", "/cdrs", params={**RANGE, **wrong})


def test_a_page_says_of_which_records_it_is(calls: Stage) -> None:
    page = calls.expect("GET", "/cdrs", params={**RANGE, "limit": 1})
    flows = sorted(item["flow_no"] for item in ask(calls))
    assert page["flow_max"] >= flows[-1]
    then = {**RANGE, "flow_max": flows[3]}
    assert calls.expect("GET", "/cdrs", params=then)["flow_max"] == flows[3]
    assert len(ask(calls, flow_max=flows[3])) == 4
    assert calls.expect("GET", "/cdrs/summary", params=then)["records"] == 4
    newer = {**RANGE, "flow_min": flows[3] + 1}
    assert calls.expect("GET", "/cdrs/summary", params=newer)["records"] == 2
    largest = {**RANGE, "flow_max": 2**63 - 1}  # they have many digits
    assert calls.expect("GET", "/cdrs/summary", params=largest)["records"] == 6
    calls.must_fail(422, "GET", "/cdrs", params={**RANGE, "flow_max": 2**63})


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"billing_mode": 9}, 3),  # req 51, 52
        ({"billing_mode": [0, 9]}, 6),
        ({"billing_mode": 1}, 0),
        ({"caller": ["100", "101"]}, 3),
        ({"callee": "0044*"}, 2),
        ({"ip": "192.0.2.2"}, 1),
        ({"end_reason": [-9, 404]}, 4),
        ({"hold_min": 12}, 2),
        ({"hold_min": 1, "hold_max": 12}, 1),
        ({"hold_max": 0}, 4),
        ({"connected": "true"}, 2),
        ({"connected": "false", "billing_mode": 0}, 1),
        ({"q": "CALC"}, 1),
        ({"q": "'; DROP TABLE cdr; --"}, 0),
        ({"caller": "100", "callee": "0049333"}, 1),
        ({"number": "1001"}, 3),
        ({"callee": "*111"}, 1),
        ({"callee": "*9*"}, 1),
        ({"caller": "!100"}, 4),
        ({"ip": "192.0.2.0/24"}, 4),
        ({"caller_ip": ["192.0.2.0/24", "!192.0.2.1"]}, 3),
        ({"callee_ip": "192.0.2.0/24"}, 0),
        ({"gateway": "*"}, 6),
        ({"account": "1001"}, 2),
        ({"account": '""'}, 4),
        ({"account": '!""'}, 2),
        ({"account": ['""', "1001"], "caller_gateway": '""'}, 6),
        ({"ip": '!""'}, 0),
        ({"caller_ip": '!""', "callee_ip": '""', "user_agent": '""'}, 0),
        ({"not_end_reason": [-9]}, 3),
        ({"end_reason_class": "switch"}, 3),
        ({"end_reason_class": ["request", "normal"]}, 3),
        ({"sip_status": 404}, 1),
        ({"end_direction": 1}, 1),
        ({"user_agent": "PHONE*"}, 2),
        ({"zero_duration": "true"}, 4),
        ({"zero_duration": "false"}, 2),
        ({"illegal": "true"}, 3),
        ({"illegal": "false"}, 3),
        ({"caller": [str(number) for number in range(100, 600)]}, 3),
    ],
)
def test_filters_select(calls: Stage, query: dict[str, Any], count: int) -> None:  # req 53
    assert len(ask(calls, **query)) == count
    assert calls.expect("GET", "/cdrs/summary", params={**RANGE, **query})["records"] == count


def test_the_range_is_half_open(calls: Stage) -> None:
    query = {"from": "2023-11-14T22:13:21.000Z", "to": "2023-11-14T22:13:22.000Z"}
    assert [item["caller"] for item in ask(calls, **query)] == ["101"]
    offset = {"from": "2023-11-14T23:13:21.000+01:00", "to": query["to"]}
    assert len(ask(calls, **offset)) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2023-11-14"},
        {"from": "2023-11-14T00:00:00"},
        {"from": "2023-02-30T00:00:00Z"},
        {"from": "2023-11-16T00:00:00Z", "to": "2023-11-15T00:00:00Z"},
        {"from": "2023-01-01T00:00:00Z", "to": "2023-11-15T00:00:00Z"},
        {"billing_mode": "illegal"},
        {"billing_mode": 10_000},
        {"billing_mode": [9] * 1001},
        {"hold_min": -1},
        {"hold_min": 1.5},
        {"connected": "maybe"},
        {"caller": ""},
        {"caller": "x" * 513},
        {"limit": 0},
        {"cursor": "1.2.3"},
        {"calle": "1"},
        {"caller": "1*2"},
        {"caller_ip": "203.0.113.9/24"},
        {"end_reason_class": "strange"},
        {"connected": "true", "zero_duration": "true"},
    ],
)
def test_a_filter_of_the_wrong_kind_is_refused_and_named(
    calls: Stage, query: dict[str, Any]
) -> None:
    problem = calls.must_fail(422, "GET", "/cdrs", params={**RANGE, **query})
    assert problem["errors"]


def test_a_range_too_long_names_the_parameter(calls: Stage) -> None:
    query = {"from": "2023-10-01T00:00:00Z", "to": "2023-11-15T00:00:00Z"}
    problem = calls.must_fail(422, "GET", "/cdrs", params=query)
    assert "31 days" in problem["detail"]
    assert "SERVER_QUERY_CDR_MAX_DAY_INTERVAL" in problem["detail"]


def test_figures_are_of_everything_that_matches(calls: Stage) -> None:
    body = calls.expect("GET", "/cdrs/summary", params=RANGE)
    assert body["from"] == "2023-11-14T00:00:00.000Z"
    assert (body["records"], body["connected"], body["illegal"]) == (6, 2, 3)
    assert body["minutes"] == pytest.approx(0.7)
    assert body["asr"] == pytest.approx(1 / 3)
    assert body["acd_s"] == pytest.approx(21)
    assert body["not_recorded"] == 42
    names = ("server_hang_up", "journal_full", "blacklist", "rate_limit")
    expected = dict.fromkeys(names, 0)
    expected |= {"zero_hold_time": 40, "illegal_call": 2}
    assert body["not_recorded_by_gate"] == expected
    empty = calls.expect("GET", "/cdrs/summary", params={**RANGE, "billing_mode": 2})
    assert (empty["records"], empty["asr"], empty["acd_s"]) == (0, None, None)


def test_a_chart_has_records_by_time_and_mode(calls: Stage) -> None:  # req 31
    body = calls.expect("GET", "/cdrs/series", params={**RANGE, "bucket": 60})
    assert body["bucket_s"] == 60
    assert body["points"] == [
        {"at": "2023-11-14T22:13:00.000Z", "billing_mode": 9, "count": 3},
        {"at": "2023-11-14T22:14:00.000Z", "billing_mode": 0, "count": 2},
        {"at": "2023-11-14T22:15:00.000Z", "billing_mode": 0, "count": 1},
    ]
    assert {(point["gate"], point["count"]) for point in body["not_recorded"]} == {
        ("zero_hold_time", 40),
        ("illegal_call", 2),
    }
    problem = calls.must_fail(422, "GET", "/cdrs/series", params={**RANGE, "bucket": 1})
    assert "at least 3 s" in problem["detail"] or "4 s" in problem["detail"]
    fitting = calls.expect("GET", "/cdrs/series", params={**RANGE, "bucket": 0})
    assert fitting["bucket_s"] == 300
    assert sum(point["count"] for point in fitting["points"]) == 6
    for bucket in (-1, 86_401, "hour"):
        calls.must_fail(422, "GET", "/cdrs/series", params={**RANGE, "bucket": bucket})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"by": "caller"}, [("1001", 2), ("100", 2), ("1002", 1), ("101", 1)]),
        ({"by": "caller_ip", "limit": 1}, [("192.0.2.20", 2)]),
        ({"by": "callee_prefix", "callee": "00*"}, [("0044", 2), ("0049", 1)]),
        ({"by": "callee_prefix", "callee": "00*", "digits": 2}, [("00", 3)]),
        ({"by": "end_reason"}, [("-9", 3), ("0", 2), ("404", 1)]),
        ({"by": "hour"}, [("22", 6)]),
        ({"by": "hour", "timezone": "Asia/Shanghai"}, [("6", 6)]),
        ({"by": "gateway"}, []),
    ],
)
def test_the_most_frequent_values(
    calls: Stage, query: dict[str, Any], expected: list[tuple[str, int]]
) -> None:
    found = calls.expect("GET", "/cdrs/top", params={**RANGE, **query}, role="auditor")
    assert found["by"] == query["by"]
    assert sorted((item["value"], item["records"]) for item in found["items"]) == sorted(expected)


def test_the_most_frequent_values_have_their_figures(calls: Stage) -> None:
    items = calls.expect("GET", "/cdrs/top", params={**RANGE, "by": "end_reason"})["items"]
    assert [item["text"] for item in items] == [
        *("Unauthorised call", "Normal call clearing", "Number not found"),
    ]
    answered = items[1]
    assert (answered["connected"], answered["asr"], answered["acd_s"]) == (2, 1.0, 21.0)
    assert answered["minutes"] == pytest.approx(0.7)
    assert answered["first"] == "2023-11-14T22:14:20.000Z"
    assert answered["last"] == "2023-11-14T22:14:21.000Z"


@pytest.mark.parametrize(
    "query", [{}, {"by": "fee"}, {"by": "caller", "limit": 1001}, {"by": "hour", "timezone": "x"}]
)
def test_a_list_that_cannot_be_made_is_refused(calls: Stage, query: dict[str, Any]) -> None:
    assert calls.must_fail(422, "GET", "/cdrs/top", params={**RANGE, **query})["errors"]


def test_the_vocabulary_names_every_code_in_both_languages(shared: Stage) -> None:
    body = shared.expect("GET", "/cdrs/vocabulary", role="auditor")
    assert {term["code"] for term in body["billing_modes"]} == set(MODES)
    assert {term["code"] for term in body["end_reasons"]} == set(REASONS)
    assert {"code": 9, "en": "Illegal call", "zh": "非法呼叫"} in body["billing_modes"]
    assert [term["code"] for term in body["end_directions"]] == [0, 1, 2]


def test_a_record_that_is_not_there_is_404(shared: Stage) -> None:
    for record in ("x", "01a0c450-6c00-7328-8f7c-25f500b0ab8f", "' OR 1=1 --"):
        problem = shared.must_fail(404, "GET", f"/cdrs/{record}")
        assert problem["status"] == 404


def test_days_that_cannot_be_read_are_named(calls: Stage) -> None:
    calls.ingest("cdr", cdr(start=OLD), cdr(start=OLD + 1))
    entry = archive_by_hand(calls.cdrs, f"start < {OLD + 2}")
    around = {"from": "2023-10-01T00:00:00Z", "to": "2023-10-31T00:00:00Z"}
    assert len(ask(calls, **around)) == 2
    path = calls.cdrs.archive.path(entry)
    path.write_bytes(path.read_bytes()[::-1])
    page = calls.expect("GET", "/cdrs", params=around)
    lacking = {"first_day": "2023-10-20", "last_day": "2023-10-20", "records": 2}
    reason = "its content is not what was written"
    assert page["missing"] == [lacking | {"file": entry.file, "reason": reason}]
    assert page["items"] == []
    for what, more in (("summary", {}), ("series", {}), ("top", {"by": "hour"})):
        answer = calls.expect("GET", f"/cdrs/{what}", params=around | more)
        assert answer["missing"] == page["missing"]
    assert calls.expect("GET", "/cdrs", params=RANGE)["missing"] == []
