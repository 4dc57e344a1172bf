"""The requests that a call sends to its callee's side, and the headers that may cross.

Topology is hidden: a message towards one side is written anew, from the numbers, our own address
and the body. Of the other side's headers only those of :data:`PASSED` go along; everything else
that tells where a call came from, what device made it and by what ways it came, stays here.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote as escape

from engine.calls.call import Place
from engine.sip.build import build_request
from engine.sip.grammar import bracket, quote
from engine.sip.message import Message
from engine.sip.nat import Source

Headers = list[tuple[str, str]]

ALLOW: Final = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, PRACK"
SUPPORTED: Final = "timer"
"""Extensions of calls (RFC 4028)."""

AGENT: Final = "Switchwarden"

PASSED: Final = ("content-type", "content-disposition", "content-language", "subject", "priority")
"""Headers that are handed from one side to the other as they are."""

_NAMES: Final = {name: "-".join(part.title() for part in name.split("-")) for name in PASSED}
_USER: Final = "!$&'()*+,;=/?"  # a colon would begin a password
MAX_DISPLAY: Final = 64


def passed(message: Message) -> Headers:
    """The headers of ``message`` that the other side gets."""
    fields = message.fields
    return [(_NAMES[name], fields[name]) for name in PASSED if fields.get(name)]


def host_port(source: Source) -> str:
    """Address and port as they stand in a URI."""
    return f"{bracket(source.ip)}:{source.port}"


def contact(local: str, transport: str, *, secure: bool = False) -> str:
    """Our Contact value; ``local`` is our address and port towards this peer.

    One of a dialog that a ``sips`` URI made has to be such a URI itself (RFC 3261 sections 8.1.1.8
    and 12.1.1). Else the transport is named as devices do: by a parameter.
    """
    if secure:
        return f"<sips:{local}>"
    return (
        f"<sip:{local}>" if transport == "UDP" else f"<sip:{local};transport={transport.lower()}>"
    )


def own(local: str, peer: Source, *, secure: bool = False) -> Headers:
    """The headers of a 2xx that tell ``peer`` where we are and what we take."""
    return [("Contact", contact(local, peer.transport, secure=secure)), ("Allow", ALLOW)]


def via(local: str, transport: str, branch: str) -> str:
    """Our Via value."""
    return f"SIP/2.0/{transport} {local};branch={branch};rport"


def address(number: str, host: str, display: str = "") -> str:
    """A From or To value without tag."""
    name = f"{quote(display[:MAX_DISPLAY])} " if display and display.isprintable() else ""
    user = f"{escape(number, safe=_USER)}@" if number else ""
    return f"{name}<sip:{user}{host}>"


def number_uri(number: str, destination: Source) -> str:
    """The Request-URI of ``number`` at a gateway."""
    return f"sip:{escape(number, safe=_USER)}@{host_port(destination)}"


def invite(
    place: Place,
    local: str,
    branch: str,
    call_id: str,
    tag: str,
    number: int,
    hops: int,
    sender: str,
    extra: Sequence[tuple[str, str]],
    body: bytes,
) -> bytes:
    """The INVITE to ``place``.

    Args:
        place: Where it goes.
        local: Our address and port towards it.
        branch: Of its Via.
        call_id: Of the new leg.
        tag: Ours.
        number: Of its CSeq.
        hops: Max-Forwards.
        sender: From value without tag, see :mod:`engine.calls.caller`.
        extra: Its further headers, what :func:`passed` let through among them.
        body: The session description, perhaps empty.
    """
    transport = place.destination.transport
    headers: Headers = [("Via", via(local, transport, branch))]
    headers += [("Route", route) for route in place.routes]
    headers += [
        ("Max-Forwards", str(hops)),
        ("From", f"{sender};tag={tag}"),
        ("To", address(place.callee, bracket(place.destination.ip))),
        ("Call-ID", call_id),
        ("CSeq", f"{number} INVITE"),
        ("Contact", contact(local, transport, secure=place.uri.startswith("sips:"))),
        ("Allow", ALLOW),
        ("User-Agent", AGENT),
    ]
    return build_request("INVITE", place.uri, [*headers, *extra], body)
