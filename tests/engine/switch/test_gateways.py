"""Whoever works with gateways hears of each change once, and of none that is none."""

from __future__ import annotations

import msgspec
import pytest

from engine.control.gateways import GatewayConfig
from engine.switch.gateways import Gateways

A = GatewayConfig("a", "mapping", ("192.0.2.1",))
B = GatewayConfig("b", "routing", ("192.0.2.2",))
C = GatewayConfig("c", "routing", ("192.0.2.3",))


@pytest.fixture
def gateways() -> Gateways:
    made = Gateways()
    made.put([A, B])
    return made


def heard(gateways: Gateways) -> list[list[str]]:
    told: list[list[str]] = []
    gateways.changed.append(told.append)
    return told


def test_what_is_put_is_found_and_counted(gateways: Gateways) -> None:
    assert gateways.get("a") == A
    assert gateways.get("never") is None
    assert (list(gateways), len(gateways)) == ([A, B], 2)


def test_only_what_is_different_is_told(gateways: Gateways) -> None:
    told = heard(gateways)
    gateways.put([A, msgspec.structs.replace(B, capacity=5), C])
    gateways.put([A, C])
    gateways.delete(["never"])
    assert told == [["b", "c"]]


def test_a_change_is_in_force_when_it_is_told(gateways: Gateways) -> None:
    seen: list[GatewayConfig | None] = []
    gateways.changed.append(lambda names: seen.extend(gateways.get(name) for name in names))
    gateways.put([C])
    gateways.delete(["a"])
    assert seen == [C, None]


def test_replacing_removes_the_others_except_those_that_follow(gateways: Gateways) -> None:
    told = heard(gateways)
    gateways.replace([C], keep=["b", "d"])
    assert list(gateways) == [B, C]
    assert told == [["a"], ["c"]]
    gateways.clear()
    assert len(gateways) == 0
