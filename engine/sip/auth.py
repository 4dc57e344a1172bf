"""Digest credentials and challenges as values (RFC 3261 §20.7, RFC 7616 §3.3-3.4, RFC 8760).

Only their form is known here; what a right response is, is `engine.registrar.digest`.
The list of parameters is read tolerantly, as phones write it: any order, any spacing, stray commas,
quotes where there should be none and none where there should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, Final, NamedTuple, cast

from engine.sip.errors import bad_value
from engine.sip.grammar import LWS, TOKEN, quote, unquote
from engine.sip.limits import MAX_PARAMS

_PAIR: Final = re.compile(
    rf"[ \t,]*+({TOKEN}){LWS}={LWS}(\"(?:[^\"\\]++|\\.)*\"|[^ \t,\"]*+){LWS}(?=,|$)", re.DOTALL
)

_REQUIRED: Final = itemgetter("username", "realm", "nonce", "uri", "response")
_USUAL_NAMES: Final = frozenset(
    {
        "algorithm",
        "cnonce",
        "nc",
        "nonce",
        "opaque",
        "qop",
        "realm",
        "response",
        "stale",
        "uri",
        "username",
    }
)
_FIRST: Final = {f"{name}=": name for name in _USUAL_NAMES}
_NEXT: Final = {f"{comma}{name}=": name for name in _USUAL_NAMES for comma in (",", ", ")}
_REMEMBERED_LENGTH: Final = 1_024
"""Credentials up to this length may be read by their form, of which 1,024 are remembered."""

_USUAL_VALUES: Final = frozenset({"MD5", "SHA-256", "auth"})
"""What stands without quotes when the sender follows the examples of RFC 7616, besides numbers."""


class DigestCredentials(NamedTuple):
    """What a peer proves to know a password with; every value unquoted, empty when absent.

    Attributes:
        username: name it signs in with.
        realm: realm it answers for.
        nonce: the nonce of our challenge.
        uri: digest-uri, quoted in the hash as it was written.
        response: the digest, hexadecimal.
        algorithm: as written; empty means MD5.
        qop: quality of protection, empty for the form of RFC 2069.
        nc: nonce count, eight hexadecimal digits.
        cnonce: the client's nonce.
        opaque: the opaque of our challenge.
    """

    username: str
    realm: str
    nonce: str
    uri: str
    response: str
    algorithm: str
    qop: str
    nc: str
    cnonce: str
    opaque: str

    @classmethod
    def parse(cls, text: str, header: str = "Authorization") -> DigestCredentials:
        """Read a header value whose scheme is Digest.

        Raises:
            PeerError: 400 for a malformed list, a parameter given twice or a missing username,
                realm, nonce, uri or response (RFC 7616 §3.4).
        """
        parts = text.split('"')
        if len(parts) % 2 and "\\" not in text and len(text) <= _REMEMBERED_LENGTH:
            layout = _read_layout(tuple(parts[::2]))
            if layout is not None:
                in_order, plain = layout
                return _made(in_order(parts[1::2] + plain))
        params = parse_auth_params(header, text[7:])
        get = params.get
        try:
            username, realm, nonce, uri, response = _REQUIRED(params)
        except KeyError as missing:
            raise bad_value(header, "Digest", f"no {missing.args[0]}") from None
        return cls(
            username,
            realm,
            nonce,
            uri,
            response,
            get("algorithm", ""),
            get("qop", ""),
            get("nc", ""),
            get("cnonce", ""),
            get("opaque", ""),
        )

    def __repr__(self) -> str:
        """Leave out what helps to guess the password offline."""
        return f"DigestCredentials(username={self.username!a}, realm={self.realm!a})"

    def __str__(self) -> str:
        """Write the header value."""
        parts = [
            f"{name}={quote(value)}" for name, value in zip(self._fields[:5], self[:5], strict=True)
        ]
        parts += [f"{name}={value}" for name, value in self._unquoted() if value]
        parts += [
            f"{name}={quote(value)}"
            for name, value in (("cnonce", self.cnonce), ("opaque", self.opaque))
            if value
        ]
        return f"Digest {', '.join(parts)}"

    def _unquoted(self) -> tuple[tuple[str, str], ...]:
        return (("algorithm", self.algorithm), ("qop", self.qop), ("nc", self.nc))


class DigestChallenge(NamedTuple):
    """A WWW-Authenticate or Proxy-Authenticate value.

    Attributes:
        realm: protection space shown to the user.
        nonce: ours.
        algorithm: "MD5" or "SHA-256".
        stale: the nonce was too old but the response right, so no user need be asked.
        qop: always "auth" from us; a peer's may be empty.
        opaque: returned unchanged by the client; empty when not used.
    """

    realm: str
    nonce: str
    algorithm: str
    stale: bool = False
    qop: str = "auth"
    opaque: str = ""

    @classmethod
    def parse(cls, text: str, header: str = "WWW-Authenticate") -> DigestChallenge:
        """Read a header value whose scheme is Digest.

        Raises:
            PeerError: 400 for a malformed list or a missing realm or nonce.
        """
        params = parse_auth_params(header, text[7:])
        if "realm" not in params or "nonce" not in params:
            raise bad_value(header, "Digest", "no realm or no nonce")
        return cls(
            params["realm"],
            params["nonce"],
            params.get("algorithm", "MD5"),
            params.get("stale", "").lower() == "true",
            params.get("qop", ""),
            params.get("opaque", ""),
        )

    def __str__(self) -> str:
        """Write the header value."""
        qop = f", qop={quote(self.qop)}" if self.qop else ""
        opaque = f", opaque={quote(self.opaque)}" if self.opaque else ""
        stale = ", stale=true" if self.stale else ""
        return (
            f"Digest realm={quote(self.realm)}, nonce={quote(self.nonce)}, "
            f"algorithm={self.algorithm}{qop}{opaque}{stale}"
        )


_FIELDS: Final = DigestCredentials._fields
_made: Final = cast(
    "Callable[[tuple[str, ...]], DigestCredentials]", partial(tuple.__new__, DigestCredentials)
)


@lru_cache(maxsize=1_024)
def _read_layout(
    between: tuple[str, ...],
) -> tuple[Callable[[list[str]], tuple[str, ...]], list[str]] | None:
    """Where the values of credentials stand that were cut at their quotes.

    Returns:
        What takes the ten values of `DigestCredentials` out of a list of the quoted values with
        those without quotes after them, and the latter; None when the credentials are not written
        in the usual way, or lack one.
    """
    form = _read_form((between[0][7:], *between[1:]))
    if form is None or not set(_FIELDS[:5]) <= {*form[0], *form[1]}:
        return None
    names, plain = form
    every = [*names, *plain]
    absent = len(every)
    places = [every.index(name) if name in every else absent for name in _FIELDS]
    return cast("Any", itemgetter(*places)), [*plain.values(), ""]


def parse_auth_params(header: str, text: str) -> dict[str, str]:
    """Read `name=value` pairs between commas; names in lower case, values unquoted.

    Raises:
        PeerError: 400 for anything else, a name given twice or more than 32 pairs.
    """
    parts = text.split('"')
    if len(parts) % 2 == 0 or "\\" in text or len(text) > _REMEMBERED_LENGTH:
        return _parse_tolerantly(header, text)
    form = _read_form(tuple(parts[::2]))
    if form is None:
        return _parse_tolerantly(header, text)
    names, plain = form
    params = dict(zip(names, parts[1::2], strict=True))
    params.update(plain)
    return params


@lru_cache(maxsize=1_024)
def _read_form(between: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, str]] | None:
    """Read what stands outside the quotes; phones of one make write the same there.

    Returns:
        The names of the quoted values in order, and the values without quotes by name; None when
        the pairs are not written in the usual way.
    """
    names: list[str] = []
    plain: dict[str, str] = {}
    known = _FIRST
    for piece in between[:-1]:
        name = known.get(piece) or _after_plain(piece, plain, first=not names)
        if not name or name in names:
            return None
        names.append(name)
        known = _NEXT
    rest = between[-1]
    if rest and (rest[0] != "," or not _read_plain(rest[1:].split(","), plain)):
        return None
    return None if plain.keys() & set(names) else (tuple(names), plain)


def _after_plain(between: str, plain: dict[str, str], first: bool) -> str | None:
    """Read the values without quotes that stand before a quote; return the name at their end."""
    *pieces, last = between.split(",")
    if not first and (not pieces or pieces.pop(0)):
        return None
    return _FIRST.get(last.lstrip(" ")) if _read_plain(pieces, plain) else None


def _read_plain(pieces: list[str], params: dict[str, str]) -> bool:
    for piece in pieces:
        name, _, value = piece.strip(" ").partition("=")
        if name not in _USUAL_NAMES or name in params:
            return False
        if value not in _USUAL_VALUES and not value.isalnum():
            return False
        params[name] = value
    return True


def _parse_tolerantly(header: str, text: str) -> dict[str, str]:
    """Read what is not written in the usual way: the same result, three times slower."""
    params: dict[str, str] = {}
    position, end = 0, len(text.rstrip(" \t,"))
    while position < end:
        match = _PAIR.match(text, position)
        if match is None:
            raise bad_value(header, text[position:], "no name=value pair")
        name = match[1].lower()
        if name in params or len(params) == MAX_PARAMS:
            raise bad_value(header, name, f"given twice, or more than {MAX_PARAMS} parameters")
        params[name] = unquote(match[2])
        position = match.end()
    return params
