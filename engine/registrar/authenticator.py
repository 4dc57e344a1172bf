"""Does this request prove that its sender knows the password of an extension?

One answer for REGISTER and INVITE, in one order: credentials for our realm, in a form that was
offered, with a nonce of ours that is in time and whose count is new, and a response that is right.
Only the last step can be answered ``WRONG``, so only a complete wrong response is ever held
against anybody (requirements 78, 79, 100).

For an extension that does not exist the last step is taken all the same, against a dummy, and
answered ``WRONG``: known and unknown extensions are told apart neither by the answer nor by the
time it takes (requirements 93, 94).
"""

import hashlib
from enum import Enum
from typing import Final

from engine.registrar.digest import (
    Digest,
    algorithm_of,
    challenge,
    dummy,
    equal,
    secret_of,
)
from engine.registrar.nonce import MAX_COUNT, NonceBook, NonceState
from engine.registrar.offers import WEAK_FIRST, Offers
from engine.sip.auth import DigestCredentials

Header = tuple[str, str]

WWW_AUTHENTICATE: Final = "WWW-Authenticate"
PROXY_AUTHENTICATE: Final = "Proxy-Authenticate"


class Proof(Enum):
    """What the credentials of a request are worth."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    """None for our realm, or in a form that was not offered: challenge."""

    STALE = "stale"
    """The nonce is too old or not ours: challenge, and say that it is stale."""

    REPLAYED = "replayed"
    """The nonce count was used before: the same answer as for STALE."""


_RIGHT: Final = Proof.RIGHT
_WRONG: Final = Proof.WRONG
_MISSING: Final = Proof.MISSING
_NOT_FRESH: Final = {NonceState.STALE: Proof.STALE, NonceState.REPLAYED: Proof.REPLAYED}
_FRESH: Final = NonceState.FRESH


class Authenticator:
    """Challenges and judges.

    Args:
        realm: Protection space; printable, without quote and backslash.
        key: Secret random bytes of this process.
    """

    __slots__ = ("_digest", "_dummy", "_forms", "_nonces", "realm")

    def __init__(self, realm: str, key: bytes) -> None:
        self.realm = realm
        self._nonces = NonceBook(hashlib.blake2b(key, person=b"nonce").digest())
        self._dummy = dummy(key)
        self._digest = Digest()
        self._forms: dict[tuple[Offers, bool], list[str]] = {}

    def challenge(
        self,
        name: str,
        now: float,
        offered: Offers = WEAK_FIRST,
        *,
        stale: bool = False,
        place: str = "",
    ) -> tuple[Header, ...]:
        """The headers ``name`` of a 401 or 407: one nonce, a challenge for each algorithm.

        With a ``place`` the nonce is good there alone.
        """
        forms = self._forms.get((offered, stale))
        if forms is None:
            realm = self.realm.replace("%", "%%")
            forms = [challenge(realm, "%s", offer, stale) for offer in offered]
            self._forms[offered, stale] = forms
        nonce = self._nonces.make(now, place)
        return tuple([(name, form % nonce) for form in forms])

    def judge(
        self,
        method: str,
        given: list[DigestCredentials],
        user: str,
        secret: bytes | None,
        now: float,
        lifetime: float,
        place: str = "",
    ) -> Proof:
        """What ``given`` proves.

        Args:
            method: Of the request.
            given: All Digest credentials of the request, for whatever realm.
            user: The extension that must have made them.
            secret: Its packed hashes, None when there is no such extension or it is disabled.
            now: Monotonic seconds.
            lifetime: Seconds a nonce may be old.
            place: Where the nonce has to be from, as :meth:`challenge` was told.
        """
        for credentials in given:
            if credentials.realm == self.realm:
                break
        else:
            return _MISSING
        algorithm = algorithm_of(credentials.algorithm)
        count = nonce_count(credentials)
        if algorithm is None or count == 0:
            return _MISSING
        nonce = self._nonces.spend(credentials.nonce, count, now, lifetime, place)
        if nonce is not _FRESH:
            return _NOT_FRESH[nonce]
        digest = self._digest
        expected = digest.response(
            algorithm,
            secret_of(self._dummy if secret is None else secret, algorithm),
            credentials.nonce,
            credentials.nc if credentials.qop else "",
            credentials.cnonce,
            digest.ha2(algorithm, method, credentials.uri),
        )
        right = equal(credentials.response, expected)
        return _RIGHT if right and secret is not None and credentials.username == user else _WRONG


def nonce_count(given: DigestCredentials) -> int:
    """The count that credentials spend; 0 for a form that was not offered.

    Without a quality of protection there is no count: the nonce is good for a single use. With
    "auth" both count and client nonce must be there (RFC 7616 §3.4).
    """
    if not given.qop:
        return MAX_COUNT
    nc = given.nc
    if given.qop != "auth" or not given.cnonce or len(nc) != 8 or not nc.isalnum():
        return 0
    try:
        return int(nc, 16)
    except ValueError:
        return 0
