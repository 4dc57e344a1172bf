from engine.api.call_view import call_item
from engine.api.models.calls import CallItem
from tests.helpers.switch_port import NOW, call


def test_the_duration_is_counted_from_the_answer_and_before_it_from_the_start() -> None:
    assert call_item(call(), NOW + 10)["duration_s"] == 7.0
    ringing = call(state="ringing", answer=None, codec="")
    item = call_item(ringing, NOW + 10.0004)
    assert (item["duration_s"], item["answer"]) == (10.0, None)
    assert CallItem(**item).model_dump() == item


def test_a_clock_that_was_set_back_makes_no_negative_duration() -> None:
    assert call_item(call(), NOW - 60)["duration_s"] == 0.0
    assert call_item(call(), NOW)["start"] == "2026-09-21T14:13:20.000Z"
