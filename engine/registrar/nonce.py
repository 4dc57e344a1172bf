"""Nonces that need no memory to be recognised, and little memory to be used once (RFC 7616 §5.4).

A nonce is a sequence number and the time of its making, both in hexadecimal, followed by a keyed
hash of the two. Whoever holds the key sees at once whether a nonce is ours and how old it is, so a
flood of requests without credentials leaves nothing behind. The key is new at each start of the
process: older nonces are foreign ones then, and their owners are given fresh ones.

A nonce may be made for one place, which goes into the hash and is not in it to be read: from
elsewhere it is a foreign one. So who forges the address of somebody else, and never hears what is
answered there, cannot give a response in his name, not even a wrong one.

Against replay (requirement 100) the highest nonce count seen is kept for the last 2**20 nonces, in
a ring of 2 MB. A count must be greater than the one before it. A nonce that 2**20 others have
overtaken is stale: at 20,000 challenges a second that takes 50 seconds. Every count is
spent before the response to it is looked at, hence a response that was heard on the wire, right or
wrong, is never looked at twice.
"""

import hashlib
from array import array
from enum import Enum
from hmac import compare_digest
from typing import Final

RING: Final = 1 << 20
"""Nonces whose count is remembered; two bytes each."""

MAX_COUNT: Final = 0xFFFF
"""Uses of one nonce, after which it is stale; the largest number of the ring."""

_BODY: Final = 22
_LENGTH: Final = _BODY + 24


class NonceState(Enum):
    """What a nonce with its count is worth."""

    FRESH = "fresh"
    """Ours, in time, and the count is new: look at the response."""

    STALE = "stale"
    """Foreign, too old, overtaken or used up: give a new one."""

    REPLAYED = "replayed"
    """Ours, but this count, or a higher one, was used before."""


_FRESH: Final = NonceState.FRESH
_STALE: Final = NonceState.STALE
_REPLAYED: Final = NonceState.REPLAYED


class NonceBook:
    """Makes nonces and spends their counts.

    Args:
        key: 16 to 64 secret random bytes, different in each process.
        ring: How many nonces are remembered, a power of two.
    """

    __slots__ = ("_counts", "_keyed", "_mask", "_sequence")

    def __init__(self, key: bytes, ring: int = RING) -> None:
        if len(key) < 16 or ring & (ring - 1):
            raise ValueError("a nonce book needs a key of 16 bytes or more and a power of two")
        self._keyed = hashlib.blake2b(key=key, digest_size=12)
        self._mask = ring - 1
        self._counts = array("H", bytes(2 * ring))
        self._sequence = 0

    def __repr__(self) -> str:
        return f"NonceBook(issued={self._sequence})"

    def make(self, now: float, place: str = "") -> str:
        """A nonce that was never given out before, 46 hexadecimal digits, for ``place`` alone."""
        sequence = self._sequence = self._sequence + 1
        self._counts[sequence & self._mask] = 0
        body = f"{sequence:011x}{int(now * 1000):011x}"
        keyed = self._keyed.copy()
        keyed.update((body + place).encode())
        return body + keyed.hexdigest()

    def spend(
        self, nonce: str, count: int, now: float, lifetime: float, place: str = ""
    ) -> NonceState:
        """Judge ``nonce`` and use up ``count`` and all lower counts of it if it is ours.

        Args:
            nonce: As the peer sent it.
            count: Its nonce count, 1 or more; for credentials without one pass
                :data:`MAX_COUNT`, which makes the nonce good for a single use.
            now: Monotonic seconds.
            lifetime: Seconds a nonce may be old.
            place: Where it came from, as it was said when the nonce was made.
        """
        if len(nonce) != _LENGTH or not nonce.isascii():
            return _STALE
        body = nonce[:_BODY]
        keyed = self._keyed.copy()
        keyed.update((body + place).encode())
        if not compare_digest(keyed.hexdigest(), nonce[_BODY:]):
            return _STALE
        sequence = int(body[:11], 16)
        if now - int(body[11:], 16) / 1000 > lifetime or self._sequence - sequence > self._mask:
            return _STALE
        if not 0 < count <= MAX_COUNT:
            return _STALE
        slot = sequence & self._mask
        if count <= self._counts[slot]:
            return _REPLAYED
        self._counts[slot] = count
        return _FRESH
