"""Where an answer goes: received and rport (RFC 3261 §18.2.1-18.2.2, RFC 3581 §4).

A named step of its own between transport and transactions: `stamp` writes into the request's top
Via where the request really came from, `reply_destination` reads it back. What a peer wrote into
these two parameters itself is never believed, and `maddr` is not followed: an answer only ever goes
to the address that asked.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from engine.sip.grammar import split_list
from engine.sip.limits import MAX_VIAS
from engine.sip.request import Request

DEFAULT_PORT: Final = 5060


class Source(NamedTuple):
    """Where a message came from, and by the same token where to send one.

    Attributes:
        ip: address as the socket gives it.
        port: remote port.
        transport: "UDP" or "TCP".
        flow: for a stream the driver's key of the connection, for UDP that of the socket.
    """

    ip: str
    port: int
    transport: str = "UDP"
    flow: int = 0

    @property
    def reliable(self) -> bool:
        """Whether the transport retransmits by itself (RFC 3261 §17)."""
        return self.transport != "UDP"


def stamp(request: Request, ip: str, port: int) -> None:
    """Put the real source into the top Via that answers carry."""
    via = request.via
    params = via.params
    line = request.fields["via"]
    wants_port = "rport" in params
    if "%" in ip:
        ip = ip.partition("%")[0]  # the zone of a link-local address means nothing to the peer
    simple = "," not in line and '"' not in line and line.count(";rport") == wants_port
    if not simple or "received" in params or params.get("rport") is not None:
        _rewrite(request, ip, port)
    elif wants_port:
        request.via_line = line.replace(";rport", f";rport={port};received={ip}")
    elif via.host != ip:
        request.via_line = f"{line};received={ip}"


def _rewrite(request: Request, ip: str, port: int) -> None:
    via = request.via
    params = {name: value for name, value in via.params.items() if name != "received"}
    if "rport" in params:
        params["rport"] = str(port)
    if "rport" in params or via.host != ip:
        params["received"] = ip
    first = str(via._replace(params=params))
    line = request.fields["via"]
    others = split_list("Via", line, MAX_VIAS)[1:] if "," in line else []
    request.via_line = ", ".join([first, *others])


def reply_destination(request: Request, source: Source) -> Source:
    """Return where the answer to a request from `source` goes.

    A stream answers on its connection. A datagram is answered to its source address, at its source
    port if the sender asked for that by rport, else at the port it named in sent-by.
    """
    wants_port = request.wants_rport
    if wants_port is None:
        wants_port = "rport" in request.via.params
    if wants_port or source.transport != "UDP":
        return source
    port = request.via.port or DEFAULT_PORT
    return source if port == source.port else source._replace(port=port)
