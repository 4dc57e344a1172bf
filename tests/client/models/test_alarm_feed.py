"""Alarms are asked for at once, at events about them, and after a reconnect."""

from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.alarm_values import StandingAlarm
from client.api.decoding import decode
from client.api.errors import Unreachable
from client.models.alarm_feed import AlarmFeed
from tests.helpers.client_stubs import StubSession
from tests.helpers.fake_data import alarm


class StubAlarms:
    def __init__(self) -> None:
        self.asked = 0
        self.away = False

    def alarms(self) -> tuple[StandingAlarm, ...]:
        self.asked += 1
        if self.away:
            raise Unreachable("nobody answers")
        return (decode(StandingAlarm, alarm.make("relay.gone", "critical")),)


def feed_of(api: StubAlarms) -> tuple[AlarmFeed, StubSession]:
    session = StubSession(cast(Any, api))
    feed = AlarmFeed(cast(Any, session), "alarms.test")
    feed._soon.setInterval(5)
    return feed, session


def test_what_stands_is_known_when_it_was_asked_for(qtbot: QtBot) -> None:
    feed, _ = feed_of(StubAlarms())
    with qtbot.waitSignal(feed.changed):
        feed.reload()
    assert [each.kind for each in feed.alarms or ()] == ["relay.gone"]


def test_a_burst_of_events_is_one_question(qtbot: QtBot) -> None:
    api = StubAlarms()
    feed, session = feed_of(api)
    session.happened.emit("call", [{}])
    assert not feed._soon.isActive()
    with qtbot.waitSignal(feed.changed):
        for _ in range(20):
            session.happened.emit("alarm", [{"action": "raised", "id": "relay.gone"}])
    assert api.asked == 1


def test_after_a_reconnect_it_asks_again(qtbot: QtBot) -> None:
    api = StubAlarms()
    _feed, session = feed_of(api)
    session.resynced.emit()
    assert api.asked == 1


def test_without_an_answer_nobody_knows(qtbot: QtBot) -> None:
    api = StubAlarms()
    feed, _ = feed_of(api)
    feed.reload()
    api.away = True
    with qtbot.waitSignal(feed.failed):
        feed.reload()
    assert feed.alarms is None
