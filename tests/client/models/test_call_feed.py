"""Calls are followed by events and by the list, while they are seen and not otherwise."""

from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import Unreachable
from client.formats import Formats
from client.models.call_feed import CallFeed, fetch_calls
from client.models.call_rows import CallState
from client.models.calls import CallTable
from tests.helpers.call_stubs import StubCallApi, call, gateway
from tests.helpers.client_stubs import StubSession


class Stage:
    def __init__(self) -> None:
        self.api = StubCallApi()
        self.api.put(call(1), call(2), gateway("b"), gateway("a", "mapping"))
        self.session = StubSession(cast(Any, self.api))
        self.table = CallTable(Formats("UTC"))
        self.feed = CallFeed(cast(Any, self.session), self.table)
        self.feed._soon.setInterval(5)

    def ids(self) -> list[str]:
        return [row.id for row in self.table.rows()]

    def event(self, call_id: str, state: str) -> None:
        self.session.happened.emit("call", [{"id": call_id, "state": state}])

    def asked(self) -> int:
        return sum(1 for name, *_ in self.api.asked if name == "calls")


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    made = Stage()
    made.feed.reload()
    return made


def test_all_pages_are_loaded(qtbot: QtBot) -> None:
    made = Stage()
    made.api.page_size = 1
    with qtbot.waitSignal(made.feed.loaded):
        made.feed.reload()
    assert made.ids() == ["call-2", "call-1"]
    assert made.feed.complete


def test_gateways_are_named_for_the_choice(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.feed.named) as named:
        stage.feed.reload()
    assert named.args == [("a", "b")]


def test_text_and_gateway_are_asked_of_the_engine(stage: Stage) -> None:
    stage.feed.show("0001", "carrier-a")
    assert stage.api.asked[-2] == ("calls", "0001", "carrier-a", "")
    assert stage.ids() == ["call-1"]


def test_an_event_acts_at_once_and_a_new_call_follows(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.set_seen(seen=True)
    with qtbot.waitSignal(stage.feed.followed):
        stage.event("call-1", "ended")
    assert stage.ids() == ["call-2"]
    stage.api.put(call(3))
    del stage.api.calls_now["call-1"]
    stage.event("call-3", "connecting")
    stage.event("call-3", "ringing")
    before = stage.asked()
    qtbot.waitUntil(lambda: stage.ids() == ["call-3", "call-2"])
    assert stage.asked() == before + 1


def test_what_events_lost_is_made_good_by_the_list(stage: Stage, qtbot: QtBot) -> None:
    stage.feed._timer.setInterval(5)
    stage.feed.set_seen(seen=True)
    del stage.api.calls_now["call-2"]
    qtbot.waitUntil(lambda: stage.ids() == ["call-1"])


def test_nothing_is_asked_while_nobody_looks(stage: Stage, qtbot: QtBot) -> None:
    stage.feed._timer.setInterval(5)
    stage.feed.set_seen(seen=True)
    stage.feed.set_seen(seen=False)
    before = stage.asked()
    stage.event("call-9", "connecting")
    qtbot.wait(30)
    assert stage.asked() == before
    assert stage.ids() == ["call-2", "call-1"]


def test_an_answer_to_an_older_question_is_dropped(stage: Stage) -> None:
    stage.session.hold()
    stage.feed.refresh()
    stage.feed.show("0001", "")
    stage.session.release()
    assert stage.ids() == ["call-1"]


def test_a_list_under_way_does_not_undo_an_event(stage: Stage) -> None:
    stage.api.put(call(2, state="ringing"), call(3))
    stage.feed.set_seen(seen=True)
    stale = fetch_calls(cast(Any, stage.api), "", "")
    stage.session.hold()
    stage.feed.refresh()
    stage.event("call-1", "ended")
    stage.event("call-2", "answered")
    stage.feed.ended(["call-3"])
    stage.api.calls_now = {item.id: item for item in stale}
    stage.session.release()
    assert stage.ids() == ["call-2"]
    assert stage.table.row(0).state is CallState.ANSWERED


def test_a_failed_list_is_told(stage: Stage, qtbot: QtBot) -> None:
    stage.api.fail["calls"] = Unreachable("no route")
    with qtbot.waitSignal(stage.feed.failed):
        stage.feed.reload()
    with qtbot.waitSignal(stage.feed.failed):
        stage.feed.refresh()
    assert stage.ids() == ["call-2", "call-1"]


def test_a_list_that_is_cut_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.models.call_feed.MOST", 1)
    stage.feed.reload()
    assert (stage.table.loaded(), stage.feed.complete) == (1, False)
