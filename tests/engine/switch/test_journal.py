"""Lines reach the disk in order, segments are sealed in time, a full disk loses nothing bounded."""

import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.switch import journal as module
from engine.switch.journal import JournalWriter
from engine.switch.reserve import Reserve
from engine.switch.syncer import Syncer

Make = Callable[..., JournalWriter]


@pytest.fixture
def make(tmp_path: Path, syncer: Syncer) -> Make:
    numbers = itertools.count()

    def made(folder: Path = tmp_path, reserve: int = 4096) -> JournalWriter:
        return JournalWriter(
            folder, lambda: f"{next(numbers):04d}", syncer, Reserve(folder / ".reserve", reserve)
        )

    return made


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """A switch for the disk: append True and every write is refused."""
    state: list[bool] = []
    write = os.write

    def maybe(descriptor: int, data: bytes) -> int:
        if state and state[-1]:
            raise OSError(28, "No space left on device")
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", maybe)
    yield state
    monkeypatch.undo()


def content(folder: Path, pattern: str = "*.ndjson") -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob(pattern)))


def test_a_line_is_on_disk_when_write_returns(tmp_path: Path, make: Make) -> None:
    writer = make()
    writer.write("cdr", [b"1\n", b"2\n"], 0.0)
    assert content(tmp_path, "cdr-*.open") == b"1\n2\n"
    assert writer.written == 2
    writer.close(0.0)


def test_kinds_have_their_own_segments(tmp_path: Path, make: Make) -> None:
    writer = make()
    writer.write("cdr", [b"c\n"], 0.0)
    writer.write("sus", [b"s\n"], 0.0)
    writer.close(0.0)
    assert content(tmp_path, "cdr-*.ndjson") == b"c\n"
    assert content(tmp_path, "sus-*.ndjson") == b"s\n"


def test_a_segment_is_sealed_after_a_second_and_an_empty_one_never_appears(
    tmp_path: Path, make: Make
) -> None:
    writer = make()
    writer.tick(5.0)
    assert not list(tmp_path.glob("*-*"))
    writer.write("cdr", [b"1\n"], 10.0)
    writer.tick(10.9)
    assert not list(tmp_path.glob("*.ndjson"))
    assert writer.next_deadline() == 11.0
    writer.tick(11.0)
    assert content(tmp_path) == b"1\n"


def test_a_segment_of_ten_thousand_records_is_sealed_before_the_next_batch(
    tmp_path: Path, make: Make
) -> None:
    """Not right after the last record: that one is not answered yet."""
    writer = make()
    writer.write("cdr", [b"1\n"] * 9_999, 0.0)
    writer.write("cdr", [b"1\n"], 0.0)
    assert not list(tmp_path.glob("*.ndjson"))
    writer.write("cdr", [b"2\n"], 0.0)
    assert content(tmp_path) == b"1\n" * 10_000
    assert content(tmp_path, "*.open") == b"2\n"
    writer.close(0.0)


def test_a_segment_that_the_disk_keeps_from_being_sealed_is_sealed_later(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    writer = make()
    writer.write("cdr", [b"1\n"], 0.0)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        writer.tick(1.0)
        writer.tick(1.5)
        assert (writer.error, writer.next_deadline()) == ("Read-only file system", 2.5)
    writer.tick(2.4)
    assert not list(tmp_path.glob("*.ndjson"))
    writer.tick(2.5)
    assert content(tmp_path) == b"1\n"
    assert writer.error == ""


def test_sealing_names_what_it_sealed(tmp_path: Path, make: Make) -> None:
    writer = make()
    writer.write("cdr", [b"1\n"], 0.0)
    (name,) = writer.seal()
    assert (tmp_path / name).read_bytes() == b"1\n"
    assert writer.seal() == []


def test_refused_lines_wait_and_are_written_in_order_later(
    tmp_path: Path, make: Make, refusing: list[bool]
) -> None:
    writer = make()
    writer.write("cdr", [b"1\n"], 0.0)
    refusing.append(True)
    writer.write("cdr", [b"2\n", b"3\n"], 0.0)
    refusing.append(False)
    writer.write("cdr", [b"4\n"], 0.0)
    assert writer.waiting == 3, "later lines queue behind earlier ones"
    assert "No space" in writer.error
    writer.tick(1.0)
    assert writer.waiting == 0
    writer.close(1.0)
    assert content(tmp_path) == b"1\n2\n3\n4\n"
    assert (writer.written, writer.lost) == (4, 0)


def test_the_error_ends_only_when_nothing_waits_and_there_is_room(
    make: Make, refusing: list[bool]
) -> None:
    writer = make()
    refusing.append(True)
    writer.write("cdr", [b"1\n"], 0.0)
    writer.tick(1.0)
    assert writer.error
    refusing.append(False)
    writer.tick(3.0)
    assert writer.error == ""


def test_the_reserve_is_given_up_before_anything_has_to_wait(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = make()
    writer.tick(0.0)
    reserve = tmp_path / ".reserve"
    assert reserve.exists()
    write = os.write

    def full_while_reserved(descriptor: int, data: bytes) -> int:
        if reserve.exists():
            raise OSError(28, "No space left on device")
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", full_while_reserved)
    writer.write("cdr", [b"1\n"], 0.0)
    assert (writer.waiting, writer.written) == (0, 1)
    assert writer.error, "the alarm comes before the first record has to wait"
    monkeypatch.undo()
    writer.close(0.0)


def test_memory_for_waiting_lines_is_bounded_and_losses_are_counted(
    make: Make, refusing: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_WAITING", 3)
    monkeypatch.setattr(module, "MAX_CALLS_WAITING", 5)
    writer = make()
    refusing.append(True)
    writer.write("cdr", [b"1\n", b"2\n"], 0.0)
    before = writer.full
    writer.write("agg", [b"3\n", b"4\n"], 0.0)
    assert (before, writer.full) == (False, True)
    assert (writer.waiting, writer.lost) == (3, 1)
    writer.write("cdr", [b"5\n", b"6\n"], 0.0)
    assert (writer.waiting, writer.lost) == (5, 1), (
        "a connected call has room when all else has not"
    )
    writer.write("agg", [b"7\n"], 0.0)
    writer.write("cdr", [b"8\n"], 0.0)
    assert (writer.waiting, writer.lost) == (5, 3)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 KiB; needs root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None or os.geteuid() != 0:
        pytest.skip("mounting a tiny file system needs root")
    command = [mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this system does not allow mounting a file system")
    yield folder
    subprocess.run([umount, "-l", str(folder)], check=True)


def test_a_really_full_disk_loses_no_line(tiny_disk: Path, make: Make, syncer: Syncer) -> None:
    writer = make(tiny_disk, 32 * 1024)
    writer.tick(0.0)
    lines = [f"{number:0200d}\n".encode() for number in range(4_000)]
    for start in range(0, len(lines), 50):
        writer.write("cdr", lines[start : start + 50], start / 1000)
        writer.tick(start / 1000)
    assert writer.waiting > 0
    assert "space" in writer.error
    syncer.drain(5.0)
    taken = []
    for second in range(10, 30):
        for path in sorted(tiny_disk.glob("*.ndjson")):
            taken.append((path.name, path.read_bytes()))
            path.unlink()
        writer.tick(float(second))
        syncer.drain(5.0)
    writer.close(30.0)
    taken += [(path.name, path.read_bytes()) for path in tiny_disk.glob("*.ndjson")]
    assert b"".join(data for _, data in sorted(taken)) == b"".join(lines)
    assert (writer.error, writer.lost) == ("", 0)
