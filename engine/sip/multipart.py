"""The session description in a body: alone, or among other parts (RFC 2046, RFC 5621).

A carrier sends the ISUP message of its network beside the description (RFC 3204), an emergency call
its location. The description can be read and replaced where it stands; every other byte stays as it
came. A body without a media type counts as a description, which old gateways send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from engine.sip.content import DESCRIPTION
from engine.sip.errors import PeerError
from engine.sip.grammar import unquote
from engine.sip.params import parse_params

MAX_PARTS: Final = 16
"""Parts of one multipart that are looked at; real ones have two or three."""

MAX_DEPTH: Final = 2
"""Multiparts within each other: an alternative among mixed parts is the deepest in use."""

MAX_BOUNDARY: Final = 70
"""Characters of a boundary (RFC 2046 section 5.1.1)."""

_PLAIN: Final = (b"", b"7bit", b"8bit", b"binary")
"""Transfer encodings that leave a part as it is."""

_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n")
_FOLDED: Final = re.compile(rb"\r?\n[ \t]+")
_LENGTH: Final = re.compile(rb"(?:^|\n)content-length[ \t]*:[ \t]*(\d{1,6})[ \t]*(?=\r?\n|$)", re.I)


class Part(NamedTuple):
    """Where a description stands in a body.

    Attributes:
        start: Its first byte.
        end: The byte behind its last.
        lengths: First digit, and the byte behind the last, of each Content-Length of the parts that
            it stands in, the outermost first.
    """

    start: int
    end: int
    lengths: tuple[tuple[int, int], ...] = ()


def description_in(kind: str | None, body: bytes) -> bytes:
    """The first session description in ``body``, b"" when there is none that can be read.

    Args:
        kind: Content-Type of the body, None when it has none.
        body: The body.
    """
    part = _find(kind, body)
    return b"" if part is None else body[part.start : part.end]


def with_description(kind: str | None, body: bytes, description: bytes) -> bytes:
    """``body`` with another description in the place of its first; as it was if it has none."""
    part = _find(kind, body)
    if part is None:
        return body
    more = len(description) - (part.end - part.start)
    pieces, at = [], 0
    for start, end in part.lengths:
        pieces += [body[at:start], b"%d" % max(int(body[start:end]) + more, 0)]
        at = end
    return b"".join([*pieces, body[at : part.start], description, body[part.end :]])


def _find(kind: str | None, body: bytes) -> Part | None:
    main = _main(DESCRIPTION if kind is None else kind)
    if main == DESCRIPTION:
        return Part(0, len(body))
    if kind is None or not main.startswith("multipart/"):
        return None
    return _within(kind, body, 0, len(body), MAX_DEPTH)


def _within(kind: str, body: bytes, start: int, end: int, depth: int) -> Part | None:
    """The first description in the multipart between two places of ``body``."""
    boundary = _boundary(kind)
    if not boundary or not depth:
        return None
    for first, last in _parts(boundary, body, start, end):
        found = _part(body, first, last, depth)
        if found is not None:
            return found
    return None


def _parts(boundary: bytes, body: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts, each from the line break after its delimiter to the one before the next."""
    line = re.compile(rb"(?:\r?\n|\A)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    begun = None
    for number, match in enumerate(line.finditer(body[start:end])):
        if begun is not None:
            yield start + begun, start + match.start()
        begun = match.end()
        if match[1] or number >= MAX_PARTS:
            return
    if begun is not None:  # its last delimiter is missing
        yield start + begun, end


def _part(body: bytes, start: int, end: int, depth: int) -> Part | None:
    """The description that a part is, or has in it."""
    blank = _END_OF_HEAD.search(body, start, end)
    if blank is None:
        return None
    fields = _fields(body[start : blank.start()])
    if fields.get(b"content-transfer-encoding", b"").lower() not in _PLAIN:
        return None
    kind = fields.get(b"content-type", b"text/plain").decode("latin-1")
    found: Part | None = None
    if _main(kind) == DESCRIPTION:
        found = Part(blank.end(), end)
    elif _main(kind).startswith("multipart/"):
        found = _within(kind, body, blank.end(), end, depth - 1)
    length = _LENGTH.search(body, start, blank.end())
    if found is None or length is None:
        return found
    return found._replace(lengths=(length.span(1), *found.lengths))


def _fields(head: bytes) -> dict[bytes, bytes]:
    """The header fields of a part, by their names in lower case."""
    fields: dict[bytes, bytes] = {}
    for line in _FOLDED.sub(b" ", head).split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _boundary(kind: str) -> bytes:
    """The boundary that a Content-Type names, b"" when it names none that can be read."""
    _, semicolon, rest = kind.partition(";")
    try:
        value = parse_params("Content-Type", semicolon + rest).get("boundary") or ""
        value = unquote(value) if value.startswith('"') else value
    except PeerError:
        return b""
    return value.encode("utf-8") if 0 < len(value) <= MAX_BOUNDARY else b""


def _main(kind: str) -> str:
    """Type and subtype in lower case, without parameters."""
    return "/".join(part.strip() for part in kind.partition(";")[0].lower().split("/"))
