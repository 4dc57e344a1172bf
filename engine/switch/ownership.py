"""One switch for one data folder.

Starting puts the files of the last run in order, which must never happen to the files of a run
that goes on. So before anything is touched the folder is locked, by a lock that the kernel takes
back whenever the process ends, however it ends.
"""

import fcntl
import os
from pathlib import Path

from engine.errors import ConfigError


def lock(path: Path) -> int:
    """Lock the file ``path``; the lock lasts until the answered descriptor is closed.

    Raises:
        ConfigError: another process holds it, or the file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ConfigError(f"cannot lock {path}: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise ConfigError(
            f"another switch uses {path.parent}; stop it first or choose another data folder"
        ) from error
    return descriptor
