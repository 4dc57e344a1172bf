from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engine.control.carrier_rules import MAX_PASSWORD, check_account
from engine.control.carriers import GatewaySecret
from engine.control.gateway_rules import check, target
from engine.control.gateways import GatewayConfig
from engine.errors import Invalid

HASHES = GatewaySecret("", "1" * 32, "2" * 64)
CARRIER = GatewayConfig("a", "routing", ("192.0.2.9",), username="me", secret=GatewaySecret("pw"))
CUSTOMER = GatewayConfig("b", "mapping", ("192.0.2.9",), username="trunk", secret=HASHES)


def refused(config: GatewayConfig, **changes: Any) -> str:
    with pytest.raises(Invalid) as caught:
        check_account(msgspec.structs.replace(config, **changes), target)
    return caught.value.field


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"registers": True, "registrar": "sip.example.org:5070", "contact_number": "+44.20*#"},
        {"username": "me@example.org"},
        {"username": "x" * 128},
        {"secret": GatewaySecret("x" * MAX_PASSWORD)},
        {"username": "", "secret": GatewaySecret()},
        {"probe_interval_s": 30},
    ],
)
def test_what_a_carrier_may_want(changes: dict[str, Any]) -> None:
    check(msgspec.structs.replace(CARRIER, **changes))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "a:b"}, "username"),
        ({"username": 'a"b'}, "username"),
        ({"username": "a\\b"}, "username"),
        ({"username": "a b"}, "username"),
        ({"username": "x" * 129}, "username"),
        ({"username": ""}, "username"),
        ({"secret": GatewaySecret()}, "password"),
        ({"secret": GatewaySecret("x" * (MAX_PASSWORD + 1))}, "password"),
        ({"secret": GatewaySecret("a\r\nb")}, "password"),
        ({"secret": HASHES}, "password"),
        ({"registrar": "a b"}, "registrar"),
        ({"registrar": "sip.example.org:0"}, "registrar"),
        ({"contact_number": "1@2"}, "contact_number"),
        ({"contact_number": "1" * 65}, "contact_number"),
        ({"username": "", "secret": GatewaySecret(), "registers": True}, "registers"),
    ],
)
def test_what_a_carrier_cannot_want(changes: dict[str, Any], field: str) -> None:
    assert refused(CARRIER, **changes) == field


@pytest.mark.parametrize(
    "changes",
    [
        {"registers": True},
        {"registrar": "sip.example.org"},
        {"contact_number": "1"},
        {"probe_interval_s": 1},
        {"secret": GatewaySecret("in clear")},
    ],
)
def test_what_is_of_routing_gateways_only(changes: dict[str, Any]) -> None:
    check_account(CUSTOMER, target)
    assert refused(CUSTOMER, **changes) in {*changes, "password"}
