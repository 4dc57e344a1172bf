import threading

from engine.defence.flood import ZERO_HOLD_TIME
from engine.management.recording import GUARD, RecordingSwitch
from engine.management.recording_off import COUNT_EVERY_S, OffWatch
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import AggregateRow
from engine.store.config_store import ConfigStore
from tests.engine.management.conftest import Told
from tests.helpers.clock import ManualClock
from tests.helpers.stores import BY, Wall
from tests.helpers.switch_port import FakeSwitch


class Counts:
    """So many calls of every gate since a minute."""

    def __init__(self) -> None:
        self.each = 5
        self.asked: list[CdrFilter] = []

    def aggregates(self, filters: CdrFilter, bucket_s: int = 60) -> list[AggregateRow]:
        del bucket_s
        self.asked.append(filters)
        gates = ("zero_hold_time", "illegal_call", "blacklist", "journal_full")
        return [AggregateRow(0, 9, gate, self.each) for gate in gates]


def test_since_when_does_not_move_while_it_is_only_prolonged(
    config: ConfigStore, hub: Told, wall: Wall
) -> None:
    counts, clock = Counts(), ManualClock()
    watch = OffWatch(config, counts, clock)
    recording = RecordingSwitch(config, FakeSwitch(), hub, threading.Lock(), wall)
    assert watch.seen(recording.look()) is None
    recording.close((ZERO_HOLD_TIME,), "flood", 3600)
    began = wall.now
    off = watch.seen(recording.look())
    assert off is not None
    assert (off.since, off.by, off.by_guard, off.not_recorded) == (began, GUARD, True, 10)
    assert off.until == began + 3600
    wall.now += 100
    config.parameters.set(ZERO_HOLD_TIME, 0, revert_at=wall.now + 60, **BY)
    for watching in (watch, OffWatch(config, counts, clock)):
        off = watching.seen(recording.look())
        assert off is not None
        assert (off.since, off.by, off.by_guard) == (began, "alice", False)
        assert off.until == wall.now + 60


def test_calls_are_counted_from_the_minute_on_and_not_every_second(
    config: ConfigStore, hub: Told, wall: Wall
) -> None:
    counts, clock = Counts(), ManualClock()
    watch = OffWatch(config, counts, clock)
    recording = RecordingSwitch(config, FakeSwitch(), hub, threading.Lock(), wall)
    config.parameters.set(ZERO_HOLD_TIME, 0, **BY)
    first = watch.seen(recording.look())
    counts.each = 50
    assert watch.seen(recording.look()) == first
    clock.advance(COUNT_EVERY_S)
    later = watch.seen(recording.look())
    assert later is not None
    assert (later.not_recorded, later.until) == (100, None)
    (since,) = {asked.from_ for asked in counts.asked}
    assert since is not None
    assert since.timestamp() == wall.now // 60 * 60
