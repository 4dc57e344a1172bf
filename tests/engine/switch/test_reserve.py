"""The reserve is real blocks, given up once and taken back only where there is room."""

import os
from pathlib import Path

import pytest

from engine.switch import reserve as module
from engine.switch.reserve import Reserve


def test_taking_allocates_blocks_and_releasing_gives_them_back(tmp_path: Path) -> None:
    path = tmp_path / ".reserve"
    reserve = Reserve(path, size=1 << 20)
    assert reserve.take()
    assert reserve.held
    assert path.stat().st_blocks * 512 >= 1 << 20
    assert reserve.release()
    assert not reserve.held


def test_it_can_be_released_only_once(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / ".reserve", size=4096)
    assert not reserve.release()
    reserve.take()
    assert reserve.release()
    assert not reserve.release()


def test_it_is_not_taken_from_a_disk_without_room_to_spare(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / ".reserve", size=1 << 60)
    assert not reserve.take()
    assert not reserve.held


def test_half_an_allocation_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, start: int, size: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", refuse)
    reserve = Reserve(tmp_path / ".reserve", size=4096)
    assert not reserve.take()
    assert not reserve.held


def test_its_size_suits_the_disk(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / ".reserve")
    reserve.take()
    assert (tmp_path / ".reserve").stat().st_size <= module.SIZE
