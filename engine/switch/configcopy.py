"""The switch's own copy of the configuration: phones are answered when management is down.

``config.sealed`` holds everything (version, parameters, endpoints with their digest hashes),
encrypted. A change to a few endpoints or parameters is appended to ``config.changes`` as one
encrypted, base64-encoded line, synced before it is acknowledged, so that a disabled endpoint does
not come back with a restart. Now and then everything is written anew and the changes that it
contains are dropped; each change carries a sequence number, so a restart between the two steps
applies nothing twice.
"""

import base64
import binascii
import os
from pathlib import Path
from typing import Any, Final

import msgspec

from engine.control.messages import NO_CONFIG, EndpointConfig
from engine.datapaths import sync_folder
from engine.errors import ConfigError
from engine.secretfile import Cipher

MAX_CHANGES: Final = 1_000
"""Appended changes after which everything is written anew."""

_WHOLE: Final = b"switch configuration"
_CHANGE: Final = b"switch configuration change"


class Change(msgspec.Struct, frozen=True):
    """One acknowledged change: new values, endpoints put and endpoints removed."""

    sequence: int
    version: int
    parameters: dict[str, Any] = {}
    put: list[EndpointConfig] = []
    delete: list[str] = []


class Configuration(msgspec.Struct):
    """What management pushed last, changes applied.

    Attributes:
        sequence: Number of the last change contained.
        version: Management's version, -1 before the first push.
        parameters: Name to value, as pushed.
        endpoints: Extension to endpoint.
    """

    sequence: int = 0
    version: int = NO_CONFIG
    parameters: dict[str, Any] = {}
    endpoints: dict[str, EndpointConfig] = {}

    def apply(self, change: Change) -> None:
        """Bring this configuration up to ``change``."""
        self.sequence = change.sequence
        self.version = change.version
        self.parameters.update(change.parameters)
        for endpoint in change.put:
            self.endpoints[endpoint.extension] = endpoint
        for extension in change.delete:
            self.endpoints.pop(extension, None)


class ConfigCopy:
    """The two files and how they are written."""

    def __init__(self, folder: Path, cipher: Cipher) -> None:
        self._whole = folder / "config.sealed"
        self._changes = folder / "config.changes"
        self._cipher = cipher
        self.changes = 0

    def load(self) -> tuple[Configuration, str]:
        """The stored configuration and what was wrong with it, "" when nothing was.

        A damaged copy is set aside and reported; management pushes the configuration again,
        because the version it finds is not its own.
        """
        try:
            configuration = self._load_whole()
            problem = self._load_changes(configuration)
        except (ConfigError, msgspec.DecodeError, binascii.Error) as error:
            for path in (self._whole, self._changes):
                if path.exists():
                    path.replace(path.with_suffix(path.suffix + ".damaged"))
            return Configuration(), f"the stored configuration was set aside: {error}"
        return configuration, problem

    def append(self, change: Change) -> None:
        """Make ``change`` durable.

        Raises:
            OSError: the disk refused; nothing of it is stored.
        """
        sealed = self._cipher.encrypt(msgspec.msgpack.encode(change), _CHANGE)
        line = base64.b64encode(sealed) + b"\n"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        descriptor = os.open(self._changes, flags, 0o600)
        try:
            before = os.fstat(descriptor).st_size
            try:
                if os.write(descriptor, line) != len(line):
                    raise OSError(28, "No space left on device")
                os.fdatasync(descriptor)
                if not before:
                    sync_folder(self._changes.parent)
            except OSError:
                os.ftruncate(descriptor, before)
                raise
        finally:
            os.close(descriptor)
        self.changes += 1

    def write(self, configuration: Configuration) -> None:
        """Write everything anew and drop the changes it contains.

        Raises:
            OSError: the disk refused; what was stored before is still there.
        """
        sealed = self._cipher.encrypt(msgspec.msgpack.encode(configuration), _WHOLE)
        temporary = self._whole.with_suffix(".writing")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._whole)
        sync_folder(self._whole.parent)  # else a power loss could keep the old and drop the changes
        self._changes.unlink(missing_ok=True)
        self.changes = 0

    def _load_whole(self) -> Configuration:
        if not self._whole.exists():
            return Configuration()
        plain = self._cipher.decrypt(self._whole.read_bytes(), _WHOLE)
        return msgspec.msgpack.decode(plain, type=Configuration)

    def _load_changes(self, configuration: Configuration) -> str:
        """Apply the appended changes; a torn last line was never acknowledged and is dropped."""
        if not self._changes.exists():
            return ""
        lines = self._changes.read_bytes().split(b"\n")
        torn = lines.pop()
        for line in lines:
            plain = self._cipher.decrypt(base64.b64decode(line, validate=True), _CHANGE)
            change = msgspec.msgpack.decode(plain, type=Change)
            if change.sequence > configuration.sequence:
                configuration.apply(change)
            self.changes += 1
        if not torn:
            return ""
        os.truncate(self._changes, self._changes.stat().st_size - len(torn))
        return f"{len(torn)} bytes of an unacknowledged configuration change were cut off"
