"""Digest arithmetic with MD5 and SHA-256 (RFC 7616, RFC 8760).

A password never comes here: the store keeps HA1, the hash of user, realm and password, one for
each algorithm. Hexadecimal digests are text in lower case, as the wire has them. Of the qualities
of protection only "auth" is offered; credentials without one (the form of RFC 2069, which old
devices send) are computed as that form demands. The session variants (``-sess``) are not offered,
and a response that uses one is treated as if it answered nothing.
"""

import hashlib
from collections.abc import Callable
from hmac import compare_digest
from typing import Final, Literal, NamedTuple

Algorithm = Literal["MD5", "SHA-256"]

MD5: Final = "MD5"
SHA256: Final = "SHA-256"

MAX_HA2: Final = 1024
"""Hashes of method and URI kept. One does for a switch with one domain; an attacker who varies
the URI pays with one more hash for each request of his."""


PACKED: Final = 48
"""Bytes of both hashes of one user."""


class Ha1(NamedTuple):
    """Both hashes of one user, 32 and 64 hexadecimal digits."""

    md5: str
    sha256: str

    def __repr__(self) -> str:
        return "Ha1(...)"


_EMPTY_MD5: Final = hashlib.md5(usedforsecurity=False)
_EMPTY_SHA256: Final = hashlib.sha256()


def _md5(text: str) -> str:
    hashed = _EMPTY_MD5.copy()  # a third cheaper than making one
    hashed.update(text.encode())
    return hashed.hexdigest()


def _sha256(text: str) -> str:
    hashed = _EMPTY_SHA256.copy()
    hashed.update(text.encode())
    return hashed.hexdigest()


_HASH: Final[dict[Algorithm, Callable[[str], str]]] = {MD5: _md5, SHA256: _sha256}

_NAMES: Final[dict[str, Algorithm]] = {
    "": MD5,
    "MD5": MD5,
    "md5": MD5,
    "SHA-256": SHA256,
    "sha-256": SHA256,
}


def algorithm_of(text: str) -> Algorithm | None:
    """The algorithm that credentials name, MD5 when they name none, None for any other."""
    return _NAMES.get(text) or _NAMES.get(text.upper())


def ha1(algorithm: Algorithm, user: str, realm: str, password: str) -> str:
    """H(user:realm:password), RFC 7616 §3.4.2."""
    return _HASH[algorithm](f"{user}:{realm}:{password}")


def ha1_pair(user: str, realm: str, password: str) -> Ha1:
    """Both hashes that an endpoint is stored with."""
    return Ha1(ha1(MD5, user, realm, password), ha1(SHA256, user, realm, password))


def challenge(realm: str, nonce: str, algorithm: Algorithm, stale: bool = False) -> str:
    """A WWW-Authenticate or Proxy-Authenticate value; ``realm`` holds no quote or backslash."""
    value = f'Digest realm="{realm}", nonce="{nonce}", algorithm={algorithm}, qop="auth"'
    return f"{value}, stale=true" if stale else value


class Digest:
    """Computes responses, remembering hashes of method and URI that keep coming back."""

    __slots__ = ("_ha2",)

    def __init__(self) -> None:
        self._ha2: dict[tuple[Algorithm, str, str], str] = {}

    def ha2(self, algorithm: Algorithm, method: str, uri: str) -> str:
        """H(method:uri), RFC 7616 §3.4.3."""
        key = (algorithm, method, uri)
        known = self._ha2.get(key)
        if known is None:
            if len(self._ha2) >= MAX_HA2:
                self._ha2.clear()
            known = self._ha2[key] = _HASH[algorithm](f"{method}:{uri}")
        return known

    def response(
        self, algorithm: Algorithm, secret: str, nonce: str, nc: str, cnonce: str, ha2: str
    ) -> str:
        """The response that the owner of ``secret``, an HA1, would send (RFC 7616 §3.4.1).

        With an empty ``nc`` it is the one of RFC 2069, without quality of protection.
        """
        if not nc:
            return _HASH[algorithm](f"{secret}:{nonce}:{ha2}")
        return _HASH[algorithm](f"{secret}:{nonce}:{nc}:{cnonce}:auth:{ha2}")


def equal(given: str, expected: str) -> bool:
    """Compare two digests in a time that does not depend on where they differ."""
    return compare_digest(given.encode(), expected.encode())


def pack(pair: Ha1) -> bytes:
    """Both hashes as 48 bytes, which is how they are kept in memory.

    Raises:
        ValueError: they are not hexadecimal digests of MD5 and SHA-256.
    """
    packed = bytes.fromhex(pair.md5) + bytes.fromhex(pair.sha256)
    if len(pair.md5) != 32 or len(packed) != PACKED:
        raise ValueError("an HA1 has 32 hexadecimal digits with MD5 and 64 with SHA-256")
    return packed


def unpack(packed: bytes) -> Ha1:
    """Both hashes from what :func:`pack` made, in lower case."""
    return Ha1(packed[:16].hex(), packed[16:].hex())


def secret_of(packed: bytes, algorithm: Algorithm) -> str:
    """The HA1 of ``algorithm`` from what :func:`pack` made."""
    return packed[:16].hex() if algorithm is MD5 else packed[16:].hex()


def dummy(secret: bytes) -> bytes:
    """What the response for an extension that does not exist is compared with.

    It looks like any other pair, so that the comparison takes the same path and time; nobody knows
    a password for it.
    """
    return hashlib.blake2b(secret, digest_size=PACKED, person=b"no such user").digest()
