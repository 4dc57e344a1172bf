"""A flood of changes becomes a trickle of frames, and nothing is kept for nobody."""

from engine.control.frames import Decoder
from engine.control.operations import MAX_EVENT_ITEMS, Event
from engine.switch.events import EventHub


def test_the_latest_item_of_a_key_counts() -> None:
    hub = EventHub()
    hub.listening = True
    hub.publish(Event.ENDPOINT, "1001", {"extension": "1001", "failures": 1})
    hub.publish(Event.ENDPOINT, "1001", {"extension": "1001", "failures": 2})
    hub.publish(Event.SUSPENSION, "1001", {"action": "suspended"})
    assert Decoder().feed(hub.take()) == [
        {"event": "endpoint", "items": [{"extension": "1001", "failures": 2}]},
        {"event": "suspension", "items": [{"action": "suspended"}]},
    ]
    assert hub.take() == b""


def test_nothing_is_kept_while_nobody_listens() -> None:
    hub = EventHub()
    hub.publish(Event.ENDPOINT, "1001", {})
    assert len(hub) == 0


def test_more_than_a_thousand_keys_become_one_resync() -> None:
    hub = EventHub()
    hub.listening = True
    for number in range(MAX_EVENT_ITEMS):
        hub.publish(Event.ENDPOINT, str(number), {})
    assert len(hub) == MAX_EVENT_ITEMS
    for number in range(5_000):
        hub.publish(Event.ENDPOINT, f"more{number}", {})
    assert len(hub) == 0
    assert Decoder().feed(hub.take()) == [{"event": "resync", "items": []}]
    assert hub.overflows == 1
    hub.publish(Event.ENDPOINT, "1001", {})
    assert len(Decoder().feed(hub.take())) == 1
