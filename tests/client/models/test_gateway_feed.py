"""The list of gateways is kept fresh while it is seen, and left alone while it is not."""

from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import Unreachable
from client.formats import Formats
from client.models.gateway_feed import GatewayFeed, fetch_gateways
from client.models.gateways import GatewayTable
from client.models.server_time import ServerTime
from tests.helpers.call_stubs import StubCallApi, gateway, live
from tests.helpers.client_stubs import StubSession


class Stage:
    def __init__(self) -> None:
        self.api = StubCallApi()
        self.api.put(gateway("a"), gateway("b"), gateway("in", "mapping"))
        self.session = StubSession(cast(Any, self.api))
        self.table = GatewayTable("routing", Formats("UTC"), ServerTime())
        self.feed = GatewayFeed(cast(Any, self.session), self.table)

    def names(self) -> list[str]:
        return [row.name for row in self.table.rows()]


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage()


def test_all_pages_of_one_kind_are_loaded(stage: Stage, qtbot: QtBot) -> None:
    stage.api.page_size = 1
    with qtbot.waitSignal(stage.feed.loaded):
        stage.feed.reload()
    assert stage.names() == ["a", "b"]
    assert len(fetch_gateways(cast(Any, stage.api), "", "")) == 3


def test_a_search_asks_for_something_else(stage: Stage) -> None:
    stage.feed.show("b")
    assert stage.names() == ["b"]


def test_figures_are_fresh_while_they_are_seen(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.reload()
    stage.feed._timer.setInterval(5)
    stage.api.put(gateway("a", live=live(7)))
    with qtbot.waitSignal(stage.feed.refreshed):
        stage.feed.set_seen(seen=True)
    assert stage.table.calls() == 7
    with qtbot.waitSignal(stage.feed.refreshed):
        pass
    stage.feed.set_seen(seen=False)
    asked = len(stage.api.asked)
    qtbot.wait(30)
    assert len(stage.api.asked) == asked


def test_nothing_is_asked_before_the_page_is_opened(stage: Stage) -> None:
    stage.feed.set_seen(seen=True)
    assert stage.api.asked == []


def test_an_answer_to_an_older_question_is_dropped(stage: Stage) -> None:
    stage.session.hold()
    stage.feed.show("a")
    stage.feed.show("b")
    stage.session.release()
    assert stage.names() == ["b"]


def test_figures_under_way_do_not_undo_a_change(stage: Stage) -> None:
    stage.feed.reload()
    stage.session.hold()
    stage.feed.set_seen(seen=True)
    stage.table.remove(["a"])
    stage.feed.outdate()
    stage.session.release()
    assert stage.names() == ["b"]


def test_a_list_under_way_is_asked_for_again_after_a_change(stage: Stage) -> None:
    stage.session.hold()
    stage.feed.reload()
    stage.feed.outdate()
    stage.session.release()
    assert stage.names() == ["a", "b"]
    assert len(stage.api.asked) == 2


def test_a_failed_list_is_told_and_a_failed_refresh_is_not(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.reload()
    stage.api.fail["gateways"] = Unreachable("no route")
    with qtbot.assertNotEmitted(stage.feed.failed):
        stage.feed.set_seen(seen=True)
    with qtbot.waitSignal(stage.feed.failed):
        stage.feed.reload()
    assert stage.names() == ["a", "b"]
