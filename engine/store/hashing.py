"""Operators' passwords: argon2id, in the caller's thread, two at a time.

One hash takes about a tenth of a second of one core and tens of MiB by design. Unbounded, a burst
of sign-ins would starve everything else, so a semaphore lets two through and the others wait.
An unknown name is verified against a hash of no password, so that it takes as long as a known one.
"""

import secrets
import threading
from base64 import b64encode
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

MAX_PASSWORD_BYTES: Final = 1024
"""Longer ones are refused: hashing is meant to be slow, not to be a lever."""

_PARALLEL: Final = 2


class Hasher:
    """Makes and verifies password hashes; one for the whole process."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = threading.BoundedSemaphore(_PARALLEL)
        self._nobody = hash_of_nobody(self._hasher)

    def hash(self, password: str) -> str:
        """The hash to store, with its salt and cost inside."""
        with self._turns:
            return self._hasher.hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether the password is the one of ``stored``; False for None, in the same time."""
        if len(password.encode("utf-8", "surrogatepass")) > MAX_PASSWORD_BYTES:
            return False
        with self._turns:
            try:
                self._hasher.verify(stored or self._nobody, password)
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None


def hash_of_nobody(hasher: PasswordHasher) -> str:
    """A hash that costs as much to verify as every other one and fits no password.

    Drawn, not computed: computing one would make every start as slow as a sign-in.
    """
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    drawn = (secrets.token_bytes(length) for length in (hasher.salt_len, hasher.hash_len))
    salt, digest = (b64encode(part).decode().rstrip("=") for part in drawn)
    return f"$argon2{hasher.type.name.lower()}$v={ARGON2_VERSION}${cost}${salt}${digest}"
