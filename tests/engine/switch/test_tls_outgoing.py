"""Connections over TLS that the switch opens: the peer has to prove who it is."""

import asyncio
import ssl
from pathlib import Path

import pytest

from engine.control.gateways import GatewayConfig
from engine.switch.tcp import MAX_UNSENT, Peer
from engine.switch.tls import HANDSHAKE_TIMEOUT
from engine.switch.tls_outgoing import TlsOutgoing
from tests.engine.switch.test_tcp_out import Bench, run
from tests.helpers.certificates import Certified, certified


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    return certified(tmp_path_factory.mktemp("certificate"), "carrier.example", "127.0.0.1")


class Carrier:
    """A peer over TLS that keeps what it hears."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.context = context
        self.heard: asyncio.Queue[bytes] = asyncio.Queue()
        self.port = 0
        self._writers: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> "Carrier":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0.01)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        while data := await reader.read(1_000):
            await self.heard.put(data)
        writer.close()


def trust(bench: Bench, port: int, name: str, *, verify: bool = True) -> None:
    """Configure a gateway of that name at the carrier's address."""
    config = GatewayConfig("c", "routing", (f"{name}:{port}",), "tls", tls_verify=verify)
    bench.opener.trust.obey([config], {name: ("127.0.0.1",)})


def test_what_is_sent_before_the_handshake_arrives(files: Certified) -> None:
    async def scenario(bench: Bench) -> None:
        bench.opener.trust.load(None, None, files.certificate)
        async with Carrier(files.serving()) as carrier:
            trust(bench, carrier.port, "carrier.example")
            flow = bench.opener.open("127.0.0.1", carrier.port, "TLS")
            assert flow is not None
            bench.listener.send(b"early", flow)
            assert await carrier.heard.get() == b"early"
            bench.listener.send(b"late", flow)
            assert await carrier.heard.get() == b"late"
            assert bench.opener.open("127.0.0.1", carrier.port, "TLS") == flow, "used again"

    run(scenario)


@pytest.mark.parametrize(
    ("name", "authority"), [("other.example", True), ("carrier.example", False)]
)
def test_who_proves_nothing_hears_nothing(files: Certified, name: str, authority: bool) -> None:
    async def scenario(bench: Bench) -> None:
        if authority:
            bench.opener.trust.load(None, None, files.certificate)
        async with Carrier(files.serving()) as carrier:
            trust(bench, carrier.port, name)
            flow = bench.opener.open("127.0.0.1", carrier.port, "TLS")
            assert flow is not None
            bench.listener.send(b"secret", flow)
            await bench.next()
            assert bench.lost == [flow], "whoever waits for an answer is told"
            assert carrier.heard.empty()
            assert bench.listener.counters.tls_handshakes_failed == 1

    run(scenario)


def test_verification_can_be_switched_off_for_a_gateway(files: Certified) -> None:
    async def scenario(bench: Bench) -> None:
        async with Carrier(files.serving()) as carrier:
            trust(bench, carrier.port, "other.example", verify=False)
            flow = bench.opener.open("127.0.0.1", carrier.port, "TLS")
            assert flow is not None
            bench.listener.send(b"INVITE", flow)
            assert await carrier.heard.get() == b"INVITE"

    run(scenario)


def test_a_connection_that_proved_less_is_not_used_for_more(files: Certified) -> None:
    async def scenario(bench: Bench) -> None:
        async with Carrier(files.serving()) as carrier:
            bench.opener.trust.load(None, None, files.certificate)
            trust(bench, carrier.port, "carrier.example", verify=False)
            careless = bench.opener.open("127.0.0.1", carrier.port, "TLS")
            trust(bench, carrier.port, "carrier.example")
            careful = bench.opener.open("127.0.0.1", carrier.port, "TLS")
            assert careless != careful
            peer = Peer("127.0.0.1", carrier.port, "TLS", "carrier.example")
            assert bench.listener.flow_to(peer) == careful

    run(scenario)


def test_our_certificate_is_shown_to_who_asks(files: Certified, tmp_path: Path) -> None:
    async def scenario(bench: Bench) -> None:
        own = certified(tmp_path, "switch.example")
        context = files.serving()
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(own.certificate)
        bench.opener.trust.load(*own, files.certificate)
        async with Carrier(context) as carrier:
            trust(bench, carrier.port, "carrier.example")
            flow = bench.opener.open("127.0.0.1", carrier.port, "TLS")
            assert flow is not None
            bench.listener.send(b"INVITE", flow)
            assert await carrier.heard.get() == b"INVITE"

    run(scenario)


def test_a_peer_that_speaks_no_tls_is_told_to_who_waits() -> None:
    async def scenario(bench: Bench) -> None:
        async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(10)
            writer.write(b"SIP/2.0 400 Bad Request\r\n\r\n")
            writer.close()

        server = await asyncio.start_server(plain, "127.0.0.1", 0)
        flow = bench.opener.open("127.0.0.1", server.sockets[0].getsockname()[1], "TLS")
        await bench.next()
        assert bench.lost == [flow]
        server.close()

    run(scenario)


def test_a_peer_that_never_answers_the_handshake_is_given_up() -> None:
    async def scenario(bench: Bench) -> None:
        connected = asyncio.Event()
        writers = []

        async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writers.append(writer)
            connected.set()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        flow = bench.opener.open("127.0.0.1", server.sockets[0].getsockname()[1], "TLS")
        (connection,) = bench.listener.connections()
        assert not connection.overdue(1e9), "it is being opened, which has a limit of its own"
        await connected.wait()
        while connection._transport is None:  # noqa: ASYNC110 - nothing to wait on
            await asyncio.sleep(0.001)
        assert not connection.overdue(bench.listener.now())
        bench.listener.sweep(bench.listener.now() + HANDSHAKE_TIMEOUT + 0.1)
        await bench.next()
        assert bench.lost == [flow]
        for writer in writers:
            writer.transport.abort()
        await asyncio.sleep(0.01)
        server.close()

    run(scenario)


def test_what_waits_is_bounded() -> None:
    async def scenario(bench: Bench) -> None:
        flow = bench.opener.open("127.0.0.1", 9, "TLS")
        assert flow is not None
        (connection,) = bench.listener.connections()
        assert isinstance(connection, TlsOutgoing)
        for _ in range(3):
            bench.listener.send(b"x" * (MAX_UNSENT // 2), flow)
        assert len(connection.waiting) == MAX_UNSENT

    run(scenario)
