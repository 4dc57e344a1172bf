"""Datagrams are handed over in bounded batches; sending never raises."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from engine.switch.counters import Counters
from engine.switch.marking import Marking
from engine.switch.udp import BATCH, UdpSocket


@pytest.fixture
def sender() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        made.settimeout(5.0)
        yield made


@pytest.fixture
def bound() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        made.setblocking(False)
        yield made


def test_what_waits_is_one_batch_of_at_most_sixty_four(
    sender: socket.socket, bound: socket.socket
) -> None:
    batches: list[list[tuple[bytes, Any]]] = []
    counters = Counters()
    udp = UdpSocket(bound, lambda _, batch: batches.append(batch), counters)
    for number in range(BATCH + 6):
        sender.sendto(str(number).encode(), bound.getsockname())
    udp.on_readable()
    udp.on_readable()
    udp.on_readable()
    assert [len(batch) for batch in batches] == [BATCH, 6]
    assert batches[0][0] == (b"0", sender.getsockname())
    assert (counters.udp_batches, counters.udp_datagrams) == (2, BATCH + 6)
    assert counters.udp_batch_max == BATCH


def test_a_reply_reaches_the_sender(sender: socket.socket, bound: socket.socket) -> None:
    udp = UdpSocket(bound, lambda *_: None, Counters())
    udp.send(b"hello", sender.getsockname())
    assert sender.recvfrom(100) == (b"hello", bound.getsockname())


@pytest.mark.parametrize("address", [("127.0.0.1", 0), ("255.255.255.255", 9)])
def test_what_cannot_be_sent_is_counted_and_gone(
    bound: socket.socket, address: tuple[str, int]
) -> None:
    counters = Counters()
    UdpSocket(bound, lambda *_: None, counters).send(b"x", address)
    assert counters.udp_send_failures == 1


def test_a_socket_knows_its_address(bound: socket.socket) -> None:
    assert UdpSocket(bound, lambda *_: None, Counters()).bound == bound.getsockname()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as everywhere:
        everywhere.bind(("0.0.0.0", 0))
        made = UdpSocket(everywhere, lambda *_: None, Counters())
        assert made.bound == ("0.0.0.0", everywhere.getsockname()[1])


def test_datagrams_have_the_priority_of_the_operator(bound: socket.socket) -> None:
    marking = Marking()
    marking.obey(96)
    UdpSocket(bound, lambda *_: None, Counters()).mark(marking)
    assert bound.getsockopt(socket.IPPROTO_IP, socket.IP_TOS) == 96
