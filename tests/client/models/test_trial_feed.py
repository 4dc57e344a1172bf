"""A test call is followed to its end, whatever fails on the way."""

from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import ApiError, Conflict, SwitchDown
from client.api.trial_values import Trial
from client.models.trial_feed import MAX_FAILURES, TrialFeed
from tests.helpers.client_stubs import StubSession


class Api:
    """Answers looks from a list, then the last one for ever; an error in it is raised."""

    def __init__(self) -> None:
        self.answers: list[Trial | ApiError] = []
        self.placed: list[int] = []

    def place_trial(self, hold_s: int) -> Trial:
        self.placed.append(hold_s)
        return self._next()

    def trial(self, trial_id: str) -> Trial:
        assert trial_id == "id"
        return self._next()

    def _next(self) -> Trial:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, ApiError):
            raise answer
        return answer


class Stage:
    def __init__(self) -> None:
        self.api = Api()
        self.feed = TrialFeed(cast(Any, StubSession(cast(Any, self.api))))
        self.feed._timer.setInterval(1)
        self.seen: list[Trial] = []
        self.failed: list[ApiError] = []
        self.feed.changed.connect(self.seen.append)
        self.feed.failed.connect(self.failed.append)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage()


def test_it_is_asked_about_until_it_is_over(stage: Stage, qtbot: QtBot) -> None:
    stage.api.answers = [Trial("id", state) for state in ("calling", "recording", "done")]
    stage.feed.place(5)
    assert stage.feed.running
    stage.feed.place(0)
    qtbot.waitUntil(lambda: not stage.feed.running)
    assert stage.api.placed == [5], "one at a time"
    assert [trial.state for trial in stage.seen] == ["calling", "recording", "done"]
    assert not stage.feed._timer.isActive()


def test_a_call_that_cannot_be_placed_is_told(stage: Stage) -> None:
    stage.api.answers = [Conflict("under way")]
    stage.feed.place(0)
    assert [error.detail for error in stage.failed] == ["under way"]
    assert not stage.feed.running


def test_a_look_that_fails_is_repeated(stage: Stage, qtbot: QtBot) -> None:
    stage.api.answers = [Trial("id", "calling"), SwitchDown("away"), Trial("id", "done")]
    stage.feed.place(0)
    qtbot.waitUntil(lambda: not stage.feed.running)
    assert stage.seen[-1].state == "done"
    assert stage.failed == []


def test_nobody_asks_for_ever(stage: Stage, qtbot: QtBot) -> None:
    stage.api.answers = [Trial("id", "calling"), SwitchDown("away")]
    stage.feed.place(0)
    qtbot.waitUntil(lambda: bool(stage.failed))
    assert stage.feed._failures == MAX_FAILURES + 1
    assert not stage.feed.running
