"""The key that encrypts secrets at rest, and the cipher that uses it.

Switch and management both keep digest hashes on disk, and either may be the first to start, so
the key file is created by whoever comes first: written whole to a private temporary file, synced,
then linked into place, which fails when the other was faster. A reader therefore never sees half
a key. The file is 32 random bytes, mode 0600.

Encryption is AES-256-GCM with a random 96-bit nonce before each ciphertext (NIST SP 800-38D).
The associated data names the purpose, so that a value cannot be moved from one place to another.
"""

import contextlib
import os
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.datapaths import sync_folder
from engine.errors import ConfigError

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


def load_or_create_key(path: Path) -> bytes:
    """The 32 bytes in ``path``, created at the first call of any process.

    Raises:
        ConfigError: the file cannot be read or written, or does not hold a key.
    """
    try:
        if not path.exists():
            _create(path)
        key = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"cannot read or create the key file {path}: {error.strerror}; "
            "the data folder must be writable by the user that runs the engine"
        ) from error
    if len(key) != KEY_BYTES:
        raise ConfigError(
            f"{path} holds {len(key)} bytes instead of {KEY_BYTES}; restore it from a backup "
            "(without it the stored passwords of endpoints cannot be read)"
        )
    return key


def _create(path: Path) -> None:
    """Put a fresh key in place unless another process did so first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, os.urandom(KEY_BYTES))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()
    sync_folder(path.parent)


class Cipher:
    """AES-256-GCM under one key; values are nonce + ciphertext + tag."""

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def encrypt(self, plain: bytes, purpose: bytes) -> bytes:
        """``plain`` encrypted so that only :meth:`decrypt` with the same purpose opens it."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plain, purpose)

    def decrypt(self, sealed: bytes, purpose: bytes) -> bytes:
        """The text that was encrypted.

        Raises:
            ConfigError: another key, another purpose, or damaged bytes.
        """
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._aead.decrypt(nonce, body, purpose)
        except (InvalidTag, ValueError) as error:
            raise ConfigError(
                "stored secrets cannot be decrypted: secret.key is not the one they were written "
                "with; restore the key file that belongs to this data folder"
            ) from error
