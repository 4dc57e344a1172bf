from engine.calls.early import Early
from engine.calls.provisionals import Said
from engine.calls.reliablestate import ReliableState


def test_a_description_that_was_told_reliably_is_awaited() -> None:
    early, said = Early(), Said(183, (), b"v=0", reliably=True)
    early.queue.append(said)
    found = [early.expecting]
    early.state = ReliableState.WAITING
    found.append(early.expecting)
    early.queue[0] = Said(180, (), b"", reliably=True)
    assert [*found, early.expecting] == [False, True, False]


def test_nothing_was_told_at_first_and_nothing_is_shared() -> None:
    one, two = Early(), Early()
    one.queue.append("said")
    one.held.append("kept")
    assert (two.state, two.number, two.queue, two.held) == (ReliableState.IDLE, 0, [], [])
