"""The data folder: what is in it, and whether it can be used.

Each file has exactly one writing process; the table in :class:`DataPaths` says which. The folder
and everything made here is private to the user that runs the engine, because it holds digest
hashes, the key that encrypts them and the tokens of the local control.
"""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.errors import ConfigError

#: A Unix socket's address holds 108 bytes on Linux, the closing zero included (unix(7)).
_MAX_SOCKET_PATH: Final = 107


@dataclass(frozen=True, slots=True)
class DataPaths:
    """Names below one data folder.

    Attributes:
        root: the folder.
    """

    root: Path

    @property
    def config_file(self) -> Path:
        """Settings of the engine, TOML; written by the administrator only."""
        return self.root / "switchwarden.toml"

    @property
    def config_db(self) -> Path:
        """Configuration store (management)."""
        return self.root / "config.sqlite"

    @property
    def cdr_db(self) -> Path:
        """Store of call records (management)."""
        return self.root / "cdr.duckdb"

    @property
    def archive(self) -> Path:
        """Folder of the Parquet files of older call records (management)."""
        return self.root / "archive"

    @property
    def journal(self) -> Path:
        """Folder of journal segments (written by the switch, taken away by management)."""
        return self.root / "journal"

    @property
    def exports(self) -> Path:
        """Folder of finished exports (management)."""
        return self.root / "exports"

    @property
    def deliveries(self) -> Path:
        """Folder that scheduled exports are delivered below, unless another is set (management)."""
        return self.root / "deliveries"

    @property
    def cdr_texts(self) -> Path:
        """Folder of the hourly text files of call records (management)."""
        return self.root / "cdr"

    @property
    def switch_state(self) -> Path:
        """Folder of the switch's own state: registrations, suspensions, last configuration."""
        return self.root / "switch"

    @property
    def attempts(self) -> Path:
        """Folder of what sources tried lately (written by the switch, read by management)."""
        return self.switch_state / "attempts"

    @property
    def secret_key(self) -> Path:
        """Key that encrypts secrets at rest, mode 0600 (whoever starts first)."""
        return self.root / "secret.key"

    @property
    def tls_certificate(self) -> Path:
        """Certificate of SIP over TLS (the administrator, or ``certificate create``)."""
        return self.root / "tls" / "certificate.pem"

    @property
    def tls_key(self) -> Path:
        """Its key, mode 0600 (likewise)."""
        return self.root / "tls" / "key.pem"

    @property
    def admin_password(self) -> Path:
        """Password of the first operator, mode 0600 (management, at the first start)."""
        return self.root / "admin-password"

    @property
    def lock(self) -> Path:
        """Locked while an engine, or a command in its place, uses the folder."""
        return self.root / "engine.lock"

    @property
    def run(self) -> Path:
        """Folder of what is of use only while the engine runs."""
        return self.root / "run"

    @property
    def switch_socket(self) -> Path:
        """Control socket of the switch, mode 0600."""
        return self.run / "switch.sock"

    @property
    def supervisor_socket(self) -> Path:
        """Service control socket of the supervisor, mode 0600."""
        return self.run / "supervisor.sock"

    @property
    def local_token(self) -> Path:
        """Bearer token for commands on this machine, mode 0600 (management, at every start)."""
        return self.run / "local-token"

    @property
    def http_address(self) -> Path:
        """URL of the HTTP interface, one line (management, at every start)."""
        return self.run / "http"

    @property
    def kernel_table(self) -> Path:
        """Name of the table that is in the kernel (the helper of the kernel, while it is)."""
        return self.run / "kernel-table"

    def prepare(self) -> None:
        """Create the folders and prove that they can be written.

        Modes do not bind the superuser and say nothing about read-only file systems, so a file is
        actually written. A full disk is not found fault with: a switch that was killed has to
        come back and answer, and whoever needs space says so.

        Raises:
            ConfigError: the folder cannot be used, and why.
        """
        length = len(os.fsencode(self.supervisor_socket))
        if length > _MAX_SOCKET_PATH:
            raise ConfigError(
                f"the path of the data folder {self.root} is too long: its control sockets would "
                f"have {length} bytes, and {_MAX_SOCKET_PATH} is the limit; choose a shorter path"
            )
        with self._faults_named():
            for folder in (self.root, self.run, self.journal, self.exports, self.switch_state):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _probe(folder)

    @contextmanager
    def _faults_named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ConfigError(
                f"cannot write to the data folder {self.root}: {error.strerror}; choose another "
                "with --data, or give the user that runs the engine the right to write there"
            ) from error


def _probe(folder: Path) -> None:
    """Write a byte below ``folder`` and forget it."""
    with tempfile.TemporaryFile(dir=folder, buffering=0) as probe:
        try:
            probe.write(b"\0")
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable: a rename is a change of the folder, not of the file.

    Raises:
        OSError: the disk refused.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
