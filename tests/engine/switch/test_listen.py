"""UDP and TCP share a port, and a refusal names the address."""

import socket
from contextlib import closing

import pytest

from engine.errors import ConfigError
from engine.switch.listen import bind, bind_all, bind_tls, text_of


def test_an_address_is_written_as_it_is_read() -> None:
    assert text_of(("127.0.0.1", 5060)) == "127.0.0.1:5060"
    assert text_of(("::1", 5060, 0, 0)) == "[::1]:5060"


def test_a_name_is_no_address() -> None:
    with pytest.raises(ConfigError):
        bind_all(["localhost:5060"])


def test_port_zero_is_one_free_port_for_both() -> None:
    pair = bind("127.0.0.1", 0)
    assert pair.udp.getsockname() == pair.tcp.getsockname()
    assert not pair.udp.getblocking()
    port = pair.udp.getsockname()[1]
    assert pair.labels == (f"udp:127.0.0.1:{port}", f"tcp:127.0.0.1:{port}")
    pair.close()


def test_a_port_free_in_tcp_only_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as holder:
        holder.bind(("127.0.0.1", 0))
        with pytest.raises(ConfigError) as caught:
            bind("127.0.0.1", holder.getsockname()[1])
    assert "taken" in caught.value.detail


def test_a_taken_port_is_named_and_the_others_are_given_back() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = f"127.0.0.1:{holder.getsockname()[1]}"
        first = bind("127.0.0.1", 0)
        free = text_of(first.udp.getsockname())
        first.close()
        with pytest.raises(ConfigError) as caught:
            bind_all([free, taken])
        assert taken in caught.value.detail
        bind_all([free])[0].close()


def test_an_address_that_is_not_ours_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        bind("192.0.2.77", 5060)
    assert "192.0.2.77:5060 does not belong" in caught.value.detail


def test_ipv6_and_ipv4_wildcards_share_a_port() -> None:
    for _ in range(50):  # other programs have ports of IPv4 alone
        with closing(bind("::", 0)) as first:
            port = first.udp.getsockname()[1]
            assert first.labels[0] == f"udp:[::]:{port}"
            try:
                second = bind("0.0.0.0", port)
            except ConfigError:
                continue
            second.close()
            return
    pytest.fail("there is no port that both can have")


def test_tls_has_ports_of_its_own() -> None:
    first, second = bind_tls(["127.0.0.1:0", "127.0.0.1:0"])
    taken = text_of(second.getsockname())
    free = text_of(first.getsockname())
    first.close()
    with pytest.raises(ConfigError) as caught:
        bind_tls([free, taken])
    assert f"{taken} (TLS) is taken" in caught.value.detail
    second.close()
    for each in bind_tls([free]):
        each.close()
    with pytest.raises(ConfigError, match="SIP over TLS address"):
        bind_tls(["localhost:5061"])
