"""Parameters of header values and URIs: `;name=value;flag` (RFC 3261 §7.3.1, §19.1.1).

They are read into an ordered mapping from lower-case name to value, None for a flag. A quoted value
keeps its quotes, so that it is written back as it came; `grammar.unquote` opens it. A name that
occurs twice is refused: two readers could otherwise believe different values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engine.sip.errors import bad_value
from engine.sip.grammar import ESCAPED, LWS, QUOTED, TOKEN
from engine.sip.limits import MAX_PARAMS

Params = Mapping[str, str | None]

NO_PARAMS: Final[Params] = MappingProxyType({})

_GENERIC_VALUE: Final = r"[^ \t;,\"<>=]++"
_GENERIC: Final = re.compile(
    rf"{LWS};{LWS}({TOKEN}){LWS}(?:={LWS}({QUOTED}|{_GENERIC_VALUE}){LWS})?", re.DOTALL
)
_SIMPLE: Final = re.compile(rf"(?:;{TOKEN}(?:={_GENERIC_VALUE})?)*")
_PARAMCHAR: Final = rf"(?:[A-Za-z0-9_.!~*'()\[\]/:&+$-]++|{ESCAPED})+"
_URI: Final = re.compile(rf"(?:;{_PARAMCHAR}(?:={_PARAMCHAR})?)*")


def parse_params(header: str, text: str) -> Params:
    """Read the parameters after a header value.

    Args:
        header: name of the header, for the error.
        text: everything from the first semicolon on, or nothing.

    Raises:
        PeerError: 400 for anything else, a name given twice or more than 32 parameters.
    """
    if not text:
        return NO_PARAMS
    if _SIMPLE.fullmatch(text):
        return _split(header, text)
    pairs: list[tuple[str, str | None]] = []
    position = 0
    while position < len(text):
        match = _GENERIC.match(text, position)
        if match is None:
            raise bad_value(header, text[position:], "no parameter")
        pairs.append((match[1].lower(), match[2]))
        position = match.end()
    return _unique(header, text, pairs)


def parse_uri_params(header: str, text: str) -> Params:
    """Read the parameters of a URI: no white space, no quotes, escapes kept as they are."""
    if not text:
        return NO_PARAMS
    if not _URI.fullmatch(text):
        raise bad_value(header, text, "no URI parameters")
    return _split(header, text)


def _split(header: str, text: str) -> Params:
    params: dict[str, str | None] = {}
    pieces = text.split(";")
    del pieces[0]
    for piece in pieces:
        name, equals, value = piece.partition("=")
        params[name.lower()] = value if equals else None
    if len(params) != len(pieces) or len(pieces) > MAX_PARAMS:
        raise _ambiguous(header, text)
    return params


def _unique(header: str, text: str, pairs: list[tuple[str, str | None]]) -> Params:
    params = dict(pairs)
    if len(params) != len(pairs) or len(pairs) > MAX_PARAMS:
        raise _ambiguous(header, text)
    return params


def _ambiguous(header: str, text: str) -> Exception:
    return bad_value(header, text, f"a parameter twice, or more than {MAX_PARAMS}")


def format_params(params: Params) -> str:
    """Write parameters, each with its semicolon; nothing when there are none."""
    if not params:
        return ""
    return "".join(
        [f";{name}" if value is None else f";{name}={value}" for name, value in params.items()]
    )
