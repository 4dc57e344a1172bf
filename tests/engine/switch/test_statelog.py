"""The log is written before the answer; snapshots are made in slices while changes go on."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.switch import statelog as module
from engine.switch.stateload import load
from engine.switch.statelog import MIN_LOG_LINES, StateLog
from engine.switch.syncer import Syncer


class Memory:
    """A state of keys and values that logs each change, like the switch's."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    def line(self, key: str) -> bytes:
        return msgspec.json.encode([key, self.values.get(key)]) + b"\n"

    def dump(self) -> Iterator[bytes]:
        for key in list(self.values):
            if key in self.values:
                yield self.line(key)

    def apply(self, line: list[Any]) -> None:
        key, value = line
        if value is None:
            self.values.pop(key, None)
        else:
            self.values[key] = value


@pytest.fixture
def memory() -> Memory:
    return Memory()


Make = Callable[..., StateLog]


@pytest.fixture
def make(tmp_path: Path, syncer: Syncer, memory: Memory) -> Make:
    return lambda generation=1: StateLog(tmp_path, generation, syncer, memory.dump)


def reloaded(folder: Path) -> dict[str, int]:
    memory = Memory()
    load(folder, memory.apply)
    return memory.values


def change(log: StateLog, memory: Memory, key: str, value: int | None) -> None:
    if value is None:
        del memory.values[key]
    else:
        memory.values[key] = value
    log.append([memory.line(key)])


def test_what_was_appended_survives_without_any_farewell(
    tmp_path: Path, make: Make, memory: Memory
) -> None:
    log = make()
    change(log, memory, "1001", 1)
    change(log, memory, "1001", 2)
    change(log, memory, "1002", 7)
    change(log, memory, "1002", None)
    assert reloaded(tmp_path) == {"1001": 2}


def test_the_next_run_reads_when_this_one_was_last_alive(tmp_path: Path, make: Make) -> None:
    log = make()
    (path,) = tmp_path.glob("state-*")
    os.utime(path, (5_000.0, 5_000.0))
    assert load(tmp_path, print).seen_at == 5_000.0
    before = path.stat().st_ctime
    log.alive()
    seen_at = load(tmp_path, print).seen_at
    assert seen_at is not None
    assert seen_at >= before - 1
    log._log.descriptor = -1
    log.alive()  # what the disk says then is no reason to end


def test_a_snapshot_replaces_the_logs_before_it(
    tmp_path: Path, make: Make, memory: Memory, syncer: Syncer
) -> None:
    log = make()
    change(log, memory, "1001", 1)
    log.finish(0.0)
    assert syncer.drain(5.0)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "state-0000000002.log",
        "state-0000000002.snapshot",
    ]
    assert reloaded(tmp_path) == {"1001": 1}
    assert log.snapshots == 1


def test_a_snapshot_whose_name_is_not_durable_replaces_nothing(
    tmp_path: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[OSError] = []
    syncer = Syncer(errors.append, 0.0)
    syncer.start()
    log = StateLog(tmp_path, 1, syncer, memory.dump)
    change(log, memory, "1001", 1)

    def refuse(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(module, "sync_folder", refuse)
    log.finish(0.0)
    assert syncer.stop(5.0)
    assert [error.errno for error in errors] == [5]
    assert (tmp_path / "state-0000000001.log").exists()
    assert reloaded(tmp_path) == {"1001": 1}


def test_changes_during_a_snapshot_win_over_what_the_snapshot_saw(
    tmp_path: Path, make: Make, memory: Memory, syncer: Syncer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SLICE", 10)
    log = make()
    for number in range(100):
        change(log, memory, str(number), 0)
    log.begin(0.0)
    now = 0.0
    while log.snapshotting:
        now += 1.0
        log.tick(now)
        change(log, memory, str(int(now)), int(now))
        change(log, memory, str(99 - int(now)), None)
        memory.values.setdefault(str(99 - int(now)), -1)
        change(log, memory, str(99 - int(now)), -1)
    assert syncer.drain(5.0)
    assert reloaded(tmp_path) == memory.values


def test_a_kill_in_the_middle_of_a_snapshot_loses_nothing(
    tmp_path: Path, make: Make, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SLICE", 5)
    log = make()
    for number in range(20):
        change(log, memory, str(number), number)
    log.begin(0.0)
    log.tick(0.0)
    change(log, memory, "3", 33)
    assert list(tmp_path.glob("*.unfinished"))
    assert reloaded(tmp_path) == memory.values
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_snapshot_is_due_when_the_log_outgrew_the_memory(
    make: Make, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MIN_LOG_LINES", 10)
    log = make()
    for number in range(10):
        change(log, memory, "1001", number)
    assert (log.due(), log.next_deadline()) == (False, None)
    change(log, memory, "1001", 11)
    assert log.due()
    going = []
    for _ in range(2):
        log.tick(1.0)
        going.append(log.snapshotting)
    assert going == [True, False]
    assert log.next_deadline() is None


def test_a_snapshot_is_due_when_the_log_grew_in_bytes(
    make: Make, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MIN_LOG_BYTES", 100)
    log = make()
    change(log, memory, "x" * 80, 1)
    assert not log.due()
    change(log, memory, "x" * 80, 2)
    assert log.due()
    for _ in range(2):
        log.tick(1.0)
    assert not log.snapshotting
    for number in range(3):
        assert not log.due(), "what is kept may be as large as it is"
        change(log, memory, "x" * 80, number)
    change(log, memory, "x" * 80, 4)
    assert log.due()


def test_what_the_disk_refused_is_mended_by_a_snapshot(
    tmp_path: Path,
    make: Make,
    memory: Memory,
    syncer: Syncer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = make()
    change(log, memory, "1001", 1)

    def refuse(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        change(log, memory, "1002", 2)
        assert "No space" in log.error
        log.tick(1.0)
        log.tick(1.0)
        assert log.failed_writes == 2, "the log and the snapshot"
    log.tick(1.5)
    assert not log.snapshotting, "tried once a second"
    log.tick(2.0)
    log.tick(2.0)
    assert syncer.drain(5.0)
    assert log.error == ""
    assert reloaded(tmp_path) == {"1001": 1, "1002": 2}


def test_a_slice_of_a_hundred_thousand_lines_is_short(
    make: Make, memory: Memory, syncer: Syncer
) -> None:
    """The number of lines written between two looks at the sockets is bounded."""
    log = make()
    memory.values = {str(number): number for number in range(3 * module.SLICE)}
    log.begin(0.0)
    ticks = 0
    while log.snapshotting:
        log.tick(float(ticks))
        ticks += 1
    assert ticks == 4


def test_what_a_start_had_to_read_counts_towards_a_snapshot(
    tmp_path: Path, syncer: Syncer, memory: Memory
) -> None:
    """Killed often, no run writes many lines; all of them together make the next start long."""
    assert not StateLog(tmp_path, 1, syncer, memory.dump, MIN_LOG_LINES).due()
    log = StateLog(tmp_path, 2, syncer, memory.dump, MIN_LOG_LINES + 1)
    assert log.due()
    log.finish(0.0)
    assert not log.due()
