"""A trace as a capture file that tshark and Wireshark read.

The format is that of libpcap with raw IP packets (link type 101), so IPv4 and IPv6 need no
invented Ethernet addresses. Each message becomes a UDP datagram, or one or more segments of a TCP
stream whose sequence numbers go on as they would, so messages of a stream are put together again by
whoever reads the file. Addresses, ports and times are the true ones; the rest of the IP and TCP
headers was never seen by the switch and is made up. A message whose credentials were covered may be
a little longer or shorter than it was.

Messages over TLS are written as TCP: they were readable to us, and would not be as TLS.
"""

import struct
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

from engine.control.traces import TraceMessage

LINKTYPE_RAW: Final = 101
SNAP_LENGTH: Final = 262_144
SEGMENT: Final = 32_768
"""Bytes of a message in one TCP segment."""

MAX_UDP: Final = 65_535 - 40 - 8
"""Bytes of a message in one datagram, of IPv6 too; what is longer is cut, and said to be so."""

_HEADER: Final = struct.Struct("<IHHiIII")
_RECORD: Final = struct.Struct("<IIII")
_IPV4: Final = struct.Struct("!BBHHHBBH4s4s")
_IPV6: Final = struct.Struct("!IHBB16s16s")
_UDP: Final = struct.Struct("!HHHH")
_TCP: Final = struct.Struct("!HHIIBBHHH")
_PUSH_ACK: Final = 0x18

Address = IPv4Address | IPv6Address
End = tuple[Address, int]


def write_pcap(messages: Iterable[TraceMessage]) -> bytes:
    """The file of these messages, in their order."""
    parts = [_HEADER.pack(0xA1B2C3D4, 2, 4, 0, 0, SNAP_LENGTH, LINKTYPE_RAW)]
    sent: dict[tuple[End, End], int] = {}
    for message in messages:
        seconds, micro = divmod(round(message.at * 1_000_000), 1_000_000)
        for packet, length in _packets(message, sent):
            parts += [_RECORD.pack(seconds, micro, len(packet), length), packet]
    return b"".join(parts)


def _packets(
    message: TraceMessage, sent: dict[tuple[End, End], int]
) -> Iterator[tuple[bytes, int]]:
    """The packets of one message, each with the length it had on the wire."""
    source, target = _ends(message)
    data = message.data
    if message.transport == "UDP":
        payload = data[:MAX_UDP]
        head = _UDP.pack(source[1], target[1], _UDP.size + len(payload), 0)
        packet = _ip(17, source[0], target[0], _checked(17, source[0], target[0], head, payload, 6))
        yield packet, len(packet) + len(data) - len(payload)
        return
    for start in range(0, len(data), SEGMENT):
        payload = data[start : start + SEGMENT]
        sequence, heard = sent.get((source, target), 1), sent.get((target, source), 1)
        ports = (source[1], target[1])
        head = _TCP.pack(*ports, sequence, heard, 5 << 4, _PUSH_ACK, 65_535, 0, 0)
        packet = _ip(6, source[0], target[0], _checked(6, source[0], target[0], head, payload, 16))
        sent[source, target] = (sequence + len(payload)) & 0xFFFFFFFF
        yield packet, len(packet)


def _ends(message: TraceMessage) -> tuple[End, End]:
    """Both ends, of one version of IP."""
    source, target = _end(message.sender), _end(message.receiver)
    if source[0].version != target[0].version:  # our own was unknown
        if message.incoming:
            target = (_blank(source[0]), target[1])
        else:
            source = (_blank(target[0]), source[1])
    return source, target


def _end(text: str) -> End:
    host, _, port = text.rpartition(":")
    number = int(port) if port.isdecimal() and int(port) <= 65_535 else 0
    try:
        return ip_address(host.strip("[]").partition("%")[0]), number
    except ValueError:
        return IPv4Address(0), number


def _blank(like: Address) -> Address:
    return IPv6Address(0) if like.version == 6 else IPv4Address(0)


def _ip(protocol: int, source: Address, target: Address, content: bytes) -> bytes:
    if source.version == 6:
        head = _IPV6.pack(6 << 28, len(content), protocol, 64, source.packed, target.packed)
        return head + content
    total, ends = 20 + len(content), (source.packed, target.packed)
    head = _IPV4.pack(0x45, 0, total, 0, 0x4000, 64, protocol, 0, *ends)
    head = _IPV4.pack(0x45, 0, total, 0, 0x4000, 64, protocol, checksum(head), *ends)
    return head + content


def _checked(
    protocol: int, source: Address, target: Address, head: bytes, payload: bytes, at: int
) -> bytes:
    """``head`` and ``payload`` with the checksum at offset ``at`` of the head."""
    length = len(head) + len(payload)
    pseudo = source.packed + target.packed + struct.pack("!II", length, protocol)
    found = checksum(pseudo + head + payload) or 0xFFFF
    return head[:at] + struct.pack("!H", found) + head[at + 2 :] + payload


def checksum(data: bytes) -> int:
    """The Internet checksum (RFC 1071)."""
    if len(data) % 2:
        data += b"\0"
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
