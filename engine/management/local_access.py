"""How commands on this machine reach the running engine.

``DIR/run/http`` holds the address, ``DIR/run/local-token`` a bearer token made anew at every start,
readable only by the user that runs the engine. Both are written whole and renamed into place, and
removed when the engine stops.
"""

import contextlib
import os
from pathlib import Path

from engine.addresses import reachable
from engine.config import Address
from engine.datapaths import DataPaths, sync_folder
from engine.errors import ConfigError


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all.

    Raises:
        ConfigError: the folder cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise ConfigError(
            f"cannot write {path}: {error.strerror}; make the data folder writable"
        ) from error


def publish(paths: DataPaths, address: Address, token: str) -> None:
    """Leave address and token for commands on this machine.

    Raises:
        ConfigError: the folder cannot be written.
    """
    local = Address(reachable(address.host), address.port)
    write_private(paths.local_token, token)
    write_private(paths.http_address, f"http://{local}")


def withdraw(paths: DataPaths) -> None:
    """Remove both files."""
    for path in (paths.local_token, paths.http_address):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
