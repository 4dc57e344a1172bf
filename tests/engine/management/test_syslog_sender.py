"""What a syslog server on this machine hears over each transport."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.management.syslog_sender import SyslogError, SyslogSender
from engine.parameters.syslog import Target
from tests.helpers.certificates import certified

WAIT_S = 20.0


@contextmanager
def listening(context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """A server of streams: its port, and what each connection brought."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(WAIT_S)

        def serve() -> None:
            try:
                plain, _ = server.accept()
                plain.settimeout(WAIT_S)
                wire = context.wrap_socket(plain, server_side=True) if context else plain
                with wire:
                    while data := wire.recv(4096):
                        heard.append(data)
            except OSError:
                return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1], heard
        finally:
            thread.join(WAIT_S)


def test_datagrams_carry_one_message_each() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(WAIT_S)
        sender = SyslogSender(Target("udp", "127.0.0.1", server.getsockname()[1]))
        sender.send([b"one", b"two"])
        assert [server.recv(100), server.recv(100)] == [b"one", b"two"]
        sender.close()


def test_a_stream_carries_lengths_and_a_server_that_hung_up_is_noticed() -> None:
    with listening() as (port, heard):
        sender = SyslogSender(Target("tcp", "127.0.0.1", port))
        sender.send([b"one", b"three"])
        sender.close()
    assert b"".join(heard) == b"3 one5 three"
    with socket.create_server(("127.0.0.1", 0)) as server:
        sender = SyslogSender(Target("tcp", "127.0.0.1", server.getsockname()[1]))
        sender.send([b"one"])
        server.accept()[0].close()
        again = sender._ready()
        sender.send([b"two"])
        second, _ = server.accept()
        with second:
            second.settimeout(WAIT_S)
            assert second.recv(100) == b"3 two"
        assert again is sender._socket
        sender.close()


def test_tls_has_to_prove_its_name(tmp_path: Path) -> None:
    made = certified(tmp_path)
    certificate, context = made.certificate, made.serving()
    with listening(context) as (port, heard):
        sender = SyslogSender(Target("tls", "127.0.0.1", port), certificate)
        sender.send([b"one"])
        sender.close()
    assert heard == [b"3 one"]
    with listening(context) as (port, heard), pytest.raises(SyslogError, match="wait in the store"):
        SyslogSender(Target("tls", "127.0.0.1", port)).send([b"one"])
    assert heard == []


def test_nobody_there_is_an_error_that_says_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(SyslogError, match=f"tcp://127.0.0.1:{port}"):
        SyslogSender(Target("tcp", "127.0.0.1", port)).send([b"one"])
