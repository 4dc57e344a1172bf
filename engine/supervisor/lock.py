"""One engine, or one command in its place, on a data folder at a time.

The lock is ``flock`` on a file that stays: the kernel releases it with the process, however that
ends, so there are no stale locks to explain. The file holds the number of the process that has it,
for the message to whoever comes second.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import ConfigError


@contextmanager
def data_lock(path: Path) -> Iterator[None]:
    """Hold the lock of a data folder.

    The descriptor is not inherited, so no child keeps the lock of a dead supervisor.

    Raises:
        ConfigError: another process has it, or the file cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ConfigError(
            f"cannot open {path}: {error.strerror}; the data folder must exist and be writable"
        ) from error
    try:
        _lock(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        named = f" (process {holder})" if holder.isdigit() else ""
        raise ConfigError(
            f"the data folder {path.parent} is in use by another engine or command{named}; "
            "stop that one, or choose another folder with --data"
        ) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
