from pathlib import Path

import pytest

from engine.control.attempts import MAX_DAYS, Attempts, decode
from engine.switch.attemptlog import MAX_A_SECOND, MAX_SOURCES, SHOW_EVERY, AttemptLog

WALL = 1_790_000_000.0


def rows(folder: Path) -> list[Attempts]:
    found = []
    for path in sorted(folder.iterdir()):
        assert path.stat().st_mode & 0o777 == 0o600
        found += [row for line in path.read_bytes().splitlines() if (row := decode(line))]
    return found


def test_equal_events_of_a_second_are_one_line(tmp_path: Path) -> None:
    log = AttemptLog(tmp_path / "attempts")
    for _ in range(3):
        log.saw("wrong", "192.0.2.7", "1001", True)
    log.saw("malformed", "192.0.2.7")
    log.write(WALL)
    log.write(WALL + 1)
    log.saw("locked", "192.0.2.7", "1001", True)
    log.write(WALL + 2)
    log.close()
    assert rows(tmp_path / "attempts") == [
        Attempts(int(WALL), "wrong", "192.0.2.7", "1001", True, 3),
        Attempts(int(WALL), "malformed", "192.0.2.7"),
        Attempts(int(WALL) + 2, "locked", "192.0.2.7", "1001", True),
    ]


def test_registrations_are_written_when_they_tell_something(tmp_path: Path) -> None:
    log = AttemptLog(tmp_path / "attempts")
    log.registered("192.0.2.7", "1001", 10.0, ended=False)
    log.registered("192.0.2.7", "1002", 11.0, ended=False)
    log.registered("192.0.2.7", "1003", 12.0, ended=True)
    log.registered("192.0.2.7", "1004", 12.0 + SHOW_EVERY, ended=False)
    log.write(WALL)
    log.close()
    assert [row.extension for row in rows(tmp_path / "attempts")] == ["1001", "1003", "1004"]
    for number in range(MAX_SOURCES + 1):
        log.registered(str(number), "1", 20.0, ended=False)
    assert len(log._shown) == MAX_SOURCES


def test_a_second_has_room_for_so_many_and_says_how_many_more_there_were(tmp_path: Path) -> None:
    log = AttemptLog(tmp_path / "attempts")
    for number in range(MAX_A_SECOND + 5):
        log.saw("wrong", "192.0.2.7", str(number))
    log.write(WALL)
    log.close()
    found = rows(tmp_path / "attempts")
    assert (len(found), found[-1].what, found[-1].count) == (MAX_A_SECOND + 1, "missed", 5)
    assert log.missed == 5


def test_segments_are_bounded_in_size_and_age(tmp_path: Path) -> None:
    folder = tmp_path / "attempts"
    log = AttemptLog(folder, room=3000, segment=1000)
    for second in range(400):
        log.saw("wrong", "192.0.2.7", f"{second:04}")
        log.write(WALL + second)
        assert sum(path.stat().st_size for path in folder.iterdir()) <= 3000
    assert 2 <= len(list(folder.iterdir())) <= 3
    (folder / "notes.txt").write_text("not ours")
    log.close()
    log.saw("wrong", "192.0.2.7")
    log.write(WALL + (MAX_DAYS + 1) * 86_400)
    log.close()
    assert sorted(path.name for path in folder.iterdir())[1:] == ["notes.txt"]


def test_a_disk_that_refuses_costs_the_lines_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = AttemptLog(tmp_path / "attempts")

    def full(*_args: object) -> int:
        raise OSError(28, "no space")

    log.saw("wrong", "192.0.2.7")
    with monkeypatch.context() as patch:
        patch.setattr("engine.switch.attemptlog.os.write", full)
        log.write(WALL)
    assert log.missed == 1
    log.saw("wrong", "192.0.2.8")
    log.write(WALL + 1)
    log.close()
    assert [row.source for row in rows(tmp_path / "attempts")] == ["192.0.2.8"]


def test_without_a_folder_nothing_is_kept() -> None:
    log = AttemptLog()
    log.saw("wrong", "192.0.2.7")
    log.write(WALL)
    assert not log._waiting


def test_how_much_a_busy_source_asked_for_is_one_line(tmp_path: Path) -> None:
    log = AttemptLog(tmp_path)
    log.much("asked", "192.0.2.7", 80)
    log.much("called", "192.0.2.7", 9)
    log.write(1_790_000_000.5)
    log.close()
    (path,) = tmp_path.iterdir()
    rows = [decode(line) for line in path.read_bytes().splitlines()]
    assert [(row.what, row.count) for row in rows if row] == [("asked", 80), ("called", 9)]
