"""The priority of packets, as the one who gets them sees it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from engine.switch.marking import Marking


@pytest.fixture(params=["127.0.0.1", "::1"])
def pair(request: pytest.FixtureRequest) -> Iterator[tuple[socket.socket, socket.socket]]:
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    with (
        socket.socket(family, socket.SOCK_DGRAM) as one,
        socket.socket(family, socket.SOCK_DGRAM) as other,
    ):
        if family == socket.AF_INET6:
            other.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVTCLASS, 1)
        else:
            other.setsockopt(socket.IPPROTO_IP, socket.IP_RECVTOS, 1)
        other.bind((request.param, 0))
        other.settimeout(10)
        one.connect(other.getsockname())
        yield one, other


def heard(pair: tuple[socket.socket, socket.socket]) -> int:
    """The TOS byte of a datagram as it arrives."""
    pair[0].send(b"x")
    ((_, _, value),) = pair[1].recvmsg(10, 100)[1]
    return value[0]


def test_packets_carry_the_byte_in_force(pair: tuple[socket.socket, socket.socket]) -> None:
    marking = Marking()
    marking.mark(pair[0])
    assert heard(pair) == 0xA0
    marking.obey(96)
    marking.mark(pair[0])
    assert heard(pair) == 96
    marking.obey(0)
    marking.mark(pair[0])
    assert heard(pair) == 0


def test_a_socket_that_takes_none_stays_as_it_is() -> None:
    marking = Marking()
    local, other = socket.socketpair()
    closed = socket.socket()
    closed.close()
    with local, other:
        for one in (local, closed, None):
            marking.mark(one)
    assert marking.tos == 0xA0
