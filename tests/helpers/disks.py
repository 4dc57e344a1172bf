"""A disk that is small, full or read-only, for root; others skip with the reason."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A tmpfs of that size on ``folder``."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not allow mounting a tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    """Turn a :func:`small_disk` read-only."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take all the space that is left; delete the answered file to give it back."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 16))
        except OSError:
            pass
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            return path


class Fillers:
    """Files that take every block there is, again and again."""

    def __init__(self, disk: Path) -> None:
        self._disk = disk
        self._files: list[Path] = []

    def fill(self) -> None:
        path = fill(self._disk)
        self._files.append(path.rename(self._disk / f"filler-{len(self._files)}"))

    def free(self) -> None:
        for path in self._files:
            path.unlink()
