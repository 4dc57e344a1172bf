"""Live events from a thread into signals, across interruptions."""

import threading
from collections.abc import Iterator
from typing import Any

from pytestqt.qtbot import QtBot

import client.session.stream as stream_module
from client.api.errors import Unauthorised, Unreachable
from client.api.events import ServerEvent
from client.session.stream import EventStream


class Source:
    """Gives its runs one after the other; an exception ends a run."""

    def __init__(self, *runs: list[ServerEvent | Exception]) -> None:
        self.runs = list(runs)
        self.opened = 0
        self.end = threading.Event()

    def events(self) -> Iterator[ServerEvent]:
        self.opened += 1
        if not self.runs:
            self.end.wait(5)
            return
        for item in self.runs.pop(0):
            if isinstance(item, Exception):
                raise item
            yield item


def rates(number: int) -> ServerEvent:
    return ServerEvent("rates", {"items": [{"refused": number}]})


def test_events_arrive_in_order_and_heartbeats_do_not(qtbot: QtBot) -> None:
    stream = EventStream()
    got: list[Any] = []
    stream.arrived.connect(lambda kind, items: got.append((kind, items)))
    source = Source([rates(1), ServerEvent("", None), rates(2)])
    stream.open(source)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == [("rates", [{"refused": 1}]), ("rates", [{"refused": 2}])]
    stream.close()
    source.end.set()


def test_it_connects_again_and_says_that_something_may_be_lost(
    qtbot: QtBot, monkeypatch: Any
) -> None:
    monkeypatch.setattr(stream_module, "RETRY_S", 0.01)
    stream = EventStream()
    got: list[Any] = []
    stream.arrived.connect(lambda _, items: got.append(items))
    source = Source([rates(1), Unreachable("gone")], [rates(2)])
    with qtbot.waitSignal(stream.lost_some):
        stream.open(source)
    qtbot.waitUntil(lambda: len(got) == 2)
    stream.close()
    source.end.set()


def test_the_engine_may_say_that_events_were_lost(qtbot: QtBot) -> None:
    stream = EventStream()
    source = Source([ServerEvent("resync", {"items": []})])
    with qtbot.waitSignal(stream.lost_some):
        stream.open(source)
    stream.close()
    source.end.set()


def test_a_refused_token_ends_it(qtbot: QtBot) -> None:
    stream = EventStream()
    source = Source([Unauthorised("no session", status=401)])
    with qtbot.waitSignal(stream.refused):
        stream.open(source)
    assert source.opened == 1


def test_nothing_arrives_after_closing(qtbot: QtBot) -> None:
    stream = EventStream()
    got: list[Any] = []
    stream.arrived.connect(lambda _, items: got.append(items))
    source = Source([rates(1)])
    stream.open(source)
    stream.close()
    source.end.set()
    other = Source([rates(2)])
    stream.open(other)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [[{"refused": 2}]]
    stream.close()
    other.end.set()


def test_an_event_without_items_is_an_empty_list(qtbot: QtBot) -> None:
    stream = EventStream()
    source = Source([ServerEvent("cdr", None)])
    with qtbot.waitSignal(stream.arrived) as signal:
        stream.open(source)
    assert signal.args == ["cdr", []]
    stream.close()
    source.end.set()
