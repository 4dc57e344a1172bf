"""Hanging up, against a server that takes its time."""

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from client.api.abandoning import Abandon, abandoned_by
from client.api.errors import Abandoned
from client.api.http import Connection
from tests.helpers.certificates import certified

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\ntrue"
PATIENCE_S = 10.0


class Slow:
    """Answers every request but those for ``/slow``, and notes which of these hung up."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.connections = 0
        self.asked, self.hung_up = threading.Semaphore(0), threading.Semaphore(0)

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        try:
            while True:
                connected, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(connected,), daemon=True).start()
        except OSError:
            return

    def _serve(self, connected: socket.socket) -> None:
        if self._context is not None:
            connected = self._context.wrap_socket(connected, server_side=True)
        with connected:
            while request := connected.recv(65536):
                if b"/slow" in request.split(b"\r\n", 1)[0]:
                    self.asked.release()
                    if not connected.recv(1):
                        self.hung_up.release()
                    return
                connected.sendall(ANSWER)


@pytest.fixture
def slow() -> Iterator[Slow]:
    with Slow() as made:
        yield made


class Asking(threading.Thread):
    """Asks for something slow in a thread of its own."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(daemon=True)
        self.abandon = Abandon()
        self.error: BaseException | None = None
        self._connection = connection
        self.start()

    def run(self) -> None:
        try:
            with abandoned_by(self.abandon):
                self._connection.json("GET", "/slow")
        except BaseException as error:  # noqa: BLE001 - looked at by the test
            self.error = error


def ended(asking: Asking) -> BaseException | None:
    asking.join(PATIENCE_S)
    return asking.error


def test_who_gives_up_hangs_up_at_once_and_others_are_left_alone(slow: Slow) -> None:
    connection = Connection(f"http://127.0.0.1:{slow.port}")
    old, other = Asking(connection), Asking(connection)
    assert slow.asked.acquire(timeout=PATIENCE_S)
    assert slow.asked.acquire(timeout=PATIENCE_S)
    old.abandon.give_up()
    assert isinstance(ended(old), Abandoned)
    assert slow.hung_up.acquire(timeout=PATIENCE_S)
    assert other.is_alive()
    assert connection.json("GET", "/quick") is True
    other.abandon.give_up()
    assert isinstance(ended(other), Abandoned)
    connection.close()


def test_a_connection_that_has_answered_is_kept_for_the_next_request(slow: Slow) -> None:
    connection, abandon = Connection(f"http://127.0.0.1:{slow.port}"), Abandon()
    with abandoned_by(abandon):
        assert connection.json("GET", "/quick") is True
    abandon.give_up()
    assert connection.json("GET", "/quick") is True
    assert slow.connections == 1
    connection.close()


def test_nothing_is_asked_once_it_was_given_up(slow: Slow) -> None:
    connection, abandon = Connection(f"http://127.0.0.1:{slow.port}"), Abandon()
    abandon.give_up()
    with abandoned_by(abandon), pytest.raises(Abandoned):
        connection.json("GET", "/quick")
    assert slow.connections == 0


def test_what_is_given_up_while_it_connects_is_not_waited_for(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, abandon = Connection(f"http://127.0.0.1:{slow.port}"), Abandon()
    connect = socket.socket.connect

    def late(self: socket.socket, address: tuple[str, int]) -> None:
        connect(self, address)
        abandon.give_up()

    monkeypatch.setattr(socket.socket, "connect", late)
    with abandoned_by(abandon), pytest.raises(Abandoned):
        connection.json("GET", "/slow")
    assert slow.hung_up.acquire(timeout=PATIENCE_S)


def test_it_hangs_up_over_tls_as_well(tmp_path: Path) -> None:
    certificate = certified(tmp_path)
    with Slow(certificate.serving()) as slow:
        connection = Connection(f"https://127.0.0.1:{slow.port}")
        connection._session.verify = str(certificate.certificate)
        old = Asking(connection)
        assert slow.asked.acquire(timeout=PATIENCE_S)
        old.abandon.give_up()
        assert isinstance(ended(old), Abandoned)
        assert slow.hung_up.acquire(timeout=PATIENCE_S)
        assert connection.json("GET", "/quick") is True
        connection.close()
