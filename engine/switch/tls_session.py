"""TLS of one connection, between the bytes of the wire and those of SIP; no socket in here.

What comes from the wire is put in with :meth:`TlsSession.receive`, what is to go to the wire is
taken out with :meth:`TlsSession.outgoing`. That the loop does not do this itself has a reason: it
tells nobody of a connection before its handshake is complete, so those that never complete it could
be neither counted nor cut.
"""

import ssl
from typing import Final

READ: Final = 64 * 1024
"""Bytes taken at once; a record holds 16 KB at most."""


class TlsSession:
    """One side of one TLS connection.

    Args:
        context: Certificates and versions.
        name: Whom the peer has to be, of a connection that we open; None of one that we accept.

    Attributes:
        up: Whether the handshake is complete.
        ended: Whether the peer has said that nothing more will come.
    """

    __slots__ = ("_from_wire", "_object", "_to_wire", "ended", "up")

    def __init__(self, context: ssl.SSLContext, name: str | None = None) -> None:
        self._from_wire, self._to_wire = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._object = context.wrap_bio(
            self._from_wire, self._to_wire, server_side=name is None, server_hostname=name
        )
        self.up = False
        self.ended = False

    def begin(self) -> None:
        """Say the first word, of a connection that we open.

        Raises:
            ssl.SSLError: it cannot be said.
        """
        self._shake_hands()

    def receive(self, data: bytes) -> bytes:
        """The bytes of SIP that ``data`` completes, perhaps none.

        Raises:
            ssl.SSLError: the peer speaks no TLS, none of ours, or is not who it has to be; what
                :meth:`outgoing` gives then tells it so.
        """
        self._from_wire.write(data)
        if not self.up:
            self._shake_hands()
        return self._read() if self.up else b""

    def send(self, data: bytes) -> None:
        """Encrypt a message.

        Raises:
            ssl.SSLError: the connection is broken.
        """
        self._object.write(data)

    def outgoing(self) -> bytes:
        """What has to go to the wire now."""
        return self._to_wire.read()

    def end(self) -> None:
        """Say that nothing more will come."""
        try:
            self._object.unwrap()
        except ssl.SSLError:
            return  # the peer's own farewell is not waited for

    def _shake_hands(self) -> None:
        try:
            self._object.do_handshake()
        except ssl.SSLWantReadError:
            return
        self.up = True

    def _read(self) -> bytes:
        pieces = []
        try:
            while piece := self._object.read(READ):
                pieces.append(piece)
            self.ended = True
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLZeroReturnError:
            self.ended = True
        return b"".join(pieces)
