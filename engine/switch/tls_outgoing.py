"""Connections over TLS that we open, to gateways.

The peer has to prove who it is before a message leaves, unless its operator asked for less
(:mod:`engine.switch.tls_trust`).
"""

import asyncio
import ssl

from engine.logs import get_logger, safe
from engine.switch.tcp import MAX_UNSENT, TcpListener
from engine.switch.tls import Secured, reason_of
from engine.switch.tls_session import TlsSession
from engine.switch.waiting import Waiting

_log = get_logger(__name__)


class TlsOutgoing(Secured):
    """One that we open; what is sent before its handshake is complete waits.

    Args:
        listener: Holds it.
        context: What is asked of the peer.
        name: Whom the peer has to be.
    """

    own = True

    def __init__(self, listener: TcpListener, context: ssl.SSLContext, name: str) -> None:
        super().__init__(listener, TlsSession(context, name))
        self.waiting = Waiting(MAX_UNSENT)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin the handshake."""
        self.begin(transport)
        try:
            self._session.begin()
        except ssl.SSLError as error:
            self._broken(error)
        else:
            self._flush()

    def shaken(self) -> None:
        """Send what waited."""
        super().shaken()
        for data in self.waiting.take():
            self.send(data)

    def send(self, data: bytes) -> None:
        """Encrypt and write a message, or keep it until that is possible."""
        if self._session.up:
            super().send(data)
        else:
            self.waiting.put(data)

    def overdue(self, now: float) -> bool:
        """While it is being opened the time for that counts and nothing else."""
        return self._transport is not None and super().overdue(now)

    def _broken(self, error: ssl.SSLError) -> None:
        if not self._session.up:
            _log.warning(
                "a gateway cannot be reached over TLS",
                peer=safe(self.source.ip),
                reason=reason_of(error),
            )
        super()._broken(error)
