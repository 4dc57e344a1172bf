"""SIP, SIPS and tel URIs (RFC 3261 §19.1, RFC 3966); any other scheme is carried, not understood.

A value keeps escapes as they were written, because `%61` and `a` must compare equal but `%40` must
never become an `@`; `Uri.username` decodes. Values are named tuples rather than frozen data
classes: as immutable and as small, and made in a fifth of the time, several for each message.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from engine.sip.errors import PeerError, bad_value, excerpt
from engine.sip.grammar import ESCAPED, HOST, bracket, check_host, check_port
from engine.sip.limits import MAX_URI
from engine.sip.params import NO_PARAMS, Params, format_params, parse_uri_params

_USER: Final = rf"(?:[A-Za-z0-9_.!~*'()&=+$,;?/#-]++|{ESCAPED})+"
_PASSWORD: Final = rf"(?:[A-Za-z0-9_.!~*'()&=+$,-]++|{ESCAPED})*"
_HEADERS: Final = rf"(?:[A-Za-z0-9_.!~*'()\[\]/?:+$&=-]++|{ESCAPED})+"
_SIP: Final = re.compile(
    rf"(?:({_USER})(?::({_PASSWORD}))?@)?({HOST})(?::([0-9]{{1,5}}))?(;[^?]++)?(?:\?({_HEADERS}))?"
)
_TEL: Final = re.compile(r"(\+?[0-9A-Fa-f*#().-]++)(;.++)?")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+")
_OPAQUE: Final = re.compile(rf"(?:[A-Za-z0-9_.!~*'();/?:@&=+$,#\[\]-]++|{ESCAPED})+")
_ALWAYS_COMPARED: Final = frozenset({"user", "ttl", "method", "maddr", "transport"})

_REMEMBERED_LENGTH: Final = 96
"""URIs up to this length are remembered, 4,096 of them (about 3 MB): a phone's address stands in
From and To, again in the answer to the challenge, and again at the next refresh."""


class Uri(NamedTuple):
    """One URI.

    Attributes:
        scheme: lower case.
        user: user part as written; for tel the number, for any other scheme all after the colon.
        password: as written, None when there is none.
        host: lower case, IPv6 without brackets; empty unless sip or sips.
        port: None when not given.
        params: URI parameters.
        headers: what follows the question mark, as written.
    """

    scheme: str
    user: str
    password: str | None
    host: str
    port: int | None
    params: Params
    headers: str

    @classmethod
    def parse(cls, text: str, header: str = "URI") -> Uri:
        """Read one URI without white space or angle brackets.

        Args:
            text: the URI.
            header: where it stands, for the error.

        Raises:
            PeerError: 400 when it is malformed, 414 when it is longer than `MAX_URI`.
        """
        if len(text) <= _REMEMBERED_LENGTH:
            return _parse_again(text, header)
        if len(text) > MAX_URI:
            raise PeerError(414, "URI Too Long", f"URI of {len(text)} characters in {header}")
        return _parse(text, header)

    @property
    def username(self) -> str:
        """The user part with escapes decoded; bytes that are no UTF-8 become U+FFFD."""
        return unquote(self.user) if "%" in self.user else self.user

    @property
    def is_sip(self) -> bool:
        """Whether this is a sip or sips URI."""
        return self.host != ""

    def __str__(self) -> str:
        """Write the URI."""
        if not self.host:
            return f"{self.scheme}:{self.user}{format_params(self.params)}"
        user = self.user
        if user:
            user = f"{user}@" if self.password is None else f"{user}:{self.password}@"
        port = "" if self.port is None else f":{self.port}"
        headers = f"?{self.headers}" if self.headers else ""
        host = bracket(self.host)
        return f"{self.scheme}:{user}{host}{port}{format_params(self.params)}{headers}"

    def equivalent(self, other: Uri) -> bool:
        """Compare by the rules of RFC 3261 §19.1.4.

        They are not transitive (a parameter that only one side has may be ignored), so this is a
        question about two URIs and not `==`, and gives no hash.
        """
        return (
            self.scheme == other.scheme
            and self.username == other.username
            and unquote(self.password or "") == unquote(other.password or "")
            and self.host == other.host
            and self.port == other.port
            and _params_match(self.params, other.params)
            and _header_set(self.headers) == _header_set(other.headers)
        )


def _parse(text: str, header: str) -> Uri:
    scheme, _, rest = text.partition(":")
    if scheme not in ("sip", "sips"):
        scheme = scheme.lower()
        if scheme not in ("sip", "sips"):
            return _parse_other(header, scheme, rest)
    match = _SIP.fullmatch(rest)
    if match is None:
        raise bad_value(header, text, "malformed URI")
    user, password, host, port, params, headers = match.groups()
    return Uri(
        scheme,
        user or "",
        password,
        check_host(header, host),
        check_port(header, port),
        parse_uri_params(header, params) if params else NO_PARAMS,
        headers or "",
    )


_parse_again: Final = lru_cache(maxsize=4_096)(_parse)


def _parse_other(header: str, scheme: str, rest: str) -> Uri:
    if scheme == "tel":
        match = _TEL.fullmatch(rest)
        if match is None:
            raise bad_value(header, rest, "malformed tel URI")
        params = parse_uri_params(header, match[2] or "")
        return Uri("tel", match[1], None, "", None, params, "")
    if not _SCHEME.fullmatch(scheme) or not _OPAQUE.fullmatch(rest):
        raise bad_value(header, f"{scheme}:{rest}", "malformed URI")
    return Uri(scheme, rest, None, "", None, NO_PARAMS, "")


def _params_match(mine: Params, theirs: Params) -> bool:
    for name in mine.keys() | theirs.keys():
        if name in mine and name in theirs:
            if _folded(mine[name]) != _folded(theirs[name]):
                return False
        elif name in _ALWAYS_COMPARED:
            return False
    return True


def _folded(value: str | None) -> str | None:
    return None if value is None else unquote(value).lower()


def _header_set(headers: str) -> set[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in headers.split("&") if pair)
    return {(unquote(name).lower(), unquote(value)) for name, _, value in pairs}


def unsupported_scheme(uri: Uri) -> PeerError:
    """Make the 416 for a Request-URI of a scheme nobody here can reach."""
    return PeerError(416, "Unsupported URI Scheme", f"Request-URI scheme {excerpt(uri.scheme)}")
