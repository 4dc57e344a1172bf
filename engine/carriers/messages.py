"""The two requests that are sent to a carrier besides calls: REGISTER and OPTIONS."""

from collections.abc import Sequence
from typing import Final

from engine.calls.messages import AGENT, ALLOW, address, via
from engine.sip.address import Address
from engine.sip.build import build_request
from engine.sip.errors import PeerError
from engine.sip.grammar import bracket
from engine.sip.message import delta_seconds
from engine.sip.response import Response
from engine.sip.uri import Uri

Headers = Sequence[tuple[str, str]]

PROBER: Final = "switchwarden"
"""The user part of From of a probe."""


def contact_uri(number: str, local: str, transport: str) -> str:
    """Where the carrier is to call us: a number at our address."""
    written = address(number, local)[1:-1]
    return f"{written};transport={transport.lower()}" if transport != "UDP" else written


def register(
    uri: str,
    aor: str,
    line: str,
    contact: str,
    call_id: str,
    tag: str,
    number: int,
    expires: int,
    extra: Headers = (),
) -> bytes:
    """A REGISTER (RFC 3261 section 10.2).

    Args:
        uri: Request-URI: the domain of the registrar.
        aor: Our address of record there, between angle brackets.
        line: Via value.
        contact: Where we are to be called.
        call_id: The same for every REGISTER of this registration.
        tag: Ours.
        number: CSeq, one more than the last.
        expires: Seconds it is asked for, 0 to sign off.
        extra: Credentials.
    """
    headers = [
        ("Via", line),
        ("Max-Forwards", "70"),
        ("From", f"{aor};tag={tag}"),
        ("To", aor),
        ("Call-ID", call_id),
        ("CSeq", f"{number} REGISTER"),
        ("Contact", f"<{contact}>;expires={expires}"),
        ("Expires", str(expires)),
        ("Allow", ALLOW),
        ("User-Agent", AGENT),
    ]
    return build_request("REGISTER", uri, [*headers, *extra])


def options(
    ip: str, port: int, local: str, transport: str, branch: str, call_id: str, tag: str
) -> bytes:
    """An OPTIONS that asks a gateway whether it is there (RFC 3261 section 11.1)."""
    host = local.rpartition(":")[0]
    uri = f"sip:{bracket(ip)}:{port}"
    headers = [
        ("Via", via(local, transport, branch)),
        ("Max-Forwards", "70"),
        ("From", f"{address(PROBER, host)};tag={tag}"),
        ("To", f"<{uri}>"),
        ("Call-ID", call_id),
        ("CSeq", "1 OPTIONS"),
        ("Contact", f"<{contact_uri(PROBER, local, transport)}>"),
        ("Accept", "application/sdp"),
        ("User-Agent", AGENT),
    ]
    return build_request("OPTIONS", uri, headers)


def granted(response: Response, contact: str, asked: int) -> int:
    """Seconds for which a 2xx to a REGISTER keeps us (RFC 3261 section 10.2.4).

    Our own Contact decides; a carrier that does not repeat it, or writes it otherwise, may say it
    in Expires, and one that says nothing took what was asked for.
    """
    try:
        wanted = Uri.parse(contact)
        for each in response.contacts:
            if (each.uri.user, each.uri.host) == (wanted.user, wanted.host):
                found = _expires_of(each)
                if found is not None:
                    return found
        said = response.expires
    except PeerError:
        return asked
    return asked if said is None else said


def seconds_of(response: Response, name: str) -> int:
    """A header of seconds, comments and parameters cut off; 0 when it cannot be read."""
    words = (response.header(name) or "").split("(", 1)[0].split(";", 1)[0].strip()
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0


def _expires_of(contact: Address) -> int | None:
    text = contact.params.get("expires")
    return None if text is None else delta_seconds("expires", text)
