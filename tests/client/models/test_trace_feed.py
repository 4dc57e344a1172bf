"""A trace is loaded once and followed while the call runs and somebody looks."""

from dataclasses import replace
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.decoding import decode
from client.api.errors import ApiError, Missing, SwitchDown
from client.api.trace_values import CallTrace
from client.formats import Formats
from client.models.trace_feed import LAST_LOOKS, TraceFeed
from client.models.trace_ladder import TraceLadder
from tests.helpers.client_stubs import StubSession
from tests.helpers.fake_traces import sample


class Api:
    def __init__(self) -> None:
        self.full = decode(CallTrace, sample())
        self.fail: ApiError | None = None
        self.asked: list[tuple[str, int]] = []

    def trace(self, call: str, after: int = 0) -> CallTrace:
        self.asked.append((call, after))
        if self.fail is not None:
            raise self.fail
        new = tuple(each for each in self.full.messages if each.number > after)
        return replace(self.full, messages=new)


class Stage:
    def __init__(self) -> None:
        self.api = Api()
        self.session = StubSession(cast(Any, self.api))
        self.ladder = TraceLadder(Formats("UTC"))
        self.feed = TraceFeed(cast(Any, self.session), self.ladder)
        self.failed: list[ApiError] = []
        self.feed.failed.connect(self.failed.append)
        self.feed.set_seen(seen=True)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage()


def test_a_running_call_is_followed_until_a_little_after_its_end(stage: Stage) -> None:
    stage.feed.show("call-1")
    assert stage.feed.timer.isActive()
    stage.api.full = replace(stage.api.full, running=False)
    for _ in range(LAST_LOOKS):
        assert stage.feed.timer.isActive()
        stage.feed.look()
    assert not stage.feed.timer.isActive()
    assert stage.api.asked == [("call-1", 0)] + [("call-1", 12)] * LAST_LOOKS


def test_nothing_is_asked_while_nobody_looks(stage: Stage) -> None:
    stage.feed.show("call-1")
    stage.feed.set_seen(seen=False)
    assert not stage.feed.timer.isActive()
    stage.feed.set_seen(seen=True)
    assert stage.feed.timer.isActive()
    stage.api.full = replace(stage.api.full, running=False)
    stage.feed.show("ended")
    assert not stage.feed.timer.isActive()


def test_a_look_that_fails_is_repeated_unless_the_trace_is_gone(stage: Stage) -> None:
    stage.feed.show("call-1")
    stage.api.fail = SwitchDown("away")
    stage.feed.look()
    assert stage.feed.timer.isActive()
    stage.api.fail = Missing("gone")
    stage.feed.look()
    assert not stage.feed.timer.isActive()
    assert [error.detail for error in stage.failed] == ["away", "gone"]
    assert stage.ladder.rowCount() == 11


def test_a_newer_question_overtakes(stage: Stage) -> None:
    stage.session.hold()
    stage.feed.show("first")
    stage.feed.show("second")
    loaded: list[str] = []
    stage.feed.loaded.connect(lambda: loaded.append(stage.feed.call))
    stage.session.release()
    assert loaded == ["second"]
