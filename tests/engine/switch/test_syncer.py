"""Marked descriptors are synced once a round, closed ones are closed by the thread alone."""

import os
from pathlib import Path

import pytest

from engine.switch.syncer import Syncer


def open_file(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT)


def test_a_marked_descriptor_is_synced_soon_and_stays_open(
    tmp_path: Path, syncer: Syncer, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fdatasync", synced.append)
    descriptor = open_file(tmp_path / "a")
    syncer.mark(descriptor)
    assert syncer.drain(5.0)
    assert synced == [descriptor]
    os.close(descriptor)


def test_a_descriptor_handed_over_is_synced_then_closed_then_reported(
    tmp_path: Path, syncer: Syncer
) -> None:
    descriptor = open_file(tmp_path / "a")
    done: list[str] = []
    syncer.close(descriptor, lambda: done.append("durable"))
    assert syncer.drain(5.0)
    assert done == ["durable"]
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


def test_a_disk_that_refuses_to_sync_is_reported_and_nothing_is_announced(tmp_path: Path) -> None:
    errors: list[OSError] = []
    done: list[str] = []
    syncer = Syncer(errors.append, gather=0.0)
    syncer.start()
    read_end, write_end = os.pipe()
    syncer.mark(write_end)
    syncer.close(read_end, lambda: done.append("durable"))
    assert syncer.stop(5.0)
    os.close(write_end)
    assert len(errors) == 2
    assert not done


def test_stopping_finishes_what_was_marked(tmp_path: Path) -> None:
    syncer = Syncer(print, gather=30.0)
    syncer.start()
    done: list[int] = []
    for number in range(5):
        descriptor = open_file(tmp_path / str(number))
        syncer.close(descriptor, lambda number=number: done.append(number))  # type: ignore[misc]
    assert syncer.stop(5.0)
    assert done == [0, 1, 2, 3, 4]


def test_nothing_marked_is_already_drained() -> None:
    assert Syncer(print).drain(0.0)
