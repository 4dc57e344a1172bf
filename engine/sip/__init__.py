"""SIP messages as values: bytes in, bytes out, no I/O, no clock (RFC 3261 §7, §8.2, §18-20, §25).

The way of a datagram::

    try:
        message = parse_message(data)          # Request or Response; PeerError for any other bytes
    except PeerError as error:
        # error.request is set when an answer is possible (its Via could be read)
    stamp(request, ip, port)                   # received and rport (RFC 3581)
    validate(request, ALLOWED)                 # 400, 405, 416, 420, 483, 501: PeerError to answer
    request.to.uri.username, request.contacts, request.cseq.number, request.credentials() ...
    data = build_reply(request, 200, to_tag=tag, headers=[("Contact", "...")])
    send(data, reply_destination(request, source))

and of a stream: `StreamFramer.feed(data)` gives the messages, pings and at most one error.

Any `PeerError` raised while a request is handled is answered by
`reply_to_error(request, error, to_tag)`, unless the request is an ACK.

What a request offers (parsed at first access, then kept; wrong values raise `PeerError` 400):
`method`, `uri`, `uri_text`, `via`, `vias`, `from_`, `to`, `call_id`, `cseq`, `contacts`,
`contact_star`, `expires`, `max_forwards`, `user_agent`, `credentials("authorization")`, `body`;
by lower-case full name `header(name)` (first line or None), `lines(name)`, `values(name)` (split at
commas), `tokens(name)`, `addresses("path")`, `seconds("min-expires")`.
"""

from engine.sip.address import Address
from engine.sip.auth import DigestChallenge, DigestCredentials
from engine.sip.cseq import CSeq
from engine.sip.errors import LocalError, PeerError
from engine.sip.framing import PONG, KeepAlive, StreamFramer
from engine.sip.message import delta_seconds
from engine.sip.nat import Source, reply_destination, stamp
from engine.sip.options import answer_options
from engine.sip.reply import build_reply, reply_to_error
from engine.sip.request import Request
from engine.sip.response import Response
from engine.sip.uri import Uri
from engine.sip.validate import validate
from engine.sip.via import Via
from engine.sip.wire import is_keep_alive, parse_message

__all__ = [
    "PONG",
    "Address",
    "CSeq",
    "DigestChallenge",
    "DigestCredentials",
    "KeepAlive",
    "LocalError",
    "PeerError",
    "Request",
    "Response",
    "Source",
    "StreamFramer",
    "Uri",
    "Via",
    "answer_options",
    "build_reply",
    "delta_seconds",
    "is_keep_alive",
    "parse_message",
    "reply_destination",
    "reply_to_error",
    "stamp",
    "validate",
]
