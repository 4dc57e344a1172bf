"""A capture file is what libpcap says it is, and tshark reads the SIP in it."""

import shutil
import struct
import subprocess
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.api.pcap import MAX_UDP, SEGMENT, checksum, write_pcap
from engine.control.traces import TraceMessage

V4, V4_TOO = "192.0.2.77:5080", "192.0.2.1:5060"
V6, V6_TOO = "[2001:db8::1]:5060", "[fe80::1%eth0]:5070"
INVITE = (
    b"INVITE sip:2002@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.77;branch=z9hG4bKa\r\n"
    b"From: <sip:1001@example.org>;tag=a\r\nTo: <sip:2002@example.org>\r\nCall-ID: a\r\n"
    b"CSeq: 1 INVITE\r\nContent-Length: %d\r\n\r\n%b"
)
TRYING = b"SIP/2.0 100 Trying\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n"


def invite(body: bytes = b"") -> bytes:
    return INVITE % (len(body), body)


def message(
    data: bytes, sender: str = V4, receiver: str = V4_TOO, transport: str = "UDP", at: float = 1.5
) -> TraceMessage:
    return TraceMessage(1, at, True, 0, sender, receiver, transport, len(data), data)


def packets(*messages: TraceMessage) -> list[tuple[bytes, int, float]]:
    """Each packet, the length it had, and when it was."""
    data = write_pcap(messages)
    magic, major, minor, _, _, _, link = struct.unpack_from("<IHHiIII", data)
    assert (magic, major, minor, link) == (0xA1B2C3D4, 2, 4, 101)
    found, start = [], 24
    while start < len(data):
        seconds, micros, kept, length = struct.unpack_from("<IIII", data, start)
        found.append((data[start + 16 : start + 16 + kept], length, seconds + micros / 1e6))
        start += 16 + kept
    assert start == len(data)
    return found


def test_a_datagram_of_ipv4() -> None:
    ((packet, length, at),) = packets(message(b"hello", at=1_790_000_000.25))
    assert (len(packet), length, at) == (33, 33, 1_790_000_000.25)
    assert packet[9] == 17
    assert (packet[12:16], packet[16:20]) == (bytes([192, 0, 2, 77]), bytes([192, 0, 2, 1]))
    assert struct.unpack_from("!HHH", packet, 20) == (5080, 5060, 13)
    assert packet[28:] == b"hello"
    assert checksum(packet[:20]) == 0, "a right header sums up to nothing"
    pseudo = packet[12:20] + struct.pack("!II", 13, 17)
    assert checksum(pseudo + packet[20:]) == 0


def test_a_datagram_of_ipv6() -> None:
    ((packet, _, _),) = packets(message(b"hello!", V6, V6_TOO))
    assert packet[0] >> 4 == 6
    assert packet[8:24] == ip_address("2001:db8::1").packed
    assert packet[24:40] == ip_address("fe80::1").packed
    assert checksum(packet[8:40] + struct.pack("!II", 14, 17) + packet[40:]) == 0
    assert packet[48:] == b"hello!"


def test_a_stream_goes_on_where_it_was_in_both_directions() -> None:
    stream = [
        message(b"a" * 10, transport="TCP"),
        message(b"b" * 7, V4_TOO, V4, "TCP"),
        message(b"c" * (SEGMENT + 1), transport="TLS"),
    ]
    numbers = [struct.unpack_from("!II", packet, 24) for packet, _, _ in packets(*stream)]
    assert numbers == [(1, 1), (1, 11), (11, 8), (11 + SEGMENT, 8)]


@pytest.mark.parametrize("extra", [0, 1])
def test_what_fits_into_no_datagram_is_cut_and_says_so(extra: int) -> None:
    for ends in ((V4, V4_TOO), (V6, V6_TOO)):
        ((packet, length, _),) = packets(message(b"x" * (MAX_UDP + extra), *ends))
        assert length - len(packet) == extra


@pytest.mark.parametrize(
    ("sender", "receiver"), [("", V4), (V6, V4), ("nonsense:x", V6), ("1.2.3.4:99999", ":1")]
)
def test_an_address_that_is_not_known_harms_nothing(sender: str, receiver: str) -> None:
    for transport in ("UDP", "TCP"):
        assert len(packets(message(b"x", sender, receiver, transport))) == 1


@given(st.binary(max_size=200))
def test_a_checksum_makes_a_sum_of_nothing(data: bytes) -> None:
    even = data if len(data) % 2 == 0 else data + b"\0"
    assert checksum(even + struct.pack("!H", checksum(data))) == 0


@pytest.mark.peer
def test_tshark_reads_the_calls_in_it(tmp_path: Path) -> None:
    program = shutil.which("tshark")
    assert program, "install it with: apt-get install tshark"
    path = tmp_path / "trace.pcap"
    long = invite(b"y" * 40_000)
    path.write_bytes(
        write_pcap(
            [
                message(invite()),
                message(invite(), V6, V6_TOO),
                message(long, transport="TCP"),
                message(TRYING, V4_TOO, V4, "TCP"),
                message(long, transport="TCP"),
                message(invite(), "192.0.2.9:40000", "192.0.2.1:5061", "TLS"),
            ]
        )
    )
    options = [f"-o{layer}.check_checksum:TRUE" for layer in ("ip", "udp", "tcp")]
    fields = ["ip.version", "sip.Method", "sip.Status-Code", "sip.Call-ID"]
    fields += ["udp.checksum.status", "tcp.checksum.status", "tcp.analysis.flags"]
    command = [program, "-r", str(path), *options, "-Ysip", "-Tfields", "-Eseparator=,"]
    done = subprocess.run(
        [*command, *(f"-e{field}" for field in fields)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    good = "INVITE,,a"
    assert [line.split(",", 1)[1] for line in done.stdout.splitlines()] == [
        f"{good},1,,", f"{good},1,,", f"{good},,1,", ",100,,,1,", f"{good},,1,", f"{good},,1,",
    ]  # fmt: skip
