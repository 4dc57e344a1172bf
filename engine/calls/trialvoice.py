"""Voice of a test call: what is offered, where it goes, and packets that are known again.

One stream of PCMU (RFC 3551 section 4.5.14) in packets of 20 ms. The echo sends each one back as
it is; one that comes back with our own synchronisation source has made the way there and back
(RFC 3550 section 5.1).
"""

import struct
from ipaddress import ip_address
from typing import Final

PACKET_S: Final = 0.02
SAMPLES: Final = 160
"""Samples, and bytes, of a packet: 8,000 a second."""

MAX_LOOKED_AT: Final = 4_096
_SILENCE: Final = b"\xff" * SAMPLES
_HEADER: Final = struct.Struct(">BBHII")
_VERSION: Final = 0x80


def describe(ip: str, port: int, session: int) -> bytes:
    """The session description (RFC 8866) of one who takes PCMU at an address.

    Args:
        ip: Address without brackets.
        port: Port.
        session: Number of the session.
    """
    family = f"IP{ip_address(ip).version}"
    return (
        "v=0\r\n"
        f"o=- {session} {session} IN {family} {ip}\r\n"
        "s=test call\r\n"
        f"c=IN {family} {ip}\r\n"
        "t=0 0\r\n"
        f"m=audio {port} RTP/AVP 0\r\n"
        "a=rtpmap:0 PCMU/8000\r\n"
        "a=ptime:20\r\n"
        "a=sendrecv\r\n"
    ).encode()


def place_of(body: bytes) -> tuple[str, int] | None:
    """Where a description wants its audio; None when it has none or cannot be read."""
    ip, port = "", 0
    for line in body[:MAX_LOOKED_AT].decode("latin-1").splitlines():
        words = line.split(" ")
        if line.startswith("c=IN ") and len(words) == 3:
            ip = ip if port and ip else words[2]
        elif line.startswith("m=audio ") and not port and words[1].isascii():
            port = int(words[1]) if words[1].isdigit() and len(words[1]) <= 5 else 0
    try:
        address = str(ip_address(ip))
    except ValueError:
        return None
    return (address, port) if 0 < port <= 65_535 else None


def packet(number: int, source: int) -> bytes:
    """The packet of this number of a stream, silence in it.

    Args:
        number: From 0 on.
        source: Synchronisation source, 32 bits.
    """
    head = _HEADER.pack(_VERSION, 0, number & 0xFFFF, number * SAMPLES & 0xFFFF_FFFF, source)
    return head + _SILENCE


def source_of(data: bytes) -> int | None:
    """The synchronisation source of a packet, None for anything else."""
    if len(data) < _HEADER.size or data[0] >> 6 != 2:
        return None
    source: int = _HEADER.unpack_from(data)[4]
    return source
