"""Digest credentials of ours: the client side of RFC 7616, as RFC 3261 section 22 wants it.

A carrier that asks for proof (401 or 407) gets it once for every challenge. Of several challenges
of one realm the first that is understood is answered, for the carrier puts the one it likes best on
top (RFC 8760 section 2.3). Of the qualities of protection "auth" is spoken, and none (RFC 2069);
MD5 and SHA-256 are the algorithms. A nonce may be used again, with its count one higher, until the
carrier says otherwise.
"""

from collections.abc import Callable
from enum import Enum
from typing import Final, NamedTuple

from engine.registrar.digest import Digest, algorithm_of, ha1
from engine.sip.auth import DigestChallenge, DigestCredentials
from engine.sip.errors import PeerError
from engine.sip.response import Response

Header = tuple[str, str]

MAX_CHALLENGES: Final = 8
"""Challenges that are looked at in one answer."""

MAX_REALMS: Final = 4
"""Realms that one request proves itself to: the carrier's and those of proxies before it."""

_ANSWER: Final = {
    "www-authenticate": "Authorization",
    "proxy-authenticate": "Proxy-Authorization",
}
_MAX_COUNT: Final = 0xFFFF_FFFF


class Account(NamedTuple):
    """Who we are at a carrier.

    Attributes:
        username: Our name there.
        password: In clear, because the carrier chooses the realm.
    """

    username: str
    password: str

    def __repr__(self) -> str:
        return f"Account(username={self.username!a})"


class Taken(Enum):
    """What a challenge means for who was challenged."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    NEW = "new"
    """Asked for the first time: answer."""

    STALE = "stale"
    """The proof was right and its nonce too old: answer again."""

    AGAIN = "again"
    """A realm that was answered asks again; if that was just now, the password is wrong."""

    NONE = "none"
    """Nothing that could be answered."""


class _Held:
    """One challenge and how often it was answered."""

    __slots__ = ("challenge", "count")

    def __init__(self, challenge: DigestChallenge) -> None:
        self.challenge = challenge
        self.count = 0


class Keyring:
    """What one carrier asked us, and the proofs.

    Args:
        account: Who we are.
        draw: Makes a cnonce that nobody can guess.
    """

    __slots__ = ("_account", "_digest", "_draw", "_held")

    def __init__(self, account: Account, draw: Callable[[], str]) -> None:
        self._account = account
        self._draw = draw
        self._digest = Digest()
        self._held: dict[tuple[str, str], _Held] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to prove."""
        return bool(self._held)

    def take(self, response: Response) -> Taken:
        """Remember the challenges of a 401 or 407."""
        found = challenges(response)
        if not found:
            return Taken.NONE
        known = [(key, each) for key, each in found.items() if key in self._held]
        for key, challenge in found.items():
            if key in self._held or len(self._held) < MAX_REALMS:
                self._held[key] = _Held(challenge)
        if not known:
            return Taken.NEW
        return Taken.STALE if all(each.stale for _, each in known) else Taken.AGAIN

    def headers(self, method: str, uri: str) -> list[Header]:
        """The headers that prove a request.

        Args:
            method: Of the request.
            uri: Its Request-URI.
        """
        return [
            (name, str(self._proof(held, method, uri))) for (name, _), held in self._held.items()
        ]

    def _proof(self, held: _Held, method: str, uri: str) -> DigestCredentials:
        asked, account, digest = held.challenge, self._account, self._digest
        algorithm = algorithm_of(asked.algorithm) or "MD5"
        held.count = min(held.count + 1, _MAX_COUNT)
        nc, cnonce = (f"{held.count:08x}", self._draw()) if asked.qop else ("", "")
        secret = ha1(algorithm, account.username, asked.realm, account.password)
        ha2 = digest.ha2(algorithm, method, uri)
        return DigestCredentials(
            account.username,
            asked.realm,
            asked.nonce,
            uri,
            digest.response(algorithm, secret, asked.nonce, nc, cnonce, ha2),
            asked.algorithm,
            "auth" if asked.qop else "",
            nc,
            cnonce,
            asked.opaque,
        )


def challenges(response: Response) -> dict[tuple[str, str], DigestChallenge]:
    """The challenges of a 401 or 407 that can be answered, by header of the answer and realm."""
    found: dict[tuple[str, str], DigestChallenge] = {}
    for header, answer in _ANSWER.items():
        for line in response.lines(header)[:MAX_CHALLENGES]:
            challenge = _read(line, header)
            if challenge is not None:
                found.setdefault((answer, challenge.realm), challenge)
    return found


def _read(line: str, header: str) -> DigestChallenge | None:
    """A challenge that can be answered, None for any other."""
    if line[:7].lower() != "digest ":
        return None
    try:
        challenge = DigestChallenge.parse(line, header)
    except PeerError:
        return None
    qualities = [each.strip().lower() for each in challenge.qop.split(",")]
    if algorithm_of(challenge.algorithm) is None or not {"", "auth"} & set(qualities):
        return None
    return challenge
