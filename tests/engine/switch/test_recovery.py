"""What a kill leaves: half lines are kept apart, whole ones are sealed."""

from pathlib import Path

import pytest

from engine.switch.recovery import cut_torn_end, recover


def test_an_open_segment_is_sealed_whole(tmp_path: Path) -> None:
    (tmp_path / "cdr-1.open").write_bytes(b'{"a":1}\n{"a":2}\n')
    found = recover(tmp_path)
    assert [path.name for path in found.sealed] == ["cdr-1.ndjson"]
    assert found.torn == {}
    assert (tmp_path / "cdr-1.ndjson").read_bytes() == b'{"a":1}\n{"a":2}\n'


def test_a_torn_last_line_is_cut_and_kept_for_a_person(tmp_path: Path) -> None:
    (tmp_path / "cdr-1.open").write_bytes(b'{"a":1}\n{"a":')
    found = recover(tmp_path)
    assert found.torn == {"cdr-1.open": 5}
    assert (tmp_path / "cdr-1.ndjson").read_bytes() == b'{"a":1}\n'
    assert (tmp_path / "rejected" / "cdr-1.open.torn").read_bytes() == b'{"a":'


def test_a_segment_of_nothing_but_a_torn_line_leaves_only_the_torn_line(tmp_path: Path) -> None:
    (tmp_path / "sus-1.open").write_bytes(b"half")
    (tmp_path / "agg-1.open").write_bytes(b"")
    found = recover(tmp_path)
    assert found.sealed == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rejected"]


def test_a_torn_line_longer_than_one_step_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"ok\n" + b"x" * 200_000)
    assert cut_torn_end(path, tmp_path / "rejected") == 200_000
    assert path.read_bytes() == b"ok\n"


def test_sealed_segments_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cdr-1.ndjson").write_bytes(b"half")
    (tmp_path / ".reserve").write_bytes(b"x")
    assert recover(tmp_path).sealed == []
    assert (tmp_path / "cdr-1.ndjson").read_bytes() == b"half"


def test_what_the_disk_does_not_let_us_put_in_order_stays_for_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    (tmp_path / "cdr-1.open").write_bytes(b"1\nhalf")
    (tmp_path / "cdr-2.open").write_bytes(b"2\n")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", refuse)
        found = recover(tmp_path)
    assert found.left == {"cdr-1.open": "No space left on device"}
    assert [path.name for path in found.sealed] == ["cdr-2.ndjson"]
    assert (tmp_path / "cdr-1.open").read_bytes() == b"1\nhalf"
    assert recover(tmp_path).torn == {"cdr-1.open": 4}
