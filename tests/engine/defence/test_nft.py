"""Scripts for nft: what they say, and that nothing but places gets into them."""

from __future__ import annotations

import pytest

from engine.defence.nft import (
    LONGEST_S,
    SetName,
    Shape,
    added,
    deleted,
    element,
    made,
    outermost,
    removed,
    rules,
    table_name,
)


def test_a_table_belongs_to_the_ports_of_its_engine() -> None:
    assert table_name([5061, 5060]) == "switchwarden_5060"
    assert table_name([]) == "switchwarden_0"
    script = made("switchwarden_5060", Shape((5061, 5060)))
    assert script.startswith(removed("switchwarden_5060"))
    assert "priority -300" in script  # before whatever accepts established connections
    assert "th dport { 5060, 5061 } jump listed" in script
    for name in SetName:
        assert f"set {name} " in script


def test_only_udp_is_ever_closed_beyond_the_ports_of_sip() -> None:
    words = [text for chain, text in rules(Shape((5060,), all_udp=True)) if chain == "input"]
    assert words == [
        "meta l4proto { tcp, udp } th dport { 5060 } jump listed",
        "meta l4proto udp jump listed",
    ]


def test_elements_have_their_time_in_whole_seconds() -> None:
    script = added(
        "t",
        {SetName.ADDRESSES_4: {"192.0.2.7": 59.2, "192.0.2.8": None, "192.0.2.9": LONGEST_S * 2.0}},
    )
    assert script == ("add element inet t addr4 { 192.0.2.7 timeout 60s, 192.0.2.8, 192.0.2.9 }\n")
    assert added("t", {SetName.ADDRESSES_4: {"192.0.2.7": 0.0}}).count("timeout 1s") == 1
    assert deleted("t", {SetName.NETWORKS_4: ["192.0.2.0/24"]}) == (
        "delete element inet t net4 { 192.0.2.0/24 }\n"
    )


def test_long_lists_are_cut_into_lines() -> None:
    many = {f"10.0.{at // 250}.{at % 250}": None for at in range(1_001)}
    assert added("t", {SetName.ADDRESSES_4: many}).count("\n") == 2


@pytest.mark.parametrize("text", ["nowhere", "1.2.3.4 }; flush ruleset", "", "10.0.0.1/33"])
def test_what_is_no_place_never_becomes_an_element(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        element(text)


def test_networks_in_others_are_left_out() -> None:
    assert list(outermost(["10.0.0.0/8", "10.1.0.0/16", "11.0.0.0/8", "10.255.255.0/24"])) == [
        "10.0.0.0/8",
        "11.0.0.0/8",
    ]
