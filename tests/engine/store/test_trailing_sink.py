import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.store.trailing_sink import TrailingSink


def test_slices_are_appended_in_order_and_hashed(tmp_path: Path) -> None:
    sink = TrailingSink(tmp_path / "out", tmp_path / "out.slice")
    sink.write(b"head\r\n")
    for number in range(9):
        path = sink.free()
        path.write_bytes(b"%d\r\n" % number * 1000)
        sink.take(path)
    size, checksum = sink.finish()
    sink.close()
    data = (tmp_path / "out").read_bytes()
    assert data == b"head\r\n" + b"".join(b"%d\r\n" % number * 1000 for number in range(9))
    assert (size, checksum) == (len(data), hashlib.sha256(data).hexdigest())
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


STEPS: dict[str, Callable[[TrailingSink], object]] = {
    "take": lambda sink: sink.take(sink.free()),
    "finish": lambda sink: sink.finish(),
    "write": lambda sink: sink.write(b"x"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_slice_that_cannot_be_appended_is_told_by_the_next_step(
    tmp_path: Path, step: str
) -> None:
    sink = TrailingSink(tmp_path / "out", tmp_path / "out.slice")
    sink.take(tmp_path / "not there")
    with pytest.raises(FileNotFoundError):
        STEPS[step](sink)
    sink.close()


def test_closing_after_a_failure_says_nothing_more(tmp_path: Path) -> None:
    sink = TrailingSink(tmp_path / "out", tmp_path / "out.slice")
    sink.free().write_bytes(b"x")
    sink.take(tmp_path / "not there")
    sink.close()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
