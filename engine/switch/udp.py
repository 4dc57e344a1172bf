"""Datagrams in batches: read what is there, answer it together.

When the socket becomes readable, up to :data:`BATCH` datagrams are read at once and handed over
as one batch. The one who takes them writes one journal line block and one state block for all of
them before anything is sent, which makes durability cheap exactly when it is busy. The kernel
calls again at once when more is waiting, so timers and TCP get their turn between batches.
"""

import socket
from collections.abc import Callable
from typing import Any, Final

from engine.sip.limits import MAX_MESSAGE
from engine.sip.nat import Source
from engine.switch.counters import Counters
from engine.switch.marking import Marking

BATCH: Final = 64
"""Datagrams read in one wake: at 50 microseconds each about 3 ms between two looks at timers."""

MAX_SOURCES: Final = 8_192
"""Addresses remembered as the core knows them, about 2 MB; then it starts anew."""

Address = tuple[Any, ...]
Deliver = Callable[["UdpSocket", list[tuple[bytes, Address]]], None]


class UdpSocket:
    """One bound, non-blocking datagram socket.

    Attributes:
        flow: Its number among the sockets of the process; answers name it.
        sources: Addresses heard of, as the core knows them.
    """

    def __init__(self, bound: socket.socket, deliver: Deliver, counters: Counters) -> None:
        self._socket = bound
        self._deliver = deliver
        self.flow = 0
        self.sources: dict[Address, Source] = {}
        self._counters = counters
        self._receive = bound.recvfrom
        self._send = bound.sendto

    def fileno(self) -> int:
        """The descriptor to watch for readability."""
        return self._socket.fileno()

    def mark(self, marking: Marking) -> None:
        """Give what is sent its priority."""
        marking.mark(self._socket)

    @property
    def bound(self) -> tuple[str, int]:
        """Address and port it is bound to."""
        address = self._socket.getsockname()
        return str(address[0]), int(address[1])

    def on_readable(self) -> int:
        """Read what is waiting, at most a batch, and hand it over; the datagrams read."""
        batch: list[tuple[bytes, Address]] = []
        receive = self._receive
        try:
            for _ in range(BATCH):
                batch.append(receive(MAX_MESSAGE))  # noqa: PERF401 - keeps what came before
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:
            # An ICMP error of an earlier reply; it says nothing about what waits.
            self._counters.udp_send_failures += 1
        if batch:
            counters = self._counters
            counters.udp_batches += 1
            counters.udp_datagrams += len(batch)
            if len(batch) > counters.udp_batch_max:
                counters.udp_batch_max = len(batch)
            self._deliver(self, batch)
        return len(batch)

    def source_of(self, address: Address) -> Source:
        """``address`` as the core knows it; remembered, since phones and attackers come again."""
        ip = address[0]
        if len(address) > 2 and address[3]:
            ip = f"{ip}%{address[3]}"  # link-local: the interface belongs to the address
        if len(self.sources) >= MAX_SOURCES:
            self.sources.clear()
        source = self.sources[address] = Source(ip, address[1], "UDP", self.flow)
        return source

    def send(self, data: bytes, address: Address) -> None:
        """Send one datagram; what the kernel does not take is counted and gone, as on any wire."""
        try:
            self._send(data, address)
        except OSError:
            self._counters.udp_send_failures += 1

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()
