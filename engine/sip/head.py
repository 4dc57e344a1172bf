"""The one parser: bytes of a message head -> start line and header fields (RFC 3261 §7.3).

The head is cut into lines once, and each line into a name and a value. Nothing is understood here
beyond that; values are read when somebody asks for them. This runs for every message, so it makes
no object for a header: a dictionary from key to the first value, and a second one only when a name
repeats.

Text: a head that is valid UTF-8 is read as UTF-8, as RFC 3261 §7 has it; any other head is read
byte for byte as Latin-1. So every text can be stored, logged and sent as JSON, no bytes are lost,
and an answer echoes them exactly when it is written in `Head.encoding`.

No value ever holds a line break: a CR or LF that is not a CRLF refuses the whole message, so what
is echoed into an answer or a log cannot start a line there.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from engine.sip.errors import PeerError, bad_value, excerpt
from engine.sip.limits import MAX_HEADER_LINE, MAX_HEADERS, MAX_MESSAGE
from engine.sip.names import NAMES, canonical

END: Final = b"\r\n\r\n"


class Head(NamedTuple):
    """A message head cut into fields.

    Attributes:
        start: the start line.
        fields: key (`names.canonical`) -> value of its first line.
        repeats: key -> values of its further lines, in order; None when no name repeats.
        encoding: "utf-8" or "latin-1", the codec that gives the bytes back.
    """

    start: str
    fields: dict[str, str]
    repeats: dict[str, list[str]] | None
    encoding: str


def read_head(data: bytes) -> Head:
    """Read a head, without the empty line that ends it.

    Raises:
        PeerError: 400 for anything that is no header, 513 when a limit is passed.
    """
    try:
        text = data.decode()
        encoding = "utf-8"
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        encoding = "latin-1"
    lines = _lines(text)
    start = lines[0]
    del lines[0]
    fields: dict[str, str] = {}
    repeats: dict[str, list[str]] | None = None
    known = NAMES.get
    for line in lines:
        name, colon, value = line.partition(":")
        key = known(name)
        if key is None or not colon:
            if line[:1] in (" ", "\t"):
                return read_head(unfold(text).encode(encoding))
            key = _key(line, name, colon)
        if key not in fields:
            fields[key] = value.strip(" \t")
        else:
            if repeats is None:
                repeats = {}
            repeats.setdefault(key, []).append(value.strip(" \t"))
    return Head(start, fields, repeats, encoding)


def _lines(text: str) -> list[str]:
    lines = text.split("\r\n")
    joined = "".join(lines)
    if "\n" in joined or "\r" in joined:
        raise PeerError(400, "Bad Line Break", "a CR or LF that is not part of a CRLF")
    if len(lines) > MAX_HEADERS + 1:
        raise PeerError(513, "Too Many Headers", f"{len(lines) - 1} header lines")
    if len(text) > MAX_HEADER_LINE and max(map(len, lines)) > MAX_HEADER_LINE:
        raise PeerError(513, "Header Too Long", f"a line of more than {MAX_HEADER_LINE} characters")
    return lines


def _key(line: str, name: str, colon: str) -> str:
    if not colon:
        raise PeerError(400, "Invalid Header", f"header line {excerpt(line)} has no colon")
    return canonical(name)


def unfold(text: str) -> str:
    """Join continuation lines, each to one space (RFC 3261 §7.3.1).

    Done line by line: a pattern that looks for white space before every line break would take
    quadratic time on a line that is all spaces.

    Raises:
        PeerError: 400 when the start line is continued.
    """
    start, *lines = text.split("\r\n")
    joined: list[list[str]] = []
    for line in lines:
        if line[:1] not in (" ", "\t"):
            joined.append([line.rstrip(" \t")])
        elif joined:
            joined[-1].append(line.strip(" \t"))
        else:
            raise PeerError(400, "Invalid Header", "the first header line starts with white space")
    return "\r\n".join([start, *(" ".join(filter(None, parts)) for parts in joined)])


def content_length(head: Head) -> int | None:
    """Return the Content-Length, None when there is none (RFC 3261 §20.14).

    Raises:
        PeerError: 400 when it is no number or is given twice, 513 when it exceeds `MAX_MESSAGE`.
    """
    text = head.fields.get("content-length")
    if text is None:
        return None
    if text == "0" and head.repeats is None:
        return 0
    if head.repeats and "content-length" in head.repeats:
        raise PeerError(400, "Duplicate Content-Length", "Content-Length is given twice")
    if not (text.isascii() and text.isdecimal()):
        raise bad_value("Content-Length", text, "not a number")
    if len(text) > 9 or int(text) > MAX_MESSAGE:
        raise PeerError(513, "Message Too Large", f"Content-Length {excerpt(text)}")
    return int(text)


def datagram_body(head: Head, rest: bytes) -> bytes:
    """Return the body of a message that came as one datagram (RFC 3261 §18.3).

    Bytes beyond Content-Length are dropped; without the header the body is all there is.

    Raises:
        PeerError: 400 when the datagram ends before the body does.
    """
    length = content_length(head)
    if length is None or length == len(rest):
        return rest
    if length > len(rest):
        detail = f"Content-Length {length}, but {len(rest)} bytes follow"
        raise PeerError(400, "Truncated Message", detail)
    return rest[:length]


def salvage(data: bytes) -> Head:
    """Read what can be read of a head that `read_head` refused, leaving broken lines out.

    For answering a broken request only; never raises.
    """
    lines = data[:MAX_MESSAGE].decode("latin-1").split("\r\n")[: MAX_HEADERS + 1]
    try:
        start, *lines = unfold("\r\n".join(lines)).split("\r\n")
    except PeerError:
        start, *lines = lines
    fields: dict[str, str] = {}
    for line in lines:
        try:
            found = read_head(b"\r\n" + line[:MAX_HEADER_LINE].encode("latin-1")).fields
        except PeerError:
            continue
        fields = found | fields
    return Head(start, fields, None, "latin-1")
