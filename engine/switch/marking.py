"""The priority of our packets in the network: the TOS byte of every socket that SIP leaves by.

It is set when a connection is made and on all sockets when an operator changes it. The kernel takes
it for what is sent from then on; the very first packet of a connection that we open has none yet.
"""

import socket
from typing import Final, Protocol

from engine.logs import get_logger
from engine.parameters.transport import TOS

_OPTIONS: Final = {
    socket.AF_INET: (socket.IPPROTO_IP, socket.IP_TOS),
    socket.AF_INET6: (socket.IPPROTO_IPV6, socket.IPV6_TCLASS),
}

_log = get_logger(__name__)


class Markable(Protocol):
    """A socket, or what an event loop shows of one."""

    @property
    def family(self) -> int:
        """Address family."""
        ...

    def setsockopt(self, level: int, name: int, value: int, /) -> None:
        """As that of a socket."""
        ...


class Marking:
    """The TOS byte in force.

    Attributes:
        tos: The byte.
    """

    def __init__(self) -> None:
        self.tos = TOS
        self._told = False

    def mark(self, one: Markable | None) -> None:
        """Give a socket its priority; one that has ended, or takes none, stays as it is."""
        option = None if one is None else _OPTIONS.get(socket.AddressFamily(one.family))
        if one is None or option is None:
            return
        try:
            one.setsockopt(*option, self.tos)
        except OSError as error:
            if not self._told:
                self._told = True
                _log.warning("packets cannot be given their priority", reason=str(error))

    def obey(self, tos: int) -> None:
        """Another byte for what is marked from now on."""
        self.tos, self._told = tos, False
