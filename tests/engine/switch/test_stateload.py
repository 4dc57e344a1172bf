"""Loading applies what is sound, keeps what is not for a person, and says so."""

import os
from pathlib import Path
from typing import Any

import pytest

from engine.switch.stateload import load


def apply_to(found: list[list[Any]]) -> Any:
    def apply(line: list[Any]) -> None:
        if line[0] == "refused":
            raise ValueError(line)
        found.append(line)

    return apply


def test_an_empty_folder_begins_with_generation_one(tmp_path: Path) -> None:
    loaded = load(tmp_path, print)
    assert (loaded.generation, loaded.lines, loaded.rejected, loaded.torn) == (1, 0, {}, {})
    assert loaded.seen_at is None


def test_the_run_before_was_alive_when_it_last_touched_a_file(tmp_path: Path) -> None:
    for number, at in ((1, 5_000.0), (2, 7_000.5), (3, 6_000.0)):
        path = tmp_path / f"state-000000000{number}.log"
        path.write_bytes(b'["a"]\n["torn')
        os.utime(path, (at, at))
    assert load(tmp_path, apply_to([])).seen_at == 7_000.5


def test_the_newest_snapshot_and_the_logs_from_it_on_are_applied_in_order(tmp_path: Path) -> None:
    for name, line in {
        "state-0000000001.log": b'["old"]\n',
        "state-0000000002.snapshot": b'["snapshot"]\n',
        "state-0000000002.log": b'["a"]\n',
        "state-0000000003.log": b'["b"]\n',
        "state-0000000004.unfinished": b'["never"]\n',
    }.items():
        (tmp_path / name).write_bytes(line)
    found: list[list[Any]] = []
    loaded = load(tmp_path, apply_to(found))
    assert found == [["snapshot"], ["a"], ["b"]]
    assert loaded.generation == 4
    assert loaded.lines == 3


@pytest.mark.parametrize("bad", [b"\xff\xfe\n", b'{"a":1}\n', b"[1\n", b"\n", b'["refused"]\n'])
def test_a_bad_line_is_kept_apart_and_the_others_are_applied(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "state-0000000001.log"
    path.write_bytes(b'["a"]\n' + bad + b'["b"]\n')
    found: list[list[Any]] = []
    loaded = load(tmp_path, apply_to(found))
    assert found == [["a"], ["b"]]
    assert loaded.rejected == {path.name: 1}
    assert (tmp_path / "rejected" / f"{path.name}.bad").read_bytes() == bad


def test_a_torn_end_is_cut_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "state-0000000001.log"
    path.write_bytes(b'["a"]\n["b')
    found: list[list[Any]] = []
    assert load(tmp_path, apply_to(found)).torn == {path.name: 3}
    assert found == [["a"]]
    assert load(tmp_path, apply_to(found)).torn == {}
