"""A batch begins empty and shares nothing with another one."""

from engine.sip.nat import Source
from engine.switch.batch import Batch


def test_batches_share_nothing() -> None:
    first, second = Batch(1.0, 2.0), Batch(1.0, 2.0)
    for lines in (first.calls, first.history, first.aggregates, first.state):
        lines.append(b"x")
    first.sends.append((b"x", Source("192.0.2.1", 5060)))
    assert (first.now, first.wall_offset) == (1.0, 2.0)
    for lines in (second.calls, second.history, second.aggregates, second.state):
        assert lines == []
    assert second.sends == []
    assert second.faults == []
