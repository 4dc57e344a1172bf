"""The parameter table follows the engine."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import ServerFault
from client.formats import Formats
from client.models.parameter_edits import EditBook
from client.models.parameter_feed import ParameterFeed
from client.models.parameters import ParameterTable
from client.session import Session
from tests.helpers.client_samples import catalogue, parameter
from tests.helpers.client_stubs import StubApi, StubSession

RETRY = "SS_ENDPOINTREGISTERRETRY"


class Stage:
    def __init__(self) -> None:
        self.api = StubApi()
        self.api.stored = {item.name: item for item in catalogue()}
        self.session = StubSession(self.api)
        self.book = EditBook()
        self.table = ParameterTable(self.book, Formats("UTC"))
        self.feed = ParameterFeed(cast("Session", self.session), self.table, self.book)

    def loads(self) -> int:
        return self.api.asked.count(("parameters",))


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage()


def test_loading_fills_the_table(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.feed.loaded):
        stage.feed.reload()
    assert stage.table.rowCount() == 5


def test_several_events_make_one_reload(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.reload()
    with qtbot.waitSignal(stage.feed.loaded):
        for _ in range(10):
            stage.session.happened.emit("parameter", {"items": [{"name": RETRY}]})
    assert stage.loads() == 2


def test_events_about_other_things_load_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.session.happened.emit("rates", {"items": []})
    qtbot.wait(200)
    assert stage.loads() == 0


def test_coming_back_loads_at_once(stage: Stage) -> None:
    stage.session.resynced.emit()
    assert stage.loads() == 1


def test_edits_survive_and_a_foreign_change_is_marked(stage: Stage) -> None:
    stage.feed.reload()
    stage.book.type_text(parameter(), "5")
    stage.api.stored[RETRY] = parameter(value=9, version=2)
    stage.feed.reload()
    edit = stage.book.get(RETRY)
    assert edit is not None
    assert (edit.value, edit.theirs) == (5, 9)


def test_a_list_that_cannot_be_read_is_reported(stage: Stage, qtbot: QtBot) -> None:
    stage.api.fail["parameters"] = ServerFault("broken", status=500)
    with qtbot.waitSignal(stage.feed.failed):
        stage.feed.reload()
    assert stage.table.rowCount() == 0
