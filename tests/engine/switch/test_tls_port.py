"""Addresses for TLS, and what peers are told of them."""

import asyncio
import socket
import time
from pathlib import Path

from engine.control.alarms import AlarmSet
from engine.switch.counters import Counters
from engine.switch.tcp import TcpListener
from engine.switch.tls_files import TlsFiles, TlsPaths
from engine.switch.tls_port import TlsPort, labels
from engine.switch.tls_trust import TlsTrust
from tests.helpers.certificates import certified


def port(tmp_path: Path, *bound: socket.socket) -> TlsPort:
    counters = Counters()
    made = certified(tmp_path)
    files = TlsFiles(
        TlsPaths(*made), TlsTrust(), counters, AlarmSet("switch", time.time), required=True
    )
    files.load()
    return TlsPort(list(bound), TcpListener(lambda *_: None, counters, lambda: 0.0), files)


def test_each_connection_begins_with_the_certificate_of_the_moment(tmp_path: Path) -> None:
    async def act() -> None:
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            made = port(tmp_path, bound)
            servers = await made.listen()
            place = bound.getsockname()
            assert made.labels == labels([bound]) == [f"tls:127.0.0.1:{place[1]}"]
            renewed = certified(tmp_path, days=60)
            made.files.load()
            _, writer = await asyncio.open_connection(*place, ssl=renewed.trusting())
            writer.close()
            await writer.wait_closed()
            for connection in made._listener.connections():
                connection.cut()
            await asyncio.sleep(0)
            for server in servers:
                server.close()

    asyncio.run(asyncio.wait_for(act(), 20.0))


def test_a_peer_is_told_the_address_of_its_kind(tmp_path: Path) -> None:
    with socket.socket() as bound:
        bound.bind(("0.0.0.0", 0))
        made = port(tmp_path, bound)
        assert made.port_for("192.0.2.1") == bound.getsockname()[1]
        assert made.host_for("192.0.2.1") == "", "any of ours"
        assert made.port_for("2001:db8::1") == 5061, "the usual one"
        assert made.host_for("2001:db8::1") == ""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        assert port(tmp_path, bound).host_for("192.0.2.1") == "127.0.0.1"
