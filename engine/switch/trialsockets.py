"""The sockets of a test call: two phones on this machine, each with signalling and voice.

Over loopback they have an address of their own, which nothing blocks. The signalling sockets are
connected to the switch's own: the kernel draws their ports, and hands
them nothing that anybody else sent. The voice sockets stay unconnected, because a relay may stand
between the phones; what they take is decided by :mod:`engine.calls.trialvoice`.
"""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from engine.addresses import TRIAL
from engine.errors import ControlError
from engine.sip.nat import Source

MAX_DATAGRAM: Final = 65_535
PER_WAKE: Final = 64
"""Datagrams read in one wake; a flood of them must not keep the switch from its work."""


class Line:
    """One datagram socket of a phone.

    Attributes:
        refused: Why the kernel would not send, "" while it does.
    """

    def __init__(self, ip: str, peer: tuple[str, int] | None = None) -> None:
        family = socket.AF_INET6 if ":" in ip else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self.refused = ""
        try:
            self._socket.setblocking(False)
            if peer is None:
                self._socket.bind((ip, 0))
            else:
                if peer[0].startswith("127."):
                    self._socket.bind((TRIAL, 0))
                self._socket.connect(peer)
        except OSError as error:
            self._socket.close()
            raise ControlError(f"no socket for a test call: {error.strerror or error}") from error
        self._reading = False

    @property
    def address(self) -> Source:
        """Where it is reached."""
        ip, port = self._socket.getsockname()[:2]
        return Source(str(ip), int(port))

    def listen(self, take: Callable[[bytes], object]) -> None:
        """Hand over what comes, in the running loop."""
        asyncio.get_running_loop().add_reader(self._socket.fileno(), self._readable, take)
        self._reading = True

    def send(self, data: bytes, to: tuple[str, int] | None = None) -> None:
        """Send one datagram; what is not taken is gone, as on any wire."""
        try:
            if to is None:
                self._socket.send(data)
            else:
                self._socket.sendto(data, to)
        except ConnectionRefusedError:  # an ICMP error of an earlier one
            return
        except OSError as error:
            self.refused = error.strerror or str(error)

    def close(self) -> None:
        """Close it; once more does nothing."""
        if self._reading:
            self._reading = False
            with suppress(RuntimeError):  # there is no loop any more
                asyncio.get_running_loop().remove_reader(self._socket.fileno())
        self._socket.close()

    def _readable(self, take: Callable[[bytes], object]) -> None:
        for _ in range(PER_WAKE):
            try:
                data = self._socket.recv(MAX_DATAGRAM)
            except OSError:  # nothing more, or an ICMP error
                return
            take(data)
            if not self._reading:
                return
