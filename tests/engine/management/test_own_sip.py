"""A line to a server that speaks TLS with a certificate nobody vouches for, and to one over TCP."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from engine.addresses import PROBE, Listening
from engine.management.own_sip import Line
from engine.management.probe import answers
from tests.helpers.certificates import certified

OK = b"SIP/2.0 200 OK\r\nCall-ID: x\r\nContent-Length: 2\r\n\r\nab"


@contextmanager
def serving(folder: Path, transport: str, *pieces: bytes) -> Iterator[tuple[Listening, list[str]]]:
    """A server that reads once, writes these pieces one by one, and closes."""
    peers: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)

        def serve() -> None:
            taken, peer = listener.accept()
            peers.append(peer[0])
            if transport == "tls":
                files = certified(folder)
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(files.certificate, files.key)
                taken = context.wrap_socket(taken, server_side=True)
            with taken:
                request = taken.recv(65535)
                for piece in pieces:
                    taken.sendall(piece.replace(b"{id}", _call_id(request)))

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield Listening(transport, *listener.getsockname()), peers
        finally:
            thread.join(30)


def _call_id(request: bytes) -> bytes:
    lines = [each for each in request.split(b"\r\n") if each.startswith(b"Call-ID: ")]
    return lines[0][9:] if lines else b""


@pytest.mark.parametrize("transport", ["tcp", "tls"])
def test_messages_are_cut_out_of_a_stream(tmp_path: Path, transport: str) -> None:
    pieces = OK[:30], OK[30:] + OK
    with (
        serving(tmp_path, transport, *pieces) as (there, peers),
        closing(Line(there, PROBE, 10)) as line,
    ):
        assert (line.reliable, line.protocol) == (True, f"SIP/2.0/{transport.upper()}")
        assert line.contact("a") == f"<sip:a@{PROBE}:{line.here[1]};transport={transport}>"
        line.send(b"x\r\n\r\n")
        for _ in range(2):
            response, wire = line.receive(10)
            assert (response.status, response.body, wire) == (200, b"ab", OK)
        with pytest.raises(OSError, match="closed"):
            line.receive(10)
    assert peers == [PROBE]


def test_what_is_not_sip_ends_the_line(tmp_path: Path) -> None:
    with (
        serving(tmp_path, "tcp", b"HTTP/1.0 400 Bad\r\n\r\n") as (there, _),
        closing(Line(there, PROBE, 10)) as line,
    ):
        line.send(b"x\r\n\r\n")
        with pytest.raises(ConnectionError):
            line.receive(10)


@pytest.mark.parametrize(("status", "alive"), [(b"200 OK", True), (b"503 Later", False)])
def test_the_self_check_believes_an_answer_over_tls(
    tmp_path: Path, status: bytes, alive: bool
) -> None:
    answer = b"SIP/2.0 " + status + b"\r\nCall-ID: {id}\r\nContent-Length: 0\r\n\r\n"
    with serving(tmp_path, "tls", answer) as (there, _):
        assert answers(there, 10) is alive


def test_nobody_there_is_told_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(OSError, match="refused"):
        Line(Listening("tls", "127.0.0.1", port), PROBE, 1)
