"""The lists of what is blocked are followed."""

from datetime import timedelta
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import Missing, SwitchDown, Unreachable
from client.formats import Formats
from client.models import block_feed
from client.models.block_feed import BlockFeed, fetch_blocked
from client.models.blocks import BlockTable
from client.models.server_time import ServerTime
from tests.helpers.block_stubs import NOW, StubBlockApi, entry, limited, lock, throttled
from tests.helpers.client_stubs import StubSession


class Stage:
    def __init__(self) -> None:
        self.api = StubBlockApi(
            entry(1, "203.0.113.9", 60), entry(2, "198.51.100.0/24"), locks=(lock("1001"),)
        )
        self.session = StubSession(cast(Any, self.api))
        self.session.user = "admin"  # type: ignore[attr-defined]
        self.table = BlockTable(Formats("UTC"), ServerTime())
        self.feed = BlockFeed(cast(Any, self.session), self.table)
        self.feed._soon.setInterval(5)
        self.feed.reload()

    def shown(self) -> list[str]:
        return [row.what for row in self.table.rows()]


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage()


def test_both_lists_are_shown_and_the_clock_is_learned(stage: Stage) -> None:
    assert stage.shown() == ["1001", "203.0.113.9", "198.51.100.0/24"]
    assert abs(stage.table.clock.now() - NOW) < timedelta(minutes=5)
    assert stage.feed.complete


def test_what_is_gone_leaves_at_once_and_the_lists_follow(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.feed.loaded):
        happened = stage.session.happened
        happened.emit("blacklist", [{"action": "removed", "id": 1, "value": "203.0.113.9"}])
        happened.emit("suspension", [{"action": "cleared", "extension": "1001"}])
        assert stage.shown() == ["198.51.100.0/24"]
        stage.api.blocks.pop(1)
        stage.api.locks.clear()
        stage.api.blocks[3] = entry(3, "192.0.2.3")
    assert sorted(stage.shown()) == ["192.0.2.3", "198.51.100.0/24"]


def test_a_burst_of_events_is_one_question(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.feed.loaded):
        for number in range(50):
            stage.session.happened.emit("blacklist", [{"action": "added", "id": number}])
        stage.session.happened.emit("call", [{}])
    assert sum(name == "blacklist" for name, *_ in stage.api.asked) == 2


def test_while_the_switch_is_away_the_blacklist_is_still_shown(stage: Stage) -> None:
    stage.api.fail["suspensions"] = SwitchDown("the softswitch is away", status=503)
    stage.feed.reload()
    assert "1001" not in stage.shown()
    assert stage.feed.degraded == "the softswitch is away"
    del stage.api.fail["suspensions"]
    stage.feed.reload()
    assert stage.feed.degraded == ""


def test_an_error_is_handed_over(stage: Stage, qtbot: QtBot) -> None:
    stage.api.fail["blacklist"] = Unreachable("nobody answers")
    with qtbot.waitSignal(stage.feed.failed):
        stage.feed.reload()
    assert len(stage.shown()) == 3


@pytest.mark.parametrize(("count", "complete"), [(4, True), (5, False)])
def test_lists_are_read_page_by_page_up_to_a_bound(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, count: int, complete: bool
) -> None:
    monkeypatch.setattr(block_feed, "MOST", 4)
    stage.api.size = 3
    stage.api.blocks = {number: entry(number, f"192.0.2.{number}") for number in range(count)}
    found = fetch_blocked(cast(Any, stage.api))
    assert (len(found.blocks), found.complete) == (4, complete)


def test_somebody_who_looks_is_told_without_events(stage: Stage, qtbot: QtBot) -> None:
    stage.feed._anyway.setInterval(5)
    with qtbot.waitSignal(stage.feed.loaded):
        stage.feed.set_seen(seen=True)
    stage.feed.set_seen(seen=False)
    assert not stage.feed._anyway.isActive()


def test_one_s_own_address_is_found_out(stage: Stage, qtbot: QtBot) -> None:
    stage.api.signed_in_from = ("192.0.2.1", stage.api.own)
    with qtbot.waitSignal(stage.feed.followed):
        stage.feed.find_own()
    assert stage.feed.own == stage.api.own


def test_limits_and_sign_ins_are_shown_and_leave(stage: Stage) -> None:
    stage.api.rates[7], stage.api.refused[8] = limited(7, "192.0.2.7"), throttled(8, "192.0.2.8")
    stage.feed.reload()
    assert {"192.0.2.7", "maria"} <= set(stage.shown())
    stage.session.happened.emit("blacklist", [{"action": "unlimited", "id": 7}])
    assert "192.0.2.7" not in stage.shown()


def test_an_engine_without_limits_still_shows_the_rest(stage: Stage) -> None:
    stage.api.fail |= {name: Missing("no such route") for name in ("limits", "throttles")}
    stage.feed.reload()
    assert "1001" in stage.shown()
    assert stage.feed.complete
