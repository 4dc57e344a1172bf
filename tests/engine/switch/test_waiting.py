"""What waits for a connection keeps its order and has an end."""

from engine.switch.waiting import Waiting


def test_what_was_put_is_taken_once_and_in_order() -> None:
    waiting = Waiting(10)
    waiting.put(b"abc")
    waiting.put(b"de")
    assert len(waiting) == 5
    assert waiting.take() == [b"abc", b"de"]
    assert waiting.take() == []
    assert len(waiting) == 0


def test_it_is_bounded_in_bytes() -> None:
    waiting = Waiting(6)
    waiting.put(b"abcdef")
    waiting.put(b"g")
    assert waiting.take() == [b"abcdef"]
    waiting.put(b"g")
    assert len(waiting) == 1
