"""Requests in their usual form, read, stamped and checked in one go.

Nearly every request a switch gets is a REGISTER, an INVITE or an OPTIONS written the way phones
write them: one Via with a branch and perhaps rport, plain addresses, nothing given twice. For those
the long way (parse, stamp, validate, each value an object) finds nothing to object to, and only a
few texts of it are used afterwards. `read_usual` recognises the form by a handful of patterns that
accept less than the grammar does, and takes those texts directly.

It is a short cut and not a second parser: what it does not recognise it leaves to the long way, and
what it accepts the long way accepts with the same result. `tests/engine/sip/test_quick.py` holds it
to that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from engine.sip.errors import PeerError
from engine.sip.head import END
from engine.sip.limits import MAX_HEADER_LINE, MAX_HEADERS, MAX_MESSAGE
from engine.sip.names import NAMES, canonical
from engine.sip.request import Request

AckKey = tuple[str, str, int | None]
"""Branch, host and port of the Via of an ACK."""

_USER: Final = r"([A-Za-z0-9_.+*-]{1,64})"
"""As long as an extension may be; with nothing to decode in it."""

_HOST: Final = r"[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,4})?"

_START: Final = re.compile(
    rf"(REGISTER|INVITE|OPTIONS) (sip:(?:{_USER}@)?{_HOST}) SIP/2\.0"
).fullmatch
_START_AGAIN: Final = lru_cache(maxsize=1_024)(_START)
"""Phones of one domain all begin a REGISTER with the same line."""

_VIA: Final = re.compile(
    r"SIP/2\.0/(?:UDP|TCP) ([a-z0-9][a-z0-9.-]{0,100})(?::([0-9]{1,5}))?"
    r"(;rport)?;branch=(z9hG4bK[A-Za-z0-9._-]{1,100})(;rport)?"
).fullmatch
_FROM: Final = re.compile(rf'(?:"[^"\\<>]*" ?)?<sip:{_USER}@{_HOST}>;tag=[A-Za-z0-9._-]+').fullmatch
_TO: Final = re.compile(rf'(?:"[^"\\<>]*" ?)?<sip:{_USER}@{_HOST}>').fullmatch
_ACK: Final = re.compile(
    rb"ACK [^ \r\n]+ SIP/2\.0\r\nVia: SIP/2\.0/(?:UDP|TCP) ([a-z0-9][a-z0-9.-]{0,100})"
    rb"(?::([0-9]{1,5}))?(?:;rport)?;branch=(z9hG4bK[A-Za-z0-9._-]{1,100})[;\r]"
).match
_HOPS: Final = frozenset(map(str, range(1, 256)))
_MAX_PORT: Final = 65_535
_LONGEST: Final = MAX_HEADER_LINE
"""Heads up to this length cannot hold a line or a URI that is too long to be read the long way."""


def read_usual(data: bytes, ip: str, port: int) -> Request | None:
    """Read a datagram that holds a request in its usual form.

    Args:
        data: one datagram.
        ip: address it came from.
        port: port it came from.

    Returns:
        The request, stamped and valid, with `to_user` and its fellows set; None when it has to be
        looked at the long way, for whatever reason.
    """
    end = data.find(END)
    if end < 0 or end > _LONGEST or len(data) > MAX_MESSAGE:
        return None
    try:
        line, fields = _usual_head(data[:end].decode())
    except (KeyError, PeerError, UnicodeDecodeError):
        return None
    start = _START_AGAIN(line) if line[:4] == "REGI" else _START(line)
    if start is None or "%" in ip:
        return None
    try:
        line = fields["via"]
        via, from_, to = _VIA(line), _FROM(fields["from"]), _TO(fields["to"])
        cseq = fields["cseq"]
        call_id = fields["call-id"]
    except KeyError:
        return None
    method = start[1]
    if via is None or from_ is None or to is None or "require" in fields:
        return None
    if _method_of(cseq) != method or not call_id or " " in call_id:
        return None
    body = data[end + 4 :]
    length = fields.get("content-length")
    if (length is not None and length != str(len(body))) or (
        fields.get("max-forwards", "70") not in _HOPS
    ):
        return None
    host, sent_port, before, branch, after = via.groups()
    if (before and after) or (sent_port and int(sent_port) > _MAX_PORT):
        return None
    rport = before or after
    if rport:
        line = line.replace(";rport", f";rport={port};received={ip}")
    elif host != ip:
        line = f"{line};received={ip}"
    return Request(
        fields,
        body,
        method=method,
        uri_text=start[2],
        via_line=line,
        from_user=from_[1],
        to_user=to[1],
        uri_user=start[3] or "",
        via_key=(branch, host, int(sent_port) if sent_port else None),
        wants_rport=rport is not None,
    )


@lru_cache(maxsize=1_024)
def _method_of(cseq: str) -> str:
    """The method of a CSeq in its usual form, "" for any other."""
    number, _, method = cseq.partition(" ")
    usual = number.isdecimal() and number.isascii() and len(number) < 10
    return method if usual and method.isalpha() else ""


def _usual_head(text: str) -> tuple[str, dict[str, str]]:
    """Start line and fields of a head in which every line is "Name: value".

    Raises:
        KeyError: it has another form, a line without colon and space, or a name twice.
        PeerError: a name is no token.
    """
    lines = text.split("\r\n")
    start = lines[0]
    del lines[0]
    fields: dict[str, str] = {}
    known = NAMES.get
    for line in lines:
        name, colon, value = line.partition(": ")
        if not colon:
            raise KeyError(line)
        fields[known(name) or canonical(name)] = value
    count = len(lines)
    joined = "".join(lines)
    if len(fields) != count or count > MAX_HEADERS or "\n" in joined or "\r" in joined:
        raise KeyError
    # White space around values is for the long way.
    if "\t" in joined or ":  " in text or " \r" in text or text[-1:] == " ":
        raise KeyError
    return start, fields


def read_ack_key(data: bytes) -> AckKey | None:
    """Read of an ACK what tells its transaction: branch and sent-by.

    The ACK of a refusal says nothing else that matters, is never answered, and comes with every
    refused call.

    Returns:
        Branch, host and port; None when the Via is not the first header or not in its usual form.
    """
    match = _ACK(data)
    if match is None:
        return None
    host, port, branch = match.groups()
    if port and int(port) > _MAX_PORT:
        return None
    return branch.decode(), host.decode(), int(port) if port else None
