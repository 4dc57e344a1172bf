"""The names on the wire are the agreed ones: both processes are upgraded separately."""

from engine.control.frames import Decoder, encode
from engine.control.operations import EVENT_INTERVAL, MAX_EVENT_ITEMS, Code, Event, Op


def test_the_operations_are_the_agreed_ones() -> None:
    assert {str(op) for op in Op} == {
        "hello", "configure", "parameters", "endpoints_put", "endpoints_delete", "states",
        "registered", "totals", "suspensions", "clear", "counters", "ping", "subscribe", "seal",
        "gateways_put", "gateways_delete", "gateways_live", "gateways_resolved", "calls", "hang_up",
        "route", "trace", "trial", "trial_begin", "blocks", "block", "block_change", "unblock",
        "behind", "trusted", "trust", "distrust", "limits", "lift", "operators", "kernel",
        "blocks_look", "blocks_import", "undo",
    }  # fmt: skip


def test_a_name_is_plain_text_on_the_wire() -> None:
    frame = encode({"op": Op.PING, "event": Event.RATES, "code": Code.INTERNAL})
    assert Decoder().feed(frame) == [{"op": "ping", "event": "rates", "code": "internal"}]


def test_events_are_pushed_within_a_quarter_of_a_second_and_bounded() -> None:
    assert EVENT_INTERVAL <= 0.25
    assert MAX_EVENT_ITEMS == 1_000
