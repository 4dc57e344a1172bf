import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from engine.addresses import Listening
from engine.management.probe import answers


@contextmanager
def server(reply: Callable[[bytes], bytes]) -> Iterator[Listening]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)

        def serve() -> None:
            data, sender = sock.recvfrom(65535)
            sock.sendto(reply(data), sender)

        thread = threading.Thread(target=serve)
        thread.start()
        yield Listening("udp", *sock.getsockname())
        thread.join()


def echo(status: bytes) -> Callable[[bytes], bytes]:
    return lambda request: b"SIP/2.0 " + status + b"\r\n" + request.split(b"\r\n", 1)[1]


@pytest.mark.parametrize(
    ("status", "alive"),
    [(b"200 OK", True), (b"405 No", True), (b"100 Trying", False), (b"503 Later", False)],
)
def test_a_final_answer_of_a_working_server_counts(status: bytes, alive: bool) -> None:
    with server(echo(status)) as address:
        assert answers(address, 0.2) is alive


def test_the_answer_to_somebody_else_does_not_count() -> None:
    with server(lambda _: b"SIP/2.0 200 OK\r\nCall-ID: other\r\n\r\n") as address:
        assert not answers(address, 0.2)


def test_the_request_is_a_whole_sip_message() -> None:
    seen: list[bytes] = []

    def keep(request: bytes) -> bytes:
        seen.append(request)
        return echo(b"200 OK")(request)

    with server(keep) as address:
        assert answers(address, 2)
    text = seen[0].decode()
    assert text.startswith(f"OPTIONS sip:127.0.0.1:{address.port} SIP/2.0\r\n")
    for header in ("Via: SIP/2.0/UDP ", "Max-Forwards: 70", "CSeq: 1 OPTIONS", "branch=z9hG4bK"):
        assert header in text
    assert text.endswith("Content-Length: 0\r\n\r\n")


def test_nobody_there_is_no_answer_and_no_error() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    assert not answers(Listening("udp", "127.0.0.1", port), 0.2)
    assert not answers(Listening("tls", "127.0.0.1", port), 0.2)
    assert not answers(Listening("udp", "256.0.0.1", 5060), 0.2)
