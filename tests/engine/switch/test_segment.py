"""A batch is in the file whole or not at all."""

import os
from pathlib import Path

import pytest

from engine.switch.segment import Segment


def test_lines_and_bytes_are_counted(tmp_path: Path) -> None:
    segment = Segment(tmp_path / "a", 1.0)
    segment.append(b"one\ntwo\n", 2)
    segment.append(b"three\n", 1)
    assert (segment.records, segment.size) == (3, 14)
    assert segment.path.read_bytes() == b"one\ntwo\nthree\n"
    os.close(segment.descriptor)


def test_a_file_is_private_and_never_an_existing_one(tmp_path: Path) -> None:
    segment = Segment(tmp_path / "a", 0.0)
    assert segment.path.stat().st_mode & 0o777 == 0o600
    os.close(segment.descriptor)
    with pytest.raises(FileExistsError):
        Segment(tmp_path / "a", 0.0)


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    segment = Segment(tmp_path / "a", 0.0)
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:2]))
    segment.append(b"abcdefg\n", 1)
    assert segment.path.read_bytes() == b"abcdefg\n"
    os.close(segment.descriptor)


def test_what_a_full_disk_took_of_a_batch_is_cut_off_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = Segment(tmp_path / "a", 0.0)
    segment.append(b"whole\n", 1)
    write = os.write
    answers = iter([True, False])

    def full_after_two_bytes(descriptor: int, data: bytes) -> int:
        if next(answers):
            return write(descriptor, data[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full_after_two_bytes)
    with pytest.raises(OSError, match="No space"):
        segment.append(b"half\n", 1)
    assert segment.path.read_bytes() == b"whole\n"
    assert segment.records == 1
    os.close(segment.descriptor)
