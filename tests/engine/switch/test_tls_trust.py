"""Who a gateway over TLS has to be."""

import ssl
from pathlib import Path

import msgspec
import pytest

from engine.control.gateways import GatewayConfig
from engine.errors import ConfigError
from engine.switch import tls_trust
from engine.switch.tls_trust import TlsTrust, client_context, load_chain
from tests.helpers.certificates import certified


def gateway(name: str, *addresses: str, verify: bool = True) -> GatewayConfig:
    return GatewayConfig(name, "routing", addresses, "tls", tls_verify=verify)


def test_a_gateway_has_to_be_the_host_that_its_operator_wrote() -> None:
    trust = TlsTrust()
    found = {"sip.example.org": ("192.0.2.1", "192.0.2.2")}
    trust.obey([gateway("a", "SIP.example.org", "192.0.2.9:5071")], found)
    assert trust.of("192.0.2.1", 5061) == ("sip.example.org", "sip.example.org")
    assert trust.of("192.0.2.2", 5061) == ("sip.example.org", "sip.example.org")
    assert trust.of("192.0.2.9", 5071) == ("192.0.2.9", "192.0.2.9")
    assert trust.knows("192.0.2.9", 5071)
    assert not trust.knows("192.0.2.9", 5061)


def test_who_is_not_configured_has_to_be_its_address() -> None:
    assert TlsTrust().of("fe80::1%2", 5061) == ("fe80::1", "fe80::1")


def test_the_name_is_sent_also_where_it_is_not_verified() -> None:
    trust = TlsTrust()
    trust.obey([gateway("a", "x.example", verify=False)], {"x.example": ("192.0.2.1",)})
    assert trust.of("192.0.2.1", 5061) == ("x.example", "")


def test_of_two_gateways_at_one_address_the_stricter_decides() -> None:
    trust = TlsTrust()
    names = {"a.example": ("192.0.2.1",), "b.example": ("192.0.2.1",)}
    trust.obey([gateway("a", "a.example", verify=False), gateway("b", "b.example")], names)
    assert trust.of("192.0.2.1", 5061) == ("b.example", "b.example")


def test_other_transports_and_mapping_gateways_are_not_asked_anything() -> None:
    trust = TlsTrust()
    trust.obey(
        [
            GatewayConfig("a", "routing", ("192.0.2.1:5061",), "tcp", tls_verify=False),
            GatewayConfig("b", "mapping", ("192.0.2.2",), "tls", tls_verify=False),
        ],
        {},
    )
    assert not trust.knows("192.0.2.1", 5061)
    assert not trust.knows("192.0.2.2", 5061)


def test_contexts_are_strict_unless_they_must_not_be() -> None:
    strict, lax = client_context(verified=True), client_context(verified=False)
    assert strict.verify_mode is ssl.CERT_REQUIRED
    assert strict.check_hostname
    assert lax.verify_mode is ssl.CERT_NONE
    for context in (strict, lax):
        assert context.minimum_version is ssl.TLSVersion.TLSv1_2
        assert context.options & ssl.OP_NO_RENEGOTIATION


def test_files_that_cannot_be_used_change_nothing(tmp_path: Path) -> None:
    made, other = certified(tmp_path / "a"), certified(tmp_path / "b")
    trust = TlsTrust()
    trust.load(*made, made.certificate)
    before = trust.context(verified=True)
    with pytest.raises(ConfigError, match="cannot be used"):
        trust.load(made.certificate, other.key, None)
    with pytest.raises(ConfigError, match="certificates of authorities"):
        trust.load(None, None, tmp_path / "none")
    assert trust.context(verified=True) is before


def test_authorities_are_read_when_a_gateway_needs_them_and_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[bool] = []

    def counted(*, verified: bool) -> ssl.SSLContext:
        made.append(verified)
        return client_context(verified=verified)

    monkeypatch.setattr(tls_trust, "client_context", counted)
    trust = TlsTrust()
    trust.load(None, None, None)
    trust.obey([], {})
    assert made == []
    trust.obey([gateway("a", "192.0.2.1"), gateway("b", "192.0.2.2")], {})
    assert made == [True]
    assert trust.context(verified=True) is trust.context(verified=True)
    assert trust.context(verified=False).verify_mode is ssl.CERT_NONE
    assert made == [True, False]


def test_a_key_with_a_password_asks_nobody(tmp_path: Path) -> None:
    made = certified(tmp_path)
    text = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
    made.key.write_text(text)
    with pytest.raises(ConfigError, match="cannot be used"):
        load_chain(client_context(verified=True), made.certificate, made.key)


def test_a_registrar_has_to_be_itself_too() -> None:
    trust = TlsTrust()
    config = gateway("a", "192.0.2.1")
    config = msgspec.structs.replace(config, registrar="reg.example:5071")
    trust.obey([config], {"reg.example": ("192.0.2.8",)})
    assert trust.of("192.0.2.8", 5071) == ("reg.example", "reg.example")
