from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.decoding import decode
from client.api.errors import Unreachable
from client.api.flood_values import FloodGuard
from client.models.flood_feed import FloodFeed
from tests.helpers.client_stubs import StubSession
from tests.helpers.fake_data import flood


class StubFlood:
    def __init__(self) -> None:
        self.asked, self.away = 0, False

    def flood_guard(self) -> FloodGuard:
        self.asked += 1
        if self.away:
            raise Unreachable("nobody answers")
        return decode(FloodGuard, flood.guard())


def test_it_is_asked_for_at_events_about_it_and_after_a_reconnect(qtbot: QtBot) -> None:
    api = StubFlood()
    session = StubSession(cast(Any, api))
    feed = FloodFeed(cast(Any, session))
    feed._soon.setInterval(5)
    session.happened.emit("call", [{}])
    assert not feed._soon.isActive()
    with qtbot.waitSignal(feed.changed) as heard:
        session.happened.emit("flood", [{}])
        session.happened.emit("flood", [{}])
    assert api.asked == 1
    assert isinstance(heard.args[0], FloodGuard)
    api.away = True
    with qtbot.waitSignal(feed.changed) as heard:
        session.resynced.emit()
    assert heard.args == [None]
