"""Every field of a gateway has its rule, and the field that breaks it is named."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engine.control.gateway_rules import (
    MAX_ADDRESSES,
    MAX_MEMO,
    MAX_PREFIXES,
    MAX_RULES,
    RANGES,
    RELAY_MODES,
    check,
    clash,
    is_host,
    source,
    target,
)
from engine.control.gateways import GatewayConfig
from engine.errors import Invalid

CUSTOMER = GatewayConfig("customer", "mapping", ("192.0.2.1",))
CARRIER = GatewayConfig("carrier-a", "routing", ("192.0.2.9:5070",))


def changed(config: GatewayConfig, **changes: Any) -> GatewayConfig:
    return msgspec.structs.replace(config, **changes)


def refused(config: GatewayConfig) -> str:
    with pytest.raises(Invalid) as caught:
        check(config)
    return caught.value.field


@pytest.mark.parametrize("name", ["a", "A.b-c_9", "-x", "x" * 64])
def test_names_that_can_be_part_of_a_path(name: str) -> None:
    check(changed(CUSTOMER, name=name))


@pytest.mark.parametrize("name", ["", ".", "..", ".a", "a/b", "a b", "x" * 65, "é", "a\n", "１"])
def test_other_names_are_refused(name: str) -> None:
    assert refused(changed(CUSTOMER, name=name)) == "name"


def test_a_relay_is_used_where_needed_always_or_never() -> None:
    for mode in RELAY_MODES:
        check(changed(CUSTOMER, relay=mode))
    assert refused(changed(CUSTOMER, relay="sometimes")) == "relay"


@pytest.mark.parametrize("name", RANGES)
def test_numbers_are_taken_at_their_limits_and_not_one_beyond(name: str) -> None:
    least, most = RANGES[name]
    for value in (least, most):
        check(changed(CARRIER, **{name: value}))
    for value in (least - 1, most + 1):
        assert refused(changed(CARRIER, **{name: value})) == name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("192.0.2.1", "192.0.2.1/32"),
        ("192.0.2.1/32", "192.0.2.1/32"),
        ("192.0.2.77/24", "192.0.2.0/24"),
        ("2001:DB8::1", "2001:db8::1/128"),
        ("2001:db8::/32", "2001:db8::/32"),
        ("::ffff:192.0.2.1", "192.0.2.1/32"),
        ("SBC.Example.ORG", "sbc.example.org"),
        ("localhost", "localhost"),
    ],
)
def test_sources_have_one_form(text: str, form: str) -> None:
    assert source(text) == form


BAD_HOSTS = ["", " ", "a b", "-a.example", "a-.example", "a..b", "300.1.1.1", "10.0.0", "1234"]
BAD_HOSTS += ["x" * 64, ".".join(["x" * 60] * 5), "é.example", "a.example\n", "0x7f.0x1"]


@pytest.mark.parametrize(
    "text",
    [
        *BAD_HOSTS,
        *("192.0.2.1:5060", "192.0.2.0/33", "192.0.2.0/255.255.255.0", "192.0.2.0/", "/24"),
        *("fe80::1%eth0", "[2001:db8::1]", "a.example/24", "192.0.2.0/٢٤", "../../etc/passwd"),
    ],
)
def test_what_is_no_source_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        source(text)
    assert refused(changed(CUSTOMER, addresses=("192.0.2.1", text))) == "addresses.1"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("192.0.2.9", ("192.0.2.9", 5060)),
        ("192.0.2.9:5070", ("192.0.2.9", 5070)),
        ("sip.example.org", ("sip.example.org", 5060)),
        ("sip.example.org:1", ("sip.example.org", 1)),
        ("[2001:db8::1]:65535", ("2001:db8::1", 65535)),
        ("[2001:db8::1]", ("2001:db8::1", 5060)),
        ("2001:db8::1", ("2001:db8::1", 5060)),
    ],
)
def test_targets_are_a_host_and_a_port(text: str, form: tuple[str, int]) -> None:
    assert target(text) == form


@pytest.mark.parametrize(
    "text",
    [
        *BAD_HOSTS,
        *("192.0.2.0/24", "192.0.2.9:0", "192.0.2.9:65536", "192.0.2.9:", "192.0.2.9:x"),
        *("[192.0.2.9]:5060", "[2001:db8::1", "[2001:db8::1]5060", "[]", ":5060", "a:1:2"),
        *("[fe80::1%eth0]:5060", "sip:192.0.2.9", "192.0.2.9:٥٠٦٠"),
    ],
)
def test_what_is_no_target_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        target(text)
    assert refused(changed(CARRIER, addresses=(text,))) == "addresses.0"


def test_a_host_name_is_not_what_ends_in_a_number() -> None:
    assert is_host("1und1.example")
    assert not is_host("192.0.2.1")


@pytest.mark.parametrize("config", [CUSTOMER, CARRIER])
def test_every_gateway_has_addresses_of_bounded_number(config: GatewayConfig) -> None:
    assert refused(changed(config, addresses=())) == "addresses"
    many = tuple(f"10.0.{number}.1" for number in range(MAX_ADDRESSES + 1))
    check(changed(config, addresses=many[:-1]))
    assert refused(changed(config, addresses=many)) == "addresses"


def test_an_address_that_is_there_twice_is_refused_however_it_is_written() -> None:
    twice = ("192.0.2.1", "198.51.100.1", "192.0.2.1/32")
    assert refused(changed(CUSTOMER, addresses=twice)) == "addresses.2"
    assert refused(changed(CARRIER, addresses=("a.example", "a.example:5060"))) == "addresses.1"


def test_prefixes_are_bounded_in_number_and_form() -> None:
    many = tuple(str(number) for number in range(MAX_PREFIXES + 1))
    check(changed(CARRIER, prefixes=(*many[:-2], "+44*#Az")))
    assert refused(changed(CARRIER, prefixes=many)) == "prefixes"
    for bad in ("", "x" * 33, "00-44", "0 0", "٤", "00\n"):
        assert refused(changed(CARRIER, prefixes=("00", bad))) == "prefixes.1"
    assert refused(changed(CARRIER, prefixes=("00", "00"))) == "prefixes.1"


@pytest.mark.parametrize("field", ["caller_rewrite", "callee_rewrite"])
def test_rules_are_bounded_in_number_and_form(field: str) -> None:
    check(changed(CARRIER, **{field: (":", "00:+", "+49:0", f"{'1' * 64}:{'2' * 64}")}))
    many = tuple(f"{number}:" for number in range(MAX_RULES + 1))
    assert refused(changed(CARRIER, **{field: many})) == field
    for bad in ("", "00", "0:1:2", "a b:", f"{'1' * 65}:", ":.", "0:1\n"):
        assert refused(changed(CARRIER, **{field: ("1:", bad)})) == f"{field}.1"
    assert refused(changed(CARRIER, **{field: ("0:1", "0:2")})) == f"{field}.1"


def test_a_memo_is_one_line_of_bounded_length() -> None:
    check(changed(CARRIER, memo="客户 A, Réception " + "x" * 200))
    for bad in ("a\nb", "\x00", "x" * (MAX_MEMO + 1)):
        assert refused(changed(CARRIER, memo=bad)) == "memo"


def test_two_enabled_mapping_gateways_cannot_have_one_address() -> None:
    other = changed(CUSTOMER, name="other", addresses=("198.51.100.1", "192.0.2.1/32"))
    assert "other" in clash(CUSTOMER, [CARRIER, other])
    assert clash(CUSTOMER, [CUSTOMER]) == "", "it is itself"
    assert clash(CUSTOMER, [changed(other, enabled=False)]) == ""
    assert clash(changed(CUSTOMER, enabled=False), [other]) == ""
    assert clash(CUSTOMER, [changed(CARRIER, addresses=("192.0.2.1",))]) == ""
    assert clash(CUSTOMER, [changed(other, addresses=("192.0.2.0/24",))]) == "", "the longer wins"
