from engine.calls.early import Early
from engine.calls.reliablestate import ReliableState


def test_nothing_was_told_at_first_and_nothing_is_shared() -> None:
    one, two = Early(), Early()
    one.queue.append("said")
    one.held.append("kept")
    assert (two.state, two.number, two.queue, two.held) == (ReliableState.IDLE, 0, [], [])
