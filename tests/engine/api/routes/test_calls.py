from __future__ import annotations

from typing import Any

import pytest

from engine.errors import StoreError
from tests.helpers.api_app import Stage
from tests.helpers.switch_port import NOW, call


@pytest.fixture
def busy(stage: Stage) -> Stage:
    stage.clock.set_wall(NOW + 10)
    stage.switch.add_calls(
        call(1),
        call(2, state="ringing", answer=None, codec="", caller="2002"),
        call(3, caller_gateway="customer", callee_gateway="", account=""),
    )
    return stage


def names(stage: Stage, **query: Any) -> list[str]:
    items = stage.expect("GET", "/calls", params=query, role="auditor")["items"]
    return [item["call_id"].partition("@")[0] for item in items]


def test_running_calls_are_shown_with_their_duration(busy: Stage) -> None:
    page = busy.expect("GET", "/calls", role="auditor")
    assert page["next_cursor"] is None
    first, second, _ = page["items"]
    assert (first["state"], first["duration_s"]) == ("answered", 7.0)
    assert first["start"] == "2026-09-21T14:13:20.000Z"
    assert first["answer"] == "2026-09-21T14:13:23.000Z"
    assert (second["answer"], second["duration_s"]) == (None, 10.0)


def test_the_list_pages_and_filters(busy: Stage) -> None:
    assert names(busy) == ["call1", "call2", "call3"]
    assert names(busy, q="2002") == ["call2"]
    assert names(busy, gateway="customer") == ["call3"]
    assert names(busy, gateway="carrier-a", state="answered") == ["call1"]
    page = busy.expect("GET", "/calls", params={"limit": 2})
    assert names(busy, limit=2, cursor=page["next_cursor"]) == ["call3"]


@pytest.mark.parametrize(
    "query",
    [{"state": "asleep"}, {"limit": 1_001}, {"limit": "all"}, {"cursor": "*"}, {"caller": "1"}],
)
def test_a_query_of_the_wrong_kind_is_refused(shared: Stage, query: dict[str, Any]) -> None:
    shared.must_fail(422, "GET", "/calls", params=query)


def test_one_call(busy: Stage) -> None:
    assert busy.expect("GET", f"/calls/{call(1).id}", role="auditor")["callee"] == "00441"
    for other in ("never", "%2e%2e", "..%2F..%2Fetc%2Fpasswd", "%00", "x" * 3_000):
        busy.must_fail(404, "GET", f"/calls/{other}")
        busy.must_fail(404, "DELETE", f"/calls/{other}")


def test_hanging_up_ends_the_call_and_is_audited(busy: Stage) -> None:
    path = f"/calls/{call(1).id}"
    body = busy.expect("DELETE", path, params={"reason": "fraud"}, role="operator")
    assert (body["id"], body["caller"]) == (call(1).id, "1001")
    assert busy.switch.hung_up_by == ["operator"]
    assert names(busy) == ["call2", "call3"]
    entry = busy.audit()[0]
    assert (entry["action"], entry["object"]) == ("call.hang_up", f"call:{call(1).id}")
    assert (entry["actor"], entry["reason"]) == ("operator", "fraud")
    assert (entry["before"]["callee"], entry["after"]) == ("00441", None)
    problem = busy.must_fail(404, "DELETE", path)
    assert "ended meanwhile" in problem["detail"]


def test_a_call_that_ends_in_between_is_404_and_leaves_no_trace(
    busy: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = busy.audit()
    monkeypatch.setattr(busy.switch, "hang_up", lambda _call, _by: False)
    busy.must_fail(404, "DELETE", f"/calls/{call(1).id}")
    assert busy.audit() == before


def test_auditors_and_strangers_hang_up_nothing(busy: Stage) -> None:
    busy.must_fail(403, "DELETE", f"/calls/{call(1).id}", role="auditor")
    busy.must_fail(401, "DELETE", f"/calls/{call(1).id}", role=None)
    busy.must_fail(401, "GET", "/calls", role=None)
    busy.must_fail(422, "DELETE", f"/calls/{call(1).id}", params={"reason": "x" * 501})
    busy.must_fail(422, "DELETE", f"/calls/{call(1).id}", params={"why": "x"})
    assert len(names(busy)) == 3


def test_with_the_switch_away_nothing_can_be_said_or_ended(busy: Stage) -> None:
    busy.switch.away = True
    for method, path in (("GET", "/calls"), ("GET", "/calls/1"), ("DELETE", "/calls/1")):
        assert "control socket" in busy.must_fail(503, method, path)["detail"]


def test_a_hang_up_that_cannot_be_audited_is_not_called_undone(
    busy: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: Any) -> None:
        raise StoreError("the disk is full, nothing was changed")

    monkeypatch.setattr(busy.config.audit, "append", full)
    problem = busy.must_fail(503, "DELETE", f"/calls/{call(1).id}")
    assert "was hung up" in problem["detail"]
    assert "nothing was changed" not in problem["detail"]


def test_a_body_with_a_hang_up_is_not_read(busy: Stage) -> None:
    busy.must_fail(413, "DELETE", f"/calls/{call(1).id}", content=b"x" * 10_000_000)
    assert len(names(busy)) == 3
