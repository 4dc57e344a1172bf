"""The switch's own copy of the configuration: phones are answered when management is down.

``config.sealed`` holds everything (version, parameters, gateways, endpoints with their digest
hashes) in encrypted, base64-encoded lines: first what is there, then the endpoints by the thousand.
A change to a few endpoints, gateways or parameters is appended to ``config.changes`` as one such
line, synced before it is acknowledged, so that a disabled endpoint does not come back with a
restart. Now and then everything is written anew and the changes that it contains are dropped; each
change carries a sequence number, so a restart between the two steps applies nothing twice.
"""

import base64
import os
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, Protocol

import msgspec

from engine.control.gateways import GatewayConfig
from engine.control.messages import NO_CONFIG, EndpointConfig
from engine.datapaths import sync_folder
from engine.errors import SwitchwardenError
from engine.secretfile import Cipher

MAX_CHANGES: Final = 1_000
"""Appended changes after which everything is written anew."""

LINE: Final = 1_000
"""Endpoints in one line of the whole: 230 kB."""

_WHOLE: Final = b"switch configuration"
_CHANGE: Final = b"switch configuration change"


class Change(msgspec.Struct, frozen=True):
    """One acknowledged change: new values, endpoints and gateways put, and those removed."""

    sequence: int
    version: int
    parameters: dict[str, Any] = {}
    put: list[EndpointConfig] = []
    delete: list[str] = []
    gateways_put: list[GatewayConfig] = []
    gateways_delete: list[str] = []


class Configuration(msgspec.Struct):
    """What management pushed last, without endpoints and gateways: others keep those.

    Attributes:
        sequence: Number of the last change contained.
        version: Management's version, -1 before the first push.
        parameters: Name to value, as pushed.
    """

    sequence: int = 0
    version: int = NO_CONFIG
    parameters: dict[str, Any] = {}

    def apply(self, change: Change) -> None:
        """Bring this configuration up to ``change``."""
        self.sequence = change.sequence
        self.version = change.version
        self.parameters.update(change.parameters)


class _Head(msgspec.Struct, frozen=True):
    """First line of the whole: the configuration and how many lines of endpoints follow.

    ``gateways`` is None in what a program wrote that knew none: then the copy is not the whole.
    """

    configuration: Configuration
    lines: int
    gateways: list[GatewayConfig] | None = None


class Endpoints(Protocol):
    """Where the endpoints of a stored configuration go."""

    def put(self, endpoints: list[EndpointConfig]) -> None:
        """Create or replace them."""

    def delete(self, extensions: list[str]) -> None:
        """Remove them, if they are there."""

    def clear(self) -> None:
        """Remove all."""


class StoredGateways(Protocol):
    """Where the gateways of a stored configuration go."""

    def put(self, configs: Iterable[GatewayConfig]) -> None:
        """Create or replace them."""

    def delete(self, names: Iterable[str]) -> None:
        """Remove them, if they are there."""

    def clear(self) -> None:
        """Remove all."""


class ConfigCopy:
    """The two files and how they are written."""

    def __init__(self, folder: Path, cipher: Cipher) -> None:
        self._whole = folder / "config.sealed"
        self._changes = folder / "config.changes"
        self._cipher = cipher
        self.changes = 0

    def load(self, endpoints: Endpoints, gateways: StoredGateways) -> tuple[Configuration, str]:
        """The stored configuration and what was wrong with it, "" when nothing was.

        A damaged copy is set aside and reported; management pushes the configuration again,
        because the version it finds is not its own. So it does after a copy without gateways.

        Args:
            endpoints: Gets the stored endpoints, and loses them again when the copy is damaged.
            gateways: The same for gateways.
        """
        try:
            configuration, whole = self._load_whole(endpoints, gateways)
            problem = self._load_changes(configuration, endpoints, gateways)
            if not whole:
                configuration.version = NO_CONFIG
        except (SwitchwardenError, ValueError) as error:
            endpoints.clear()
            gateways.clear()
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
        line = self._seal(change, _CHANGE)
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

    def write(
        self,
        configuration: Configuration,
        endpoints: Iterable[EndpointConfig],
        count: int,
        gateways: Sequence[GatewayConfig] = (),
    ) -> None:
        """Write everything anew and drop the changes it contains.

        Args:
            configuration: What to write.
            endpoints: All of them, ``count`` in number; read as they are written, so that never
                more than a line of them is in memory twice.
            count: How many.
            gateways: All of them.

        Raises:
            OSError: the disk refused; what was stored before is still there.
        """
        temporary = self._whole.with_suffix(".writing")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            lines = -(-count // LINE)
            file.write(self._seal(_Head(configuration, lines, list(gateways)), _WHOLE))
            source = iter(endpoints)
            for number in range(lines):
                file.write(self._seal(list(islice(source, LINE)), _part(configuration, number)))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._whole)
        sync_folder(self._whole.parent)  # else a power loss could keep the old and drop the changes
        self._changes.unlink(missing_ok=True)
        self.changes = 0

    def _seal(self, value: object, purpose: bytes) -> bytes:
        """One encrypted line."""
        sealed = self._cipher.encrypt(msgspec.msgpack.encode(value), purpose)
        return base64.b64encode(sealed) + b"\n"

    def _open(self, line: bytes, purpose: bytes) -> bytes:
        return self._cipher.decrypt(base64.b64decode(line.rstrip(b"\n"), validate=True), purpose)

    def _load_whole(
        self, endpoints: Endpoints, gateways: StoredGateways
    ) -> tuple[Configuration, bool]:
        """What was written at once, and whether it was all there is."""
        if not self._whole.exists():
            return Configuration(), True
        with self._whole.open("rb") as file:
            head = msgspec.msgpack.decode(self._open(file.readline(), _WHOLE), type=_Head)
            for number in range(head.lines):
                plain = self._open(file.readline(), _part(head.configuration, number))
                endpoints.put(msgspec.msgpack.decode(plain, type=list[EndpointConfig]))
        gateways.put(head.gateways or ())
        return head.configuration, head.gateways is not None

    def _load_changes(
        self, configuration: Configuration, endpoints: Endpoints, gateways: StoredGateways
    ) -> str:
        """Apply the appended changes; a torn last line was never acknowledged and is dropped."""
        if not self._changes.exists():
            return ""
        lines = self._changes.read_bytes().split(b"\n")
        torn = lines.pop()
        for line in lines:
            change = msgspec.msgpack.decode(self._open(line, _CHANGE), type=Change)
            if change.sequence > configuration.sequence:
                configuration.apply(change)
                endpoints.put(change.put)
                endpoints.delete(change.delete)
                gateways.put(change.gateways_put)
                gateways.delete(change.gateways_delete)
            self.changes += 1
        if not torn:
            return ""
        os.truncate(self._changes, self._changes.stat().st_size - len(torn))
        return f"{len(torn)} bytes of an unacknowledged configuration change were cut off"


def _part(configuration: Configuration, number: int) -> bytes:
    """The purpose of one line of endpoints: it fits nowhere but in its place of this whole."""
    return b"%s endpoints %d of %d" % (_WHOLE, number, configuration.sequence)
