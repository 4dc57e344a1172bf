"""Which transaction a request belongs to (RFC 3261 §17.2.3).

A branch that begins with the magic cookie, the sent-by and the method name a transaction; an ACK
belongs to its INVITE. The source address is part of the key, which goes beyond the RFC: a stranger
who guesses or repeats somebody's branch cannot have that person's requests absorbed.
Requests without a usable branch come from elements of RFC 2543 and are compared by their other
headers.
"""

from __future__ import annotations

from engine.sip.request import Request
from engine.sip.via import COOKIE
from engine.stack.machine import Key


def transaction_key(request: Request, ip: str, method: str) -> Key:
    """Return the key of the transaction a request opens or belongs to.

    Args:
        request: stamped and valid.
        ip: address it came from.
        method: its method, but "INVITE" for an ACK, and for a CANCEL to find what it cancels.
    """
    via = request.via
    branch = via.params.get("branch")
    # A cookie and nothing else names no transaction (RFC 4475 §3.2.1).
    if branch is not None and branch.startswith(COOKIE) and branch != COOKIE:
        return (branch, via.host, via.port, method, ip)
    # To is left out for INVITE: its ACK carries the tag that the answer gave.
    to_tag = "" if method == "INVITE" else request.to.tag
    return (
        request.uri_text,
        request.call_id,
        request.cseq.number,
        request.from_.tag,
        to_tag,
        str(via),
        method,
        ip,
    )
