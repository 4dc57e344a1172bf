"""The board of alarms tells what changed on it, once."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from engine.api.alarm_board import AlarmBoard
from engine.api.hub import EventHub
from engine.control.alarms import MAX_ALARMS, Alarm, alarm
from tests.helpers.clock import ManualClock


def relay(subject: str = "r1", detail: str = "it is gone", since: float = 5.0) -> Alarm:
    return alarm("relay.gone", "critical", since, detail, "switch", subject)


def told(act: Callable[[AlarmBoard, ManualClock], None]) -> list[tuple[str, str]]:
    """Action and id of every item published meanwhile."""

    async def run() -> list[dict[str, Any]]:
        hub, clock = EventHub(), ManualClock()
        with hub.subscribe() as subscription:
            act(AlarmBoard(hub, clock.wall), clock)
            hub.close()
            messages = [message async for message in subscription.messages(5) if message]
        assert {message.name for message in messages} <= {"alarm"}
        return [item for message in messages for item in json.loads(message.data)["items"]]

    return [(item["action"], item["id"]) for item in asyncio.run(run())]


def test_a_reporter_is_heard_as_a_whole() -> None:
    def act(board: AlarmBoard, _: ManualClock) -> None:
        board.hear("switch", [relay("r1"), relay("r2")])
        board.hear("switch", [relay("r1"), relay("r2")])
        board.hear("switch", [relay("r2", "still gone")])
        board.hear("conditions", [])
        assert [each.id for each in board.all()] == ["relay.gone:r2"]

    assert told(act) == [
        ("raised", "relay.gone:r1"),
        ("raised", "relay.gone:r2"),
        ("changed", "relay.gone:r2"),
        ("cleared", "relay.gone:r1"),
    ]


def test_a_condition_that_is_reported_anew_keeps_its_beginning() -> None:
    def act(board: AlarmBoard, _: ManualClock) -> None:
        board.hear("conditions", [relay(since=5.0)])
        board.hear("conditions", [relay(since=6.0)])
        assert board.all()[0].since == 5.0

    assert told(act) == [("raised", "relay.gone:r1")]


def test_management_raises_and_clears_its_own() -> None:
    def act(board: AlarmBoard, clock: ManualClock) -> None:
        board.put("change.stuck", "warning", "it did not return", "SS_X")
        clock.advance(9)
        board.put("change.stuck", "warning", "it still did not", "SS_X")
        (one,) = board.all()
        assert (one.since, one.source) == (clock.wall() - 9, "management")
        board.hear("switch", [])
        board.clear("change.stuck")
        board.clear("change.stuck", "SS_X")
        assert board.all() == []

    assert [action for action, _ in told(act)] == ["raised", "changed", "cleared"]


def test_no_reporter_fills_it() -> None:
    def act(board: AlarmBoard, _: ManualClock) -> None:
        board.hear("switch", [relay(str(number)) for number in range(MAX_ALARMS + 1)])
        for number in range(MAX_ALARMS + 1):
            board.put("x", "warning", "x", str(number))
        assert len(board.all()) == 2 * MAX_ALARMS

    assert len(told(act)) == 2 * MAX_ALARMS
