"""Room put aside on the disk for the moment it is full.

A file of allocated but unused blocks lies beside the journal. When a write fails for want of
space it is given up, which buys time for some 20,000 more records, during which the alarm is
already raised; it is taken again when the disk has room to spare. Where the file system cannot
allocate, there is simply no reserve.
"""

import os
from pathlib import Path
from typing import Final

SIZE: Final = 8 * 1024 * 1024
"""Bytes put aside, a sixteenth of the disk where that is less."""

SPARE: Final = 4
"""The reserve is taken only where this many times its size is free."""


class Reserve:
    """A file of allocated blocks that can be given up once."""

    def __init__(self, path: Path, size: int | None = None) -> None:
        self._path = path
        self._size = _suitable_size(path) if size is None else size

    @property
    def held(self) -> bool:
        """Whether the blocks are put aside now."""
        return self._path.exists()

    def take(self) -> bool:
        """Put the blocks aside if there is room to spare; answers whether there was."""
        if self.held:
            return True
        try:
            room = os.statvfs(self._path.parent)
            if room.f_bavail * room.f_frsize < SPARE * self._size:
                return False
            self._allocate()
        except OSError:
            self.release()
            return False
        return True

    def release(self) -> bool:
        """Give the blocks back to the disk; answers whether there were any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def _allocate(self) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, self._size)
        finally:
            os.close(descriptor)


def _suitable_size(path: Path) -> int:
    disk = os.statvfs(path.parent)
    return min(SIZE, disk.f_blocks * disk.f_frsize // 16)
