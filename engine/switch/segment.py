"""One file that only grows: all of a batch, or none of it.

A full disk may accept part of a ``write(2)``. What it accepted is cut off again, so that a file
never ends in half a line while the process lives; the half line that a killed process leaves is
the business of :mod:`engine.switch.recovery`.
"""

import os
from pathlib import Path


class Segment:
    """An append-only file with the number of lines and bytes it holds.

    Attributes:
        path: Where it is now.
        descriptor: Open for appending; handed to the syncer when the segment ends.
        records: Lines written.
        size: Bytes written.
        opened_at: Monotonic seconds of the first line's arrival.
    """

    __slots__ = ("descriptor", "opened_at", "path", "records", "size")

    def __init__(self, path: Path, opened_at: float) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
        self.descriptor = os.open(path, flags, 0o600)
        self.path = path
        self.records = 0
        self.size = 0
        self.opened_at = opened_at

    def append(self, data: bytes, records: int) -> None:
        """Write ``data`` whole.

        Raises:
            OSError: nothing of it is in the file; the disk is full or failing.
        """
        written = 0
        try:
            written = os.write(self.descriptor, data)
            while written < len(data):
                written += os.write(self.descriptor, data[written:])
        except OSError:
            if written:
                os.ftruncate(self.descriptor, self.size)
            raise
        self.size += written
        self.records += records
