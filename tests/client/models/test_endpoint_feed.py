"""The endpoint table follows pages and events."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from client.api.errors import Unreachable
from client.formats import Formats
from client.models.endpoint_feed import ONE_BY_ONE, EndpointFeed
from client.models.endpoint_pages import Shows
from client.models.endpoint_rows import EndpointRow, Status
from client.models.endpoints import EndpointTable
from client.models.server_time import ServerTime
from client.session import Session
from tests.helpers.client_samples import NOON, binding, endpoint, suspension
from tests.helpers.client_stubs import StubApi, StubSession


class Stage:
    def __init__(self) -> None:
        self.api = StubApi()
        self.api.known = {str(number): endpoint(str(number)) for number in range(1001, 1011)}
        self.session = StubSession(self.api)
        stand = NOON.timestamp()
        self.table = EndpointTable(Formats("UTC"), ServerTime(lambda: stand, lambda: stand))
        self.feed = EndpointFeed(cast("Session", self.session), self.table)
        self.feed._soon.setInterval(1)

    def lock(self, extension: str, **more: Any) -> None:
        lock = suspension(extension, **more)
        self.api.locked[extension] = lock
        if lock.known:
            self.api.known[extension] = endpoint(
                extension, status="suspended", suspension=lock, failures=6
            )
        item = {"action": "suspended", "extension": extension, "known": lock.known,
                "until": lock.until.isoformat(), "source": lock.sources[0]}  # fmt: skip
        self.session.happened.emit("suspension", {"items": [item]})

    def row(self, extension: str) -> EndpointRow:
        row = self.table.endpoint(extension)
        assert row is not None
        return row

    def requests(self, name: str) -> list[tuple[Any, ...]]:
        return [asked for asked in self.api.asked if asked[0] == name]


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage()


def test_the_first_page_is_shown_with_totals(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignals([stage.feed.loaded, stage.feed.counted]):
        stage.feed.reload()
    assert stage.table.rowCount() == 10
    assert stage.feed.complete


def test_further_pages_are_loaded_when_the_view_asks(stage: Stage) -> None:
    stage.api.page_size = 4
    stage.feed.reload()
    counts = [stage.table.rowCount()]
    while stage.table.canFetchMore(QModelIndex()):
        stage.table.fetchMore(QModelIndex())
        counts.append(stage.table.rowCount())
    assert counts == [4, 8, 10]
    assert stage.feed.complete


def test_a_page_of_an_older_question_is_dropped(stage: Stage) -> None:
    stage.api.page_size = 4
    stage.feed.reload()
    stage.session.hold()
    stage.feed.more()
    stage.feed.show(Shows.ALL, "1009")
    stage.session.release()
    assert [row.extension for row in stage.table.loaded] == ["1009"]


def test_a_failed_page_is_reported_and_can_be_asked_again(stage: Stage, qtbot: QtBot) -> None:
    stage.api.page_size = 4
    stage.feed.reload()
    stage.api.fail["endpoints"] = Unreachable("no route")
    with qtbot.waitSignal(stage.feed.failed):
        stage.feed.more()
    del stage.api.fail["endpoints"]
    stage.feed.more()
    assert stage.table.rowCount() == 8


def test_a_lockout_shows_at_once_and_its_details_follow(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.reload()
    stage.lock("1003", repeats=2)
    assert stage.row("1003").status is Status.SUSPENDED
    qtbot.waitUntil(lambda: repeats(stage, "1003") == 2)
    assert stage.requests("endpoint") == [("endpoint", "1003")]


def test_a_registration_shows_at_once_and_its_binding_follows(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.reload()
    stage.api.known["1004"] = endpoint("1004", status="registered", bindings=(binding(),))
    item = {"extension": "1004", "status": "registered", "failures": 0}
    stage.session.happened.emit("endpoint", {"items": [item]})
    assert stage.row("1004").status is Status.REGISTERED
    qtbot.waitUntil(lambda: stage.row("1004").device == "Yealink SIP-T46S")


def test_a_lockout_s_end_shows_at_once(stage: Stage) -> None:
    stage.feed.reload()
    stage.lock("1003")
    item = {"action": "expired", "extension": "1003", "known": True}
    stage.session.happened.emit("suspension", {"items": [item]})
    assert stage.row("1003").status is Status.UNREGISTERED


def test_under_attack_the_list_of_unknown_extensions_follows_without_a_reset(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.feed.show(Shows.UNKNOWN, "")
    stage.lock("9001", known=False)
    qtbot.waitUntil(lambda: stage.table.rowCount() == 1)
    resets: list[int] = []
    stage.table.modelReset.connect(lambda: resets.append(1))
    stage.lock("9002", known=False)
    del stage.api.locked["9001"]
    qtbot.waitUntil(lambda: [row.extension for row in stage.table.loaded] == ["9002"])
    assert resets == []


def test_lockouts_of_more_than_a_page_are_brought_up_to_date_one_by_one(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.api.page_size = 2
    for number in range(1001, 1006):
        stage.lock(str(number))
    stage.feed.show(Shows.SUSPENDED, "")
    assert not stage.feed.complete
    stage.lock("1001", repeats=4)
    qtbot.waitUntil(lambda: repeats(stage, "1001") == 4)
    assert [row.extension for row in stage.table.loaded] == ["1001", "1002"]


def test_a_thousand_events_ask_for_a_bounded_number_of_rows(stage: Stage, qtbot: QtBot) -> None:
    stage.api.known = {str(number): endpoint(str(number)) for number in range(2000, 2100)}
    stage.feed.reload()
    items = [
        {"extension": str(n), "status": "registered", "failures": 0} for n in range(1000, 3000)
    ]
    stage.session.happened.emit("endpoint", {"items": items})
    qtbot.waitUntil(lambda: len(stage.requests("endpoint")) == 100)
    rounds = "".join("." if asked[0] == "endpoint" else "|" for asked in stage.api.asked)
    assert [len(dots) for dots in rounds.split("|") if dots] == [ONE_BY_ONE, ONE_BY_ONE, 20]


def test_an_endpoint_created_by_somebody_else_appears(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.reload()
    stage.api.known["2000"] = endpoint("2000")
    item = {"extension": "2000", "action": "created"}
    stage.session.happened.emit("endpoint", {"items": [item]})
    qtbot.waitUntil(lambda: stage.table.endpoint("2000") is not None)


def test_a_state_that_is_not_known_is_said(stage: Stage, qtbot: QtBot) -> None:
    stage.api.known = {"1001": endpoint("1001", status="", failures=None)}
    with qtbot.waitSignal(stage.feed.degraded):
        stage.feed.reload()
    assert stage.row("1001").status is Status.UNCLEAR


def test_an_endpoint_deleted_meanwhile_leaves_the_table(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.reload()
    del stage.api.known["1005"]
    stage.feed.touch(["1005"])
    qtbot.waitUntil(lambda: stage.table.endpoint("1005") is None)


def test_events_without_sense_are_ignored(stage: Stage) -> None:
    stage.feed.reload()
    before = stage.table.rows()
    odd: list[object] = [None, {"items": [{}]}, {"items": ["x"]}, [{"extension": "none"}]]
    for data in odd:
        stage.session.happened.emit("endpoint", data)
        stage.session.happened.emit("suspension", data)
    assert stage.table.rows() == before


def test_the_server_s_clock_is_learned_from_a_lockout(stage: Stage) -> None:
    lock = suspension("1001", until=NOON + timedelta(seconds=100), remaining_s=40.0)
    stage.api.known["1001"] = endpoint("1001", status="suspended", suspension=lock)
    stage.feed.reload()
    assert stage.table.clock.now() == NOON + timedelta(seconds=60)


def test_coming_back_loads_anew(stage: Stage) -> None:
    stage.session.resynced.emit()
    assert stage.table.rowCount() == 10


def repeats(stage: Stage, extension: str) -> int:
    lock = stage.row(extension).suspension
    return lock.repeats if lock is not None else -1
