"""Mistakes are named at the field before anything is sent."""

from typing import Any

import pytest

from client.models.gateway_rules import is_prefix, is_rule, is_source, is_target, problems
from tests.helpers.call_stubs import gateway


@pytest.mark.parametrize(
    "text",
    ["192.0.2.1", "192.0.2.0/24", "2001:db8::/32", "2001:db8::1", "pbx.example.com", "pbx"],
)
def test_calls_come_from_addresses_networks_and_names(text: str) -> None:
    assert is_source(text)


@pytest.mark.parametrize(
    "text",
    ["192.0.2.300", "192.0.2.0/33", "pbx.example.com:5060", "a b", "-x", "192.0.2.0/255.0.0.0", ""],
)
def test_calls_come_from_nothing_else(text: str) -> None:
    assert not is_source(text)


@pytest.mark.parametrize(
    "text",
    ["192.0.2.1", "192.0.2.1:5062", "sip.example.com", "sip.example.com:5060", "[2001:db8::1]",
     "[2001:db8::1]:5070", "2001:db8::1"],
)  # fmt: skip
def test_calls_go_to_hosts_with_or_without_a_port(text: str) -> None:
    assert is_target(text)


@pytest.mark.parametrize(
    "text",
    ["192.0.2.0/24", "192.0.2.1:0", "192.0.2.1:65536", "host:", "host:x", "[192.0.2.1]",
     "[2001:db8::1", "[2001:db8::1]5060", "192.0.2.300", "fe80::1%eth0", ""],
)  # fmt: skip
def test_calls_go_to_nothing_else(text: str) -> None:
    assert not is_target(text)


def test_prefixes_and_rules() -> None:
    assert all(map(is_prefix, ("0044", "+44", "*99", "a")))
    assert not any(map(is_prefix, ("", "00 44", "0" * 33, "é")))
    assert all(map(is_rule, ("00:+", ":9", "0044:", ":")))
    assert not any(map(is_rule, ("0044", "1:2:3", "a b:c")))


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"name": ""}, "name", "needed"),
        ({"name": ".hidden"}, "name", "no dot first"),
        ({"name": "a b"}, "name", "64"),
        ({"addresses": ()}, "addresses", "At least one"),
        ({"addresses": ("192.0.2.1", "192.0.2.300")}, "addresses", "192.0.2.300"),
        ({"addresses": ("192.0.2.1", "192.0.2.1")}, "addresses", "twice"),
        ({"prefixes": ("00-44",)}, "prefixes", "00-44"),
        ({"caller_rewrite": ("0044",)}, "caller_rewrite", "PREFIX:REPLACEMENT"),
        ({"callee_rewrite": ("00:+", "00:")}, "callee_rewrite", "begin with “00”"),
        ({"memo": "a\tb"}, "memo", "line"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, Any], field: str, word: str) -> None:
    found = problems(gateway(**changes))
    assert set(found) == {field}
    assert word in found[field]


def test_each_kind_has_its_addresses() -> None:
    assert problems(gateway(addresses=("192.0.2.0/24",)))
    assert not problems(gateway(kind="mapping", addresses=("192.0.2.0/24",)))
    assert problems(gateway(kind="mapping", addresses=("192.0.2.1:5060",)))
