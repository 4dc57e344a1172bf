from typing import Any

import pytest

from engine.errors import StoreError
from tests.helpers.api_app import Stage
from tests.helpers.stores import START, suspension
from tests.helpers.switch_port import lockout


@pytest.fixture
def siege(stage: Stage) -> Stage:
    stage.add("1001", "1002")
    stage.switch.suspend("1001")
    for name in ("7777", "8888", "a/b"):
        stage.switch.suspend(name, known=False)
    stage.switch.lockouts["8888"] = lockout("8888", known=False, sources=["198.51.100.66"])
    return stage


def test_unknown_extensions_are_listed_with_their_sources(siege: Stage) -> None:  # req 93, 112
    page = siege.expect("GET", "/suspensions", role="auditor")
    assert [item["extension"] for item in page["items"]] == ["1001", "7777", "8888", "a/b"]
    assert page["next_cursor"] is None
    item = page["items"][2]
    assert item["known"] is False
    assert item["sources"] == ["198.51.100.66"]
    assert (item["failures"], item["repeats"], item["remaining_s"]) == (6, 1, 170.5)


def test_the_list_pages_and_filters(siege: Stage) -> None:
    def names(**query: Any) -> list[str]:
        items = siege.expect("GET", "/suspensions", params=query)["items"]
        return [item["extension"] for item in items]

    assert names(known="true") == ["1001"]
    assert names(known="false") == ["7777", "8888", "a/b"]
    assert names(q="198.51.100.66") == ["8888"]
    page = siege.expect("GET", "/suspensions", params={"limit": 3})
    assert names(limit=3, cursor=page["next_cursor"]) == ["a/b"]
    siege.must_fail(422, "GET", "/suspensions", params={"known": "perhaps"})
    siege.must_fail(422, "GET", "/suspensions", params={"cursor": "*"})


def test_clearing_many_answers_what_was_removed(siege: Stage) -> None:  # req 117, 118
    siege.switch.counted["1002"] = 3
    body = {"extensions": ["1001", "7777", "1002", "4711", "1001"], "reason": "ticket 5"}
    removed = siege.expect("POST", "/suspensions/clear", json=body, role="operator")["removed"]
    assert removed == [
        {"extension": "1001", "known": True, "failures": 6, "was_suspended": True},
        {"extension": "7777", "known": False, "failures": 6, "was_suspended": True},
        {"extension": "1002", "known": True, "failures": 3, "was_suspended": False},
    ]
    assert siege.switch.cleared_by == ["operator"]
    entry = siege.audit()[0]
    assert (entry["action"], entry["object"]) == ("suspension.clear", "suspensions")
    assert entry["before"]["count"] == 3
    assert entry["reason"] == "ticket 5"


def test_clearing_one_acts_at_once(siege: Stage) -> None:
    body = siege.expect("DELETE", "/suspensions/1001")
    assert body["removed"][0]["extension"] == "1001"
    assert siege.expect("GET", "/endpoints/1001")["status"] == "unregistered"
    assert siege.audit()[0]["object"] == "suspension:1001"
    siege.must_fail(404, "DELETE", "/suspensions/1001")
    siege.expect("DELETE", "/suspensions/a/b")
    siege.expect("DELETE", "/suspensions/7777")


def test_clearing_nothing_leaves_no_trace(siege: Stage) -> None:
    before = siege.audit()
    assert siege.expect("POST", "/suspensions/clear", json={"extensions": ["4711"]}) == {
        "removed": []
    }
    assert siege.audit() == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"extensions": []},
        {"extensions": "1001"},
        {"extensions": [1001]},
        {"extensions": ["1001"], "all": True},
        {"extensions": ["x" * 513]},
        {"extensions": ["1"] * 10_001},
    ],
)
def test_a_clearing_of_the_wrong_shape_is_refused(shared: Stage, body: dict[str, Any]) -> None:
    shared.must_fail(422, "POST", "/suspensions/clear", json=body)


def test_with_the_switch_away_nothing_can_be_said_or_cleared(siege: Stage) -> None:
    siege.switch.away = True
    siege.must_fail(503, "GET", "/suspensions")
    siege.must_fail(503, "POST", "/suspensions/clear", json={"extensions": ["1001"]})
    problem = siege.must_fail(503, "DELETE", "/suspensions/1001")
    assert "control socket" in problem["detail"]


def test_the_history_keeps_what_is_over(stage: Stage) -> None:  # req 104, 114, 196
    stage.ingest(
        "sus",
        suspension(),
        suspension(at=START + 60_000, action="cleared", by="maria"),
        suspension(at=START + 90_000, extension="7777", known=False),
    )
    page = stage.expect("GET", "/suspensions/history", params={"limit": 2}, role="auditor")
    assert [item["extension"] for item in page["items"]] == ["7777", "1001"]
    assert page["items"][1]["by"] == "maria"
    assert page["items"][0]["at"] == "2023-11-14T22:14:50.000Z"
    query = {"limit": 2, "cursor": page["next_cursor"]}
    page = stage.expect("GET", "/suspensions/history", params=query)
    assert [item["action"] for item in page["items"]] == ["suspended"]

    def count(**query: str) -> int:
        return len(stage.expect("GET", "/suspensions/history", params=query)["items"])

    assert count(extension="1001") == 2
    assert count(**{"from": "2023-11-14T22:14:20Z"}) == 2
    assert count(to="2023-11-14T22:14:20.000Z") == 1
    stage.must_fail(422, "GET", "/suspensions/history", params={"from": "yesterday"})
    stage.must_fail(422, "GET", "/suspensions/history", params={"cursor": "x"})


def test_a_clearing_that_cannot_be_audited_is_not_called_undone(
    siege: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: Any) -> None:
        raise StoreError("the disk is full, nothing was changed")

    monkeypatch.setattr(siege.config.audit, "append", full)
    problem = siege.must_fail(503, "DELETE", "/suspensions/1001")
    assert "taken back" in problem["detail"]
    assert "nothing was changed" not in problem["detail"]
