"""SIP over TLS: a connection whose bytes go through a :class:`TlsSession` on their way.

All bounds of TCP hold here (:mod:`engine.switch.tcp`), and two more: a handshake has to be complete
within :data:`HANDSHAKE_TIMEOUT`, and only so many may be under way, in all and from one peer.
Handshakes are what a stranger can make us compute, 0.3 ms each with a key of P-256.
"""

import asyncio
import ssl
from collections.abc import Callable
from typing import Final

from engine.addresses import subscriber
from engine.logs import get_logger, safe
from engine.switch.crowd import Crowd
from engine.switch.tcp import Connection, TcpListener
from engine.switch.tls_session import TlsSession

HANDSHAKE_TIMEOUT: Final = 6.0
"""Seconds from the connection to the end of its handshake: two retransmissions of TCP fit in."""

MAX_HANDSHAKES: Final = 400
"""Handshakes under way at a time, about 60 KB of memory each."""

MAX_HANDSHAKES_PER_SOURCE: Final = 40
"""The same from one address, in IPv6 from one network: a large office after a power cut."""

_log = get_logger(__name__)


class Handshakes:
    """Those that are under way, of connections that we accept.

    When there are as many as there may be, one gives way to the next
    (:mod:`engine.switch.crowd`): whoever holds many and completes none keeps nobody out.
    """

    def __init__(self) -> None:
        self._crowd = Crowd()

    def __len__(self) -> int:
        return len(self._crowd)

    def begin(self, owner: str, flow: int, give_up: Callable[[int], None]) -> bool:
        """Count one more of ``owner``, unless he has as many as he may.

        Args:
            owner: The subscriber.
            flow: Number of the connection.
            give_up: Told the number of the connection that gives way, if one has to.
        """
        crowd = self._crowd
        if crowd.held(owner) >= MAX_HANDSHAKES_PER_SOURCE:
            return False
        if len(crowd) >= MAX_HANDSHAKES and (given_up := crowd.least()) is not None:
            crowd.drop(given_up)
            give_up(given_up)
        crowd.add(flow, owner)
        return True

    def end(self, flow: int) -> None:
        """One is complete, or will never be."""
        self._crowd.drop(flow)


class Secured(Connection):
    """What both kinds of connections over TLS have in common."""

    transport_name = "TLS"

    def __init__(self, listener: TcpListener, session: TlsSession) -> None:
        super().__init__(listener)
        self._session = session
        self._made_at = 0.0

    def begin(self, transport: asyncio.BaseTransport) -> asyncio.Transport:
        """The connection stands, its handshake begins."""
        self._made_at = self._listener.now()
        return super().begin(transport)

    def data_received(self, data: bytes) -> None:
        """Decrypt what came, and handle what it holds."""
        was_up = self._session.up
        try:
            plain = self._session.receive(data)
        except ssl.SSLError as error:
            self._flush()
            self._broken(error)
            return
        self._flush()
        if self._session.up and not was_up:
            self.shaken()
        if plain:
            super().data_received(plain)
        if self._session.ended:
            self.close()

    def shaken(self) -> None:
        """The handshake is complete; the first message is due now."""
        self._heard_at = self._began_at = self._listener.now()

    def send(self, data: bytes) -> None:
        """Encrypt and write."""
        if self._transport is None or not self._session.up or self._transport.is_closing():
            return
        try:
            self._session.send(data)
        except ssl.SSLError as error:
            self._broken(error)
            return
        super().send(self._session.outgoing())

    def close(self) -> None:
        """Say goodbye, send what is under way, then close."""
        if self._session.up:
            self._session.end()
            self._flush()
        super().close()

    def overdue(self, now: float) -> bool:
        """During the handshake its own limit counts, and no byte prolongs it."""
        if not self._session.up:
            return now - self._made_at > HANDSHAKE_TIMEOUT
        return super().overdue(now)

    def _flush(self) -> None:
        if data := self._session.outgoing():
            super().send(data)

    def _broken(self, error: ssl.SSLError) -> None:
        """The peer speaks no TLS, or none that can be gone on with."""
        counters = self._listener.counters
        if self._session.up:
            counters.tcp_closed_broken += 1
        else:
            counters.tls_handshakes_failed += 1
        _log.debug("a TLS connection failed", peer=safe(self.source.ip), reason=reason_of(error))
        super().close()


class TlsConnection(Secured):
    """One that we accepted."""

    def __init__(
        self, listener: TcpListener, context: ssl.SSLContext, handshakes: Handshakes
    ) -> None:
        super().__init__(listener, TlsSession(context))
        self._handshakes = handshakes

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection if there is room for it, and for its handshake."""
        super().connection_made(transport)
        source = self.source
        if not source.flow:
            return  # refused already
        if not self._handshakes.begin(subscriber(source.ip), source.flow, self._give_up):
            self._listener.counters.tcp_refused += 1
            self.cut()

    def shaken(self) -> None:
        """Make room for another handshake."""
        super().shaken()
        self._listener.counters.tls_handshakes += 1
        self._handshakes.end(self.source.flow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._handshakes.end(self.source.flow)
        super().connection_lost(exc)

    def _give_up(self, flow: int) -> None:
        self._listener.counters.tcp_given_up += 1
        self._listener.cut(flow)


def reason_of(error: ssl.SSLError) -> str:
    """Why TLS failed, for a person."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return safe(f"its certificate is not accepted: {error.verify_message}")
    return safe(str(getattr(error, "reason", None) or error).replace("_", " ").lower())
