"""A peer is reached by the right socket, and told the address that it can answer to."""

import socket
from collections.abc import Iterator

import pytest

from engine.control.gateways import GatewayConfig
from engine.sip.nat import Source
from engine.switch import reach as module
from engine.switch.counters import Counters
from engine.switch.reach import Reach
from engine.switch.tcp import TcpListener
from engine.switch.tls_port import TlsPort
from engine.switch.tls_trust import TlsTrust
from engine.switch.udp import UdpSocket
from tests.engine.switch.talk import Bound


def listener(*peers: tuple[str, int]) -> TcpListener:
    """Connections with these peers, numbered from 1."""
    made = TcpListener(lambda *_: None, Counters(), lambda: 0.0)
    for ip, port in peers:
        assert made.admit(made.connection(), ip, port)
    return made


class Opener:
    """Opens connection 9 to everybody, or none."""

    def __init__(self, flow: int | None = 9) -> None:
        self.flow = flow
        self.asked: list[tuple[str, int, str]] = []
        self.opened: set[int] = set()
        self.trust = TlsTrust()

    def open(self, ip: str, port: int, transport: str) -> int | None:
        self.asked.append((ip, port, transport))
        return self.flow

    def ours(self, flow: int) -> bool:
        return flow in self.opened

    def later(self, ip: str, port: int, transport: str) -> int:
        self.asked.append((ip, port, f"{transport} later"))
        return 8


@pytest.fixture
def reach() -> Reach:
    made = Reach()
    made.add(Bound("192.0.2.1", 5060, 0))
    made.add(Bound("2001:db8::1", 5070, 1))
    return made


@pytest.fixture
def wildcard() -> Iterator[UdpSocket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        bound.bind(("0.0.0.0", 0))
        yield UdpSocket(bound, lambda *_: None, Counters())


def test_datagrams_go_by_the_socket_of_their_kind(reach: Reach) -> None:
    assert reach.to("203.0.113.5", 5062, "UDP") == Source("203.0.113.5", 5062, "UDP", 0)
    assert reach.to("2001:db8::5", 5062, "udp") == Source("2001:db8::5", 5062, "UDP", 1)
    assert reach.to("fe80::1%2", 5062, "UDP") == Source("fe80::1%2", 5062, "UDP", 1)
    assert reach.open("2001:db8::5", 5062, "udp") == Source("2001:db8::5", 5062, "UDP", 1)


def test_where_no_socket_leads_there_is_no_way() -> None:
    reach = Reach()
    assert reach.to("203.0.113.5", 5060, "UDP") is None
    reach.add(Bound("2001:db8::1"))
    assert reach.to("203.0.113.5", 5060, "UDP") is None
    assert reach.to("no address", 5060, "UDP") is None


def test_a_connection_is_found_by_its_peer(reach: Reach) -> None:
    assert reach.to("203.0.113.5", 40_000, "TCP") is None, "nobody listens"
    reach.tcp = listener(("203.0.113.4", 40_000), ("203.0.113.5", 40_000))
    assert reach.to("203.0.113.5", 40_000, "tcp") == Source("203.0.113.5", 40_000, "TCP", 2)
    assert reach.to("203.0.113.5", 40_001, "TCP") is None


def test_a_gateway_on_tcp_is_connected_to(reach: Reach) -> None:
    assert reach.open("203.0.113.5", 5060, "tcp") is None
    opener = Opener()
    reach.opener = opener  # type: ignore[assignment]
    assert reach.open("203.0.113.5", 5060, "tcp") == Source("203.0.113.5", 5060, "TCP", 9)
    assert opener.asked == [("203.0.113.5", 5060, "TCP")]
    opener.flow = None
    assert reach.open("203.0.113.5", 5060, "tcp") is None, "as many as there may be"


@pytest.mark.parametrize(
    ("heard", "fixed", "again"),
    [
        (Source("203.0.113.5", 5060, "UDP", 0), True, Source("203.0.113.5", 5060, "UDP", 0)),
        (Source("2001:db8::5", 5060, "UDP", 0), True, Source("2001:db8::5", 5060, "UDP", 1)),
        (Source("203.0.113.5", 5060, "UDP", 8), True, Source("203.0.113.5", 5060, "UDP", 0)),
        (Source("203.0.113.5", 4_000, "TCP", 3), True, Source("203.0.113.5", 4_000, "TCP", 0)),
        (Source("203.0.113.5", 5060, "TCP", 3), False, Source("203.0.113.5", 5060, "TCP", 9)),
    ],
)
def test_numbers_of_the_run_before_are_replaced(
    reach: Reach, heard: Source, fixed: bool, again: Source
) -> None:
    reach.opener = Opener()  # type: ignore[assignment]
    assert reach.again(heard, fixed) == again


def test_a_socket_that_is_gone_leads_nowhere_and_raises_nothing() -> None:
    reach = Reach()
    heard = Source("203.0.113.5", 5060, "UDP", 3)
    assert reach.again(heard, True) == heard._replace(flow=0)
    assert reach.again(heard._replace(transport="TCP"), False).flow == 0


def test_a_socket_with_one_address_is_that_address(reach: Reach) -> None:
    assert reach.local(Source("203.0.113.5", 5060, "UDP", 0)) == "192.0.2.1:5060"
    assert reach.local(Source("2001:db8::5", 5060, "UDP", 1)) == "[2001:db8::1]:5070"


def test_over_tcp_the_address_is_of_the_kind_of_the_peer(reach: Reach) -> None:
    """Connections have numbers of their own, which are none of a socket."""
    assert reach.local(Source("203.0.113.5", 5060, "TCP", 77)) == "192.0.2.1:5060"
    assert reach.local(Source("2001:db8::5", 5060, "TCP", 78)) == "[2001:db8::1]:5070"


def test_a_socket_with_all_addresses_is_the_one_that_would_be_used(wildcard: UdpSocket) -> None:
    reach = Reach()
    reach.add(wildcard)
    port = wildcard.bound[1]
    assert reach.local(Source("127.0.0.1", 9, "UDP", 0)) == f"127.0.0.1:{port}"


def test_ipv6_with_all_addresses() -> None:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as bound:
            bound.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6")
    reach = Reach()
    reach.add(Bound("::", 5060))
    assert reach.local(Source("::1", 9, "UDP", 0)) == "[::1]:5060"


def test_a_peer_without_a_way_is_told_the_wildcard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be sent to it either; what matters is that nothing fails."""

    def refuse(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    reach = Reach()
    reach.add(Bound("0.0.0.0"))
    assert reach.local(Source("203.0.113.5", 9, "UDP", 0)) == "0.0.0.0:5060"


def test_ways_are_remembered_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def sent_from(ip: str) -> str:
        asked.append(ip)
        return "192.0.2.1"

    monkeypatch.setattr(module, "_sent_from", sent_from)
    monkeypatch.setattr(module, "MAX_REMEMBERED", 3)
    reach = Reach()
    reach.add(Bound("0.0.0.0"))
    for _ in range(3):
        assert reach.local(Source("203.0.113.5", 9, "UDP", 0)) == "192.0.2.1:5060"
    assert asked == ["203.0.113.5"]
    for number in range(10):
        reach.local(Source(f"203.0.113.{number}", 9, "UDP", 0))
    assert len(reach._seen_as) <= 3


def test_over_tls_the_port_is_another(reach: Reach) -> None:
    peer, other = Source("203.0.113.5", 5060, "TLS", 77), Source("203.0.113.6", 5060, "TLS", 78)
    assert reach.local(peer) == "192.0.2.1:5061", "the usual one where nobody listens"
    with socket.socket() as bound:
        bound.bind(("0.0.0.0", 0))
        reach.tls = TlsPort([bound], listener(), None)  # type: ignore[arg-type]
        assert reach.local(other) == f"192.0.2.1:{bound.getsockname()[1]}"
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        reach.tls = TlsPort([bound], listener(), None)  # type: ignore[arg-type]
        other = Source("203.0.113.7", 5060, "TLS", 79)
        assert reach.local(other) == f"127.0.0.1:{bound.getsockname()[1]}"


def test_connections_over_tls_are_none_over_tcp(reach: Reach) -> None:
    reach.tcp = listener(("203.0.113.5", 40_000))
    assert reach.to("203.0.113.5", 40_000, "TLS") is None
    assert reach.to("203.0.113.5", 40_000, "TCP") is not None


def test_a_gateway_on_tls_is_connected_to_again_once_its_name_is_known(reach: Reach) -> None:
    opener = Opener()
    reach.opener = opener  # type: ignore[assignment]
    heard = Source("203.0.113.5", 5061, "TLS", 3)
    assert reach.again(heard, False) == heard._replace(flow=8)
    config = GatewayConfig("c", "routing", ("carrier.example",), "tls")
    opener.trust.obey([config], {"carrier.example": ("203.0.113.5",)})
    assert reach.again(heard, False) == heard._replace(flow=9)
    assert opener.asked == [("203.0.113.5", 5061, "TLS later"), ("203.0.113.5", 5061, "TLS")]
    assert reach.again(heard, True) == heard._replace(flow=0), "a phone comes by itself"
