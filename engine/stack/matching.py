"""Which transaction a request belongs to (RFC 3261 §17.2.3).

A branch that begins with the magic cookie, the sent-by and the method name a transaction; an ACK
belongs to its INVITE. The source address is part of the key, which goes beyond the RFC: a stranger
who guesses or repeats somebody's branch cannot have that person's requests absorbed.
Requests without a usable branch come from elements of RFC 2543 and are compared by their other
headers.

A key is kept as long as its transaction, so parts of unusual length are replaced by their hash.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from engine.sip.request import Request
from engine.sip.via import COOKIE
from engine.stack.machine import Key

_LONG: Final = 128
"""Characters from which on a part of a key is hashed; real branches have 20 to 60."""


def transaction_key(request: Request, ip: str, method: str) -> Key:
    """Return the key of the transaction a request opens or belongs to.

    Args:
        request: stamped and valid.
        ip: address it came from.
        method: its method, but "INVITE" for an ACK, and for a CANCEL to find what it cancels.
    """
    if request.via_key is not None:
        return (*request.via_key, method, ip)
    via = request.via
    branch = via.params.get("branch")
    # A cookie and nothing else names no transaction (RFC 4475 §3.2.1).
    if branch is not None and branch.startswith(COOKIE) and branch != COOKIE:
        host = via.host
        if len(branch) + len(host) > _LONG:
            branch, host = _short(branch), _short(host)
        return (branch, host, via.port, method, ip)
    # To is left out for INVITE: its ACK carries the tag that the answer gave.
    to_tag = "" if method == "INVITE" else request.to.tag
    return (
        _short(request.uri_text),
        _short(request.call_id),
        request.cseq.number,
        _short(request.from_.tag),
        _short(to_tag),
        _short(str(via)),
        method,
        ip,
    )


def _short(text: str) -> str:
    """The text, or its hash when it is long."""
    return text if len(text) <= _LONG else blake2b(text.encode(), digest_size=16).hexdigest()
