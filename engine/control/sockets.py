"""Making and reaching the Unix socket, also where its path is longer than the kernel allows.

``sun_path`` holds 108 bytes, which a data folder deep in somebody's home exceeds. Linux lets us
name the folder by an open descriptor instead (``/proc/self/fd/N/switch.sock``), so every path
works. The file is created with mode 0600: only the user that runs the engine may talk to it.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from engine.errors import ControlError

MAX_PATH: Final = 100
"""Bytes of a path that are surely accepted as they are."""


def listen(path: Path, backlog: int = 16) -> socket.socket:
    """A listening socket at ``path``; one left behind by a dead process is replaced.

    Raises:
        ControlError: somebody alive listens there, or the folder cannot be used.
    """
    if _alive(path):
        raise ControlError(f"another process already answers on {path}")
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        path.unlink(missing_ok=True)
        with _usable(path) as name, _private():
            made.bind(name)
        made.listen(backlog)
        made.setblocking(False)
    except OSError as error:
        made.close()
        raise ControlError(f"cannot create the control socket {path}: {error.strerror}") from error
    return made


def connect(path: Path, timeout: float | None = 2.0) -> socket.socket:
    """A connected, blocking socket; ``timeout`` seconds for connecting and each later call.

    Raises:
        ControlError: nobody answers there.
    """
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.settimeout(timeout)
    try:
        with _usable(path) as name:
            made.connect(name)
    except OSError as error:
        made.close()
        raise ControlError(f"nobody answers on {path}: {error.strerror or error}") from error
    return made


def _alive(path: Path) -> bool:
    if not path.exists():
        return False
    with suppress(ControlError):
        connect(path, 0.5).close()
        return True
    return False


@contextmanager
def _usable(path: Path) -> Iterator[str]:
    """``path`` as a name short enough for the kernel."""
    if len(os.fsencode(path)) <= MAX_PATH:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


@contextmanager
def _private() -> Iterator[None]:
    """Files made inside are for their owner alone."""
    before = os.umask(0o177)
    try:
        yield
    finally:
        os.umask(before)
