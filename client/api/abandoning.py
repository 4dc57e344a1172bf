"""Giving up a request that nobody waits for any more, while its thread still waits for the answer.

A question about millions of records can take seconds, and the engine works on it for as long as
somebody is connected. Who no longer wants the answer therefore has to hang up. An :class:`Abandon`
is made by who asks and is in force in the thread that works for him (:func:`abandoned_by`), so that
none of the routes has to hand anything on.

A connection is only under it from the request until the head of the answer: all that time nobody
else can use it. It is shut down, not closed: its own thread wakes up, finds it broken and throws it
away, so that it never returns among the idle ones.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import HTTPResponse

from client.api.errors import Abandoned


class Abandon:
    """Ends the requests of one asker, from any thread.

    Attributes:
        abandoned: whether he has given up.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.abandoned = False

    def give_up(self) -> None:
        """Hang up what is being waited for; whatever would begin is refused."""
        with self._lock:
            self.abandoned = True
            if self._socket is not None:
                with contextlib.suppress(OSError):  # the other side was faster
                    # Not that of TLS: it says goodbye first, and its thread reads just now.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def check(self) -> None:
        """Go on only while somebody waits.

        Raises:
            Abandoned: nobody does.
        """
        if self.abandoned:
            raise Abandoned("nobody waits for the answer any more")

    @contextmanager
    def over(self, connected: socket.socket) -> Iterator[None]:
        """While the block runs, *connected* is hung up as well.

        Raises:
            Abandoned: he had given up already.
        """
        with self._lock:
            self.check()
            self._socket = connected
        try:
            yield
        finally:
            with self._lock:
                self._socket = None


_IN_FORCE: ContextVar[Abandon | None] = ContextVar("abandon", default=None)


@contextmanager
def abandoned_by(abandon: Abandon) -> Iterator[None]:
    """Let *abandon* end the requests that the block makes in this thread."""
    token = _IN_FORCE.set(abandon)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def check_abandoned() -> None:
    """Go on only while somebody waits for what this thread does.

    Raises:
        Abandoned: nobody does.
    """
    abandon = _IN_FORCE.get()
    if abandon is not None:
        abandon.check()


class _Waiting(HTTPConnection):
    """A connection whose answer may be given up."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override] # as the base says
        """Wait for the head of the answer."""
        abandon = _IN_FORCE.get()
        if abandon is None or self.sock is None:
            return super().getresponse()
        with abandon.over(self.sock):
            return super().getresponse()


class _WaitingSecurely(_Waiting, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Waiting


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _WaitingSecurely


class AbandonableAdapter(HTTPAdapter):
    """What carries the requests of a ``requests`` session, so that they can be given up."""

    def init_poolmanager(self, *args: object, **options: object) -> None:
        """Make the pools of connections."""
        super().init_poolmanager(*args, **options)  # type: ignore[arg-type]
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
