"""Messages for people to look at: whatever opens a door is covered, everything else stays.

Covered are digest responses and nonces, credentials of any other scheme, keys and passwords in a
session description, passwords in URIs, and the digits a caller dials while he talks, which may be
those of a card. Of a digest only what is named in :data:`_SHOWN` stays readable, so a parameter
that nobody has thought of is covered too. What cannot be read is covered as a whole.

A covered text keeps its length, so Content-Length stays right; the password of a URI becomes three
stars, because its length says something. The time it takes grows with the length of the message
and no faster, whatever the bytes are.
"""

import re
from typing import Final

COVER: Final = b"*"
PASSWORD: Final = b"***"

_SHOWN: Final = frozenset(
    b"username realm uri algorithm qop nc stale domain charset userhash".split()
)
_CREDENTIALS: Final = frozenset(
    b"authorization proxy-authorization www-authenticate proxy-authenticate "
    b"authentication-info proxy-authentication-info".split()
)
_INFO: Final = frozenset(b"authentication-info proxy-authentication-info".split())
"""These have parameters and no scheme before them (RFC 7615)."""

_LINES: Final = re.compile(rb"(\r\n|\r|\n)")
_PARAM: Final = re.compile(
    rb'[ \t]*([^\s=,"]+)[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^\s,"]*)[ \t]*(,|\Z)'
)
_HEADER_OF_URI: Final = re.compile(rb"(?i)([?&](?:proxy-)?authorization=)[^&>\s]*")
_SCHEMES: Final = (b"sip:", b"sips:", b"://")


def mask(message: bytes) -> bytes:
    """``message`` with everything covered that must not be seen."""
    head, blank, body = message.partition(b"\r\n\r\n")
    shown = _each_line(head) + blank
    if b"application/dtmf" in head.lower():
        return shown + _digits(body)
    return shown + _each_line(body)


def _each_line(text: bytes) -> bytes:
    parts = _LINES.split(text)
    secret = False
    for index in range(0, len(parts), 2):
        line = parts[index]
        if not line:
            secret = False
        elif line[:1] in b" \t" and secret:
            parts[index] = _covered(line)
        else:
            parts[index], secret = _line(line)
    return b"".join(parts)


def _line(line: bytes) -> tuple[bytes, bool]:
    """One line, and whether what continues it must be covered too."""
    if line[1:2] == b"=":
        return _session_line(line), False
    name, colon, value = line.partition(b":")
    known = name.strip().lower()
    if colon and known in _CREDENTIALS:
        return name + colon + _credentials(value, known in _INFO), True
    if b"@" in line:
        line = _passwords(line)
    return (_HEADER_OF_URI.sub(rb"\1***", line) if b"?" in line else line), False


def _credentials(value: bytes, bare: bool) -> bytes:
    """The value of a header about credentials."""
    start = 0
    if not bare:
        scheme = value.lstrip(b" \t").partition(b" ")[0]
        start = value.index(scheme) + len(scheme)
        if scheme.lower() != b"digest":
            return value[:start] + _covered(value[start:])
    done = [value[:start]]
    while start < len(value):
        found = _PARAM.match(value, start)
        if found is None:
            done.append(_covered(value[start:]))
            break
        text = found[0]
        if found[1].lower() not in _SHOWN:
            first, last = found.span(2)
            text = value[start:first] + _covered(value[first:last]) + value[last : found.end()]
        done.append(text)
        start = found.end()
    return b"".join(done)


def _session_line(line: bytes) -> bytes:
    """One line of a session description (RFC 8866)."""
    lowered = line.lower()
    if lowered.startswith(b"a=crypto:"):  # RFC 4568: tag, suite, keys
        fields = line.split(b" ", 2)
        if len(fields) < 3:
            return line[:9] + _covered(line[9:])
        return b" ".join([*fields[:2], _covered(fields[2])])
    for start in (b"a=ice-pwd:", b"a=key-mgmt:", b"k="):
        if lowered.startswith(start):
            return line[: len(start)] + _covered(line[len(start) :])
    return _passwords(line) if b"@" in line else line


def _passwords(line: bytes) -> bytes:
    """A line whose URIs have lost their passwords."""
    parts = line.split(b"@")
    inside = False
    for index, part in enumerate(parts[:-1]):
        edge = max(part.rfind(each) for each in (b" ", b"\t", b"<", b">", b'"')) + 1
        if inside and not edge:  # the password had an @ of its own
            parts[index] = PASSWORD
            continue
        run = part[edge:]
        lowered = run.lower()
        ends = [at + len(each) for each in _SCHEMES if (at := lowered.rfind(each)) >= 0]
        begin = max(ends, default=0)
        user, colon, _ = run[begin:].partition(b":")
        inside = bool(ends and colon)
        if inside:
            parts[index] = part[:edge] + run[:begin] + user + colon + PASSWORD
    return b"@".join(parts)


def _digits(body: bytes) -> bytes:
    """What a caller dialled while he talked: how long he pressed, and not what."""
    parts = _LINES.split(body)
    for index in range(0, len(parts), 2):
        name, equals, value = parts[index].partition(b"=")
        if not equals:
            parts[index] = _covered(name)
        elif name.strip().lower() != b"duration":
            parts[index] = name + equals + _covered(value)
    return b"".join(parts)


def _covered(text: bytes) -> bytes:
    """``text`` in stars; white space and the quotes around it stay."""
    inner = text.strip(b' \t"')
    if not inner:
        return text
    start = text.index(inner)
    return text[:start] + COVER * len(inner) + text[start + len(inner) :]
