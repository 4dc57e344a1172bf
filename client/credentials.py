"""Passwords of servers: in the keyring of the desktop, or in memory until the client ends.

Nothing else: when the computer has no real secret store, the keyring package may quietly choose a
plain text file or a store that always fails. Both are refused by their class, the client keeps the
password for this session only and says so at the sign-in form.
"""

from __future__ import annotations

import logging
from typing import Protocol

import keyring
import keyring.backend
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.errors

SERVICE = "switchwarden"

_log = logging.getLogger(__name__)


class Credentials(Protocol):
    """Saves, loads and forgets the password of one user of one server."""

    @property
    def lasting(self) -> bool:
        """Whether a saved password outlives the client."""

    def save(self, url: str, user: str, password: str) -> bool:
        """Keep *password*; False when it could be kept for this session only."""

    def load(self, url: str, user: str) -> str | None:
        """Return the kept password, or nothing."""

    def forget(self, url: str, user: str) -> None:
        """Remove the kept password, if there is one."""


class MemoryCredentials:
    """Keeps passwords until the client ends."""

    lasting = False

    def __init__(self) -> None:
        self._passwords: dict[tuple[str, str], str] = {}

    def save(self, url: str, user: str, password: str) -> bool:
        """Keep *password* for this session."""
        self._passwords[url, user] = password
        return False

    def load(self, url: str, user: str) -> str | None:
        """Return the password saved in this session, or nothing."""
        return self._passwords.get((url, user))

    def forget(self, url: str, user: str) -> None:
        """Remove the password."""
        self._passwords.pop((url, user), None)


class KeyringCredentials:
    """Keeps passwords in a secret store that was found safe."""

    lasting = True

    def __init__(self, backend: keyring.backend.KeyringBackend) -> None:
        self._backend = backend
        self._memory = MemoryCredentials()

    def save(self, url: str, user: str, password: str) -> bool:
        """Keep *password* in the secret store; in memory when the store is locked or refuses."""
        self._memory.save(url, user, password)
        try:
            self._backend.set_password(SERVICE, _entry(url, user), password)
        except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
            _log.warning("the secret store refused: %s", type(error).__name__)
            return False
        return True

    def load(self, url: str, user: str) -> str | None:
        """Return the kept password, or nothing."""
        try:
            found = self._backend.get_password(SERVICE, _entry(url, user))
        except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
            _log.warning("the secret store cannot be read: %s", type(error).__name__)
            found = None
        return found or self._memory.load(url, user)

    def forget(self, url: str, user: str) -> None:
        """Remove the kept password, if there is one."""
        self._memory.forget(url, user)
        try:
            self._backend.delete_password(SERVICE, _entry(url, user))
        except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
            _log.info("nothing removed from the secret store: %s", type(error).__name__)


def _entry(url: str, user: str) -> str:
    return f"{user} at {url}"


def is_safe(backend: keyring.backend.KeyringBackend) -> bool:
    """Say whether *backend* keeps secrets secret; plain text, null and failing ones do not."""
    unsafe = (keyring.backends.fail.Keyring, keyring.backends.null.Keyring)
    if isinstance(backend, keyring.backends.chainer.ChainerBackend):
        return bool(backend.backends) and all(is_safe(item) for item in backend.backends)
    module = type(backend).__module__
    return not isinstance(backend, unsafe) and not module.startswith("keyrings.alt")


def open_credentials() -> Credentials:
    """Return the keyring of the desktop when it is safe, else memory of this session."""
    backend = keyring.get_keyring()
    if is_safe(backend):
        return KeyringCredentials(backend)
    _log.info("no safe secret store (%s): passwords are kept in memory", type(backend).__name__)
    return MemoryCredentials()
