"""name-addr and addr-spec: From, To, Contact, Route, Record-Route, Path (RFC 3261 §20.10)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from engine.sip.errors import bad_value
from engine.sip.grammar import QUOTED, quote, unquote
from engine.sip.params import NO_PARAMS, Params, format_params, parse_params
from engine.sip.uri import Uri

_WORDS: Final = r"[A-Za-z0-9.!%*_+`'~ \t\x80-\U0010ffff-]++"
"""Tokens with white space between them. Letters beyond ASCII are no token, but phones set to
Chinese send them unquoted, and they cannot be mistaken for anything else."""

_NAME_ADDR: Final = re.compile(rf"({QUOTED}|{_WORDS})?[ \t]*+<([^>]*+)>(.*+)", re.DOTALL)

_REMEMBERED_LENGTH: Final = 96
"""Addresses up to this length are remembered, 4,096 of them (about 4 MB): a phone sends its From,
To and Contact again when it answers a challenge."""


class Address(NamedTuple):
    """One address with its header parameters.

    Attributes:
        display: display name, unquoted; empty when there is none.
        uri: the address itself.
        params: header parameters, such as tag, expires, q.
    """

    display: str
    uri: Uri
    params: Params

    @classmethod
    def parse(cls, text: str, header: str = "address") -> Address:
        """Read one address.

        Without angle brackets everything after the first semicolon belongs to the header, and the
        URI must hold neither comma nor question mark (RFC 3261 §20.10).

        Args:
            text: one element of the header, no white space around it.
            header: name of the header, for the error.

        Raises:
            PeerError: 400 when it is malformed, 414 when the URI is too long.
        """
        return (_parse_again if len(text) <= _REMEMBERED_LENGTH else _parse)(text, header)

    @property
    def tag(self) -> str:
        """The tag parameter, empty when there is none."""
        return self.params.get("tag") or ""

    def __str__(self) -> str:
        """Write it as a name-addr."""
        display = f"{quote(self.display)} " if self.display else ""
        return f"{display}<{self.uri}>{format_params(self.params)}"


def _parse(text: str, header: str) -> Address:
    if "<" not in text:
        return _parse_bare(text, header)
    if text[0] == "<":
        uri, bracket, rest = text[1:].partition(">")
        if bracket:
            params = parse_params(header, rest) if rest else NO_PARAMS
            return Address("", Uri.parse(uri, header), params)
    match = _NAME_ADDR.fullmatch(text)
    if match is None:
        raise bad_value(header, text, "malformed address")
    display = unquote((match[1] or "").strip(" \t"))
    return Address(display, Uri.parse(match[2], header), parse_params(header, match[3]))


_parse_again: Final = lru_cache(maxsize=4_096)(_parse)


def _parse_bare(text: str, header: str) -> Address:
    uri, semicolon, rest = text.partition(";")
    if "?" in uri or "," in uri:
        raise bad_value(header, text, "a URI with headers needs angle brackets")
    params = parse_params(header, semicolon + rest)
    return Address("", Uri.parse(uri.rstrip(" \t"), header), params)
