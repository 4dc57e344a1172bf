from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.control.gateways import GatewayConfig
from engine.errors import Conflict, Invalid, NotFound
from engine.store import gateways as module
from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY, config_store

CARRIER = GatewayConfig(
    "carrier-a",
    "routing",
    ("192.0.2.9:5070", "[2001:db8::1]:5060"),
    transport="tls",
    tls_verify=False,
    prefixes=("0044", "+44"),
    priority=5,
    weight=10,
    capacity=100,
    calls_per_second=20,
    caller_rewrite=("0:0044",),
    callee_rewrite=("00:",),
    max_duration_s=3_600,
    no_answer_s=60,
    enabled=False,
    memo="Réception 客户",
)
CUSTOMER = GatewayConfig("customer", "mapping", ("198.51.100.0/24", "sbc.example.org"))


def renamed(config: GatewayConfig, name: str, **changes: Any) -> GatewayConfig:
    return msgspec.structs.replace(config, name=name, **changes)


def names(rows: list[GatewayConfig]) -> list[str]:
    return [row.name for row in rows]


def test_a_gateway_comes_back_as_it_was_given_also_later(tmp_path: Path) -> None:
    store = config_store(tmp_path)
    assert store.gateways.add(CARRIER, **BY) == store.gateways.get("carrier-a") == CARRIER
    store.gateways.add(CUSTOMER, **BY)
    store.close()
    again = config_store(tmp_path)
    assert again.gateways.all() == [CARRIER, CUSTOMER]
    again.close()


def test_every_change_is_counted_and_audited_with_before_and_after(store: ConfigStore) -> None:
    store.gateways.add(CARRIER, reason="new carrier", **BY)
    store.gateways.update("carrier-a", {"capacity": 30, "prefixes": ("00",)}, reason="more", **BY)
    store.gateways.delete("carrier-a", reason="over", **BY)
    assert store.version == 3
    deleted, updated, created = store.audit.page()
    assert [row.action for row in (created, updated, deleted)] == [
        *("gateway.create", "gateway.update", "gateway.delete")
    ]
    assert {row.object for row in (created, updated, deleted)} == {"gateway:carrier-a"}
    assert (created.before, created.after["memo"], created.reason) == (
        *(None, CARRIER.memo),
        "new carrier",
    )
    assert (updated.before["capacity"], updated.after["capacity"]) == (100, 30)
    assert updated.after["prefixes"] == ["00"]
    assert (deleted.before["capacity"], deleted.after, deleted.reason) == (30, None, "over")
    assert (deleted.actor, deleted.address) == (BY["actor"], BY["address"])


def test_a_taken_name_is_a_conflict(store: ConfigStore) -> None:
    store.gateways.add(CARRIER, **BY)
    with pytest.raises(Conflict, match="carrier-a"):
        store.gateways.add(renamed(CUSTOMER, "carrier-a"), **BY)
    assert store.version == 1


def test_what_is_not_acceptable_is_not_stored(store: ConfigStore) -> None:
    with pytest.raises(Invalid):
        store.gateways.add(renamed(CARRIER, "..", addresses=()), **BY)
    store.gateways.add(CARRIER, **BY)
    with pytest.raises(Invalid) as caught:
        store.gateways.update("carrier-a", {"addresses": ("not an address",)}, **BY)
    assert caught.value.field == "addresses.0"
    assert store.gateways.get("carrier-a") == CARRIER
    assert store.version == 1


def test_what_is_not_there_is_not_found(store: ConfigStore) -> None:
    with pytest.raises(NotFound, match="never"):
        store.gateways.get("never")
    with pytest.raises(NotFound, match="never"):
        store.gateways.update("never", {"memo": "x"}, **BY)
    with pytest.raises(NotFound, match="never"):
        store.gateways.delete("never", **BY)


def test_an_update_to_what_is_already_so_is_no_change(store: ConfigStore) -> None:
    store.gateways.add(CARRIER, **BY)
    assert store.gateways.update("carrier-a", {"capacity": 100}, **BY) == CARRIER
    assert store.gateways.update("carrier-a", {}, **BY) == CARRIER
    assert store.version == 1
    assert len(store.audit.page()) == 1


def test_an_address_belongs_to_one_enabled_mapping_gateway(store: ConfigStore) -> None:
    store.gateways.add(CUSTOMER, **BY)
    other = renamed(CUSTOMER, "other", addresses=("198.51.100.7/24",))
    with pytest.raises(Conflict, match="customer"):
        store.gateways.add(other, **BY)
    store.gateways.add(renamed(other, "other", enabled=False), **BY)
    with pytest.raises(Conflict, match="customer"):
        store.gateways.update("other", {"enabled": True}, **BY)
    store.gateways.update("customer", {"enabled": False}, **BY)
    assert store.gateways.update("other", {"enabled": True}, **BY).enabled
    store.gateways.add(renamed(CARRIER, "back", addresses=("sbc.example.org",)), **BY)


def test_there_is_an_end_to_the_number_of_gateways(
    store: ConfigStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_GATEWAYS", 2)
    for name in ("a", "b"):
        store.gateways.add(renamed(CARRIER, name), **BY)
    with pytest.raises(Conflict, match="no more"):
        store.gateways.add(renamed(CARRIER, "c"), **BY)


def test_pages_are_sorted_without_gap_or_overlap(store: ConfigStore) -> None:
    wanted = [f"g{number:02}" for number in range(25)]
    for name in reversed(wanted):
        store.gateways.add(renamed(CARRIER, name), **BY)
    seen: list[str] = []
    while page := store.gateways.page(limit=10, after=seen[-1] if seen else ""):
        seen += names(page)
    assert seen == wanted


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["carrier-a", "customer"]),
        ({"kind": "mapping"}, ["customer"]),
        ({"kind": "routing", "enabled": True}, []),
        ({"enabled": False}, ["carrier-a"]),
        ({"q": "CARRIER"}, ["carrier-a"]),
        ({"q": "客户"}, ["carrier-a"]),
        ({"q": "5070"}, ["carrier-a"]),
        ({"q": "+44"}, ["carrier-a"]),
        ({"q": "SBC"}, ["customer"]),
        ({"q": '", "'}, []),
        ({"q": "%"}, []),
        ({"q": "' OR 1=1 --"}, []),
    ],
)
def test_gateways_are_found_by_what_a_person_knows(
    store: ConfigStore, query: dict[str, Any], found: list[str]
) -> None:
    store.gateways.add(CARRIER, **BY)
    store.gateways.add(CUSTOMER, **BY)
    assert names(store.gateways.page(**query)) == found
