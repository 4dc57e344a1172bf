from __future__ import annotations

from typing import Any

import pytest

from engine.calls.call import Place
from engine.calls.places import of_endpoint, of_gateway, over_tls
from engine.calls.policy import CallPolicy
from engine.control.gateways import GatewayConfig
from engine.sip.nat import Source
from tests.engine.registrar.build import Bench

POLICY = CallPolicy(no_answer_s=45)


def way(ip: str, port: int, transport: str) -> Source | None:
    """Everything can be reached but one network."""
    return None if ip.startswith("10.9.") else Source(ip, port, transport.upper())


def test_an_endpoint_rings_where_it_registered_from() -> None:  # req 5
    bench = Bench()
    bench.try_register("1002", contact="<sip:a@192.168.0.9>, <sip:c@192.168.0.9:5070>")
    live = bench.registrar.locations.live("1002", bench.now)
    (group,) = of_endpoint(live, "1001", "1002", way, POLICY)
    assert [place.uri for place in group] == ["sip:a@192.168.0.9", "sip:c@192.168.0.9:5070"]
    assert {place.destination for place in group} == {Source("10.0.0.1", 5062)}
    assert {(place.caller, place.callee, place.gateway) for place in group} == {
        ("1001", "1002", "")
    }
    assert {(place.no_answer_s, place.fixed) for place in group} == {(45, True)}


def test_an_endpoint_that_cannot_be_reached_is_nowhere() -> None:
    bench = Bench(source=Source("10.9.0.1", 5062))
    bench.try_register("1002")
    live = bench.registrar.locations.live("1002", bench.now)
    assert len(live) == 1
    assert of_endpoint(live, "1001", "1002", way, POLICY) == []
    assert of_endpoint([], "1001", "1002", way, POLICY) == []


def test_the_addresses_of_a_gateway_are_tried_one_after_the_other() -> None:
    gateway = GatewayConfig(
        "one", "routing", ("a", "b"), transport="tcp", max_duration_s=600, no_answer_s=20
    )
    addresses = [("192.0.2.1", 5060), ("10.9.0.1", 5060), ("2001:db8::1", 5070)]
    groups = of_gateway(gateway, addresses, "1001", "4420", way, POLICY)
    places = [place for group in groups for place in group]
    assert [len(group) for group in groups] == [1, 1]
    assert [place.uri for place in places] == [
        "sip:4420@192.0.2.1:5060",
        "sip:4420@[2001:db8::1]:5070",
    ]
    assert {place.destination.transport for place in places} == {"TCP"}
    assert {(place.gateway, place.fixed) for place in places} == {("one", False)}
    assert {(place.no_answer_s, place.max_duration_s) for place in places} == {(20, 600)}


@pytest.mark.parametrize(
    ("changes", "domain"),
    [
        ({}, ""),
        ({"registers": True}, "carrier.example"),
        ({"registers": True, "registrar": "sip.example"}, "sip.example"),
        ({"registers": True, "registrar": "192.0.2.9:5070"}, "192.0.2.9:5070"),
        ({"registers": True, "registrar": "2001:db8::9"}, "[2001:db8::9]"),
        ({"registers": True, "registrar": "no port:x"}, ""),
    ],
)
def test_a_carrier_that_we_register_with_hears_of_callers_in_its_domain(
    changes: dict[str, Any], domain: str
) -> None:
    gateway = GatewayConfig("one", "routing", ("carrier.example",), **changes)
    ((place,),) = of_gateway(gateway, [("192.0.2.1", 5060)], "1001", "4420", way, POLICY)
    assert place.domain == domain


def test_a_gateway_without_a_limit_has_that_of_the_system() -> None:
    gateway = GatewayConfig("one", "routing", ("a",))
    ((place,),) = of_gateway(gateway, [("192.0.2.1", 5060)], "1001", "4420", way, POLICY)
    assert (place.no_answer_s, place.max_duration_s) == (45, 0)


def test_a_secure_call_goes_over_tls_only() -> None:
    tls, tcp = Source("192.0.2.1", 5061, "TLS", 1), Source("192.0.2.2", 5060, "TCP", 2)
    phone = Place("sip:1002@10.0.0.9;transport=tls", tls, "1", "2")
    carrier = Place("sip:2@192.0.2.1:5061", tls, "1", "2", "carrier")
    other = Place("sip:2@192.0.2.2", tcp, "1", "2", "other")
    (phones,), gateways = over_tls([(phone, other)]), over_tls([(other,), (carrier,)])
    assert phones == (phone,)
    assert [[place.uri for place in group] for group in gateways] == [["sips:2@192.0.2.1:5061"]]
    assert over_tls([(other,)]) == []
