"""Gateways are changed durably, calls are asked for by page, and wrong questions are refused."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from engine.control.gateways import (
    CallInfo,
    CallState,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
)
from engine.errors import ControlError
from engine.registrar import Registrar
from engine.registrar.accounts import Accounts
from engine.secretfile import KEY_BYTES, Cipher
from engine.switch.configcopy import ConfigCopy, Configuration
from engine.switch.durable import Durable
from engine.switch.endpoints import StoredEndpoints
from engine.switch.gateway_operations import MAX_CALLS, GatewayOperations
from engine.switch.gateways import Gateways
from tests.helpers.clock import ManualClock

GATEWAY = {"name": "a", "kind": "routing", "addresses": ["192.0.2.9:5070"], "prefixes": ["0044"]}
CALL = CallInfo(
    "id", "1001", "0044", "192.0.2.1", "", "", "a", "1001", "ringing", 1.5, None, "", "c"
)


class Desk:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def gateways_live(self) -> list[GatewayLive]:
        return [GatewayLive("a", 3, 5, 4), GatewayLive("b", 0, 0, 0)]

    def resolved(self) -> dict[str, list[str]]:
        return {"pbx.example.org": ["192.0.2.1"]}

    def calls(
        self, after: str, limit: int, q: str, gateway: str, state: CallState | None
    ) -> list[CallInfo]:
        self.asked.append((after, limit, q, gateway, state))
        return [CALL]

    def call(self, call_id: str) -> CallInfo | None:
        return CALL if call_id == CALL.id else None

    def hang_up(self, call_id: str, by: str) -> bool:
        self.asked.append((call_id, by))
        return call_id == CALL.id

    def analyse(
        self, caller: str, callee: str, source: GatewayConfig | None, registrar: Registrar
    ) -> RouteAnalysis:
        self.asked.append((caller, callee, source, registrar))
        return RouteAnalysis(caller, callee)


class Bench:
    """The operations on a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gateways = Gateways()
        self.desk = Desk()
        self.configuration = Configuration(0, 7)
        self.clock = ManualClock()
        copy = ConfigCopy(folder, Cipher(b"k" * KEY_BYTES))
        durable = Durable(self.clock, copy, self.configuration, Accounts(), self.gateways)
        self.registrar = Registrar("test", b"k" * 32, 0.0)
        self.operations = GatewayOperations(self.gateways, self.desk, durable, self.registrar)

    def read(self, operation: str, **arguments: Any) -> Any:
        return self.operations.reading[operation](arguments)

    def write(self, operation: str, **arguments: Any) -> float:
        async def ask() -> float:
            return (await self.operations.writing[operation](arguments)).effective_at

        return asyncio.run(ask())

    def stored(self) -> tuple[int, list[GatewayConfig]]:
        found = Gateways()
        copy = ConfigCopy(self.folder, Cipher(b"k" * KEY_BYTES))
        configuration, _ = copy.load(StoredEndpoints(Accounts()), found)
        return configuration.version, list(found)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_gateway_is_put_and_removed_durably(bench: Bench) -> None:
    expected = GatewayConfig("a", "routing", ("192.0.2.9:5070",), prefixes=("0044",))
    assert bench.write("gateways_put", version=8, gateways=[GATEWAY]) == bench.clock.wall()
    assert list(bench.gateways) == [expected]
    assert bench.stored() == (8, [expected])
    bench.write("gateways_delete", version=9, names=["a", "never"])
    assert list(bench.gateways) == []
    assert bench.stored() == (9, [])


def test_a_change_after_one_that_never_came_shows_in_the_version(bench: Bench) -> None:
    bench.write("gateways_put", version=10, gateways=[GATEWAY])
    assert len(bench.gateways) == 1, "it counts all the same"
    assert bench.stored()[0] == bench.configuration.version == 7


def test_live_figures_of_all_or_of_some(bench: Bench) -> None:
    assert [live.name for live in bench.read("gateways_live")] == ["a", "b"]
    assert [live.name for live in bench.read("gateways_live", names=["b", "never"])] == ["b"]
    assert bench.read("gateways_live", names=[]) == []
    assert bench.read("gateways_resolved") == {"pbx.example.org": ["192.0.2.1"]}


def test_calls_come_in_pages_of_bounded_size(bench: Bench) -> None:
    assert bench.read("calls") == [CALL]
    bench.read("calls", after="x", limit=50, q="44", gateway="a", state="ringing")
    bench.read("calls", limit=1_000_000)
    bench.read("calls", limit=-1)
    assert bench.desk.asked == [
        ("", 100, "", "", None),
        ("x", 50, "44", "a", "ringing"),
        ("", MAX_CALLS, "", "", None),
        ("", 1, "", "", None),
    ]


def test_one_call_is_found_by_its_id(bench: Bench) -> None:
    assert bench.read("calls", call_id="id") == [CALL]
    assert bench.read("calls", call_id="never") == []


def test_a_route_is_analysed_with_the_gateway_it_comes_from(bench: Bench) -> None:
    customer = GatewayConfig("customer", "mapping", ("192.0.2.1",))
    bench.gateways.put([customer, GatewayConfig("carrier", "routing", ("192.0.2.9",))])
    found = RouteAnalysis("1001", "0044")
    assert bench.read("route", caller="1001", callee="0044") == found
    assert bench.read("route", caller="1001", callee="0044", gateway="customer") == found
    assert bench.desk.asked == [
        ("1001", "0044", None, bench.registrar),
        ("1001", "0044", customer, bench.registrar),
    ]
    for wrong in ("carrier", "never"):
        with pytest.raises(ControlError, match="no mapping gateway"):
            bench.read("route", caller="1001", callee="0044", gateway=wrong)


def test_hanging_up_says_whether_there_was_a_call(bench: Bench) -> None:
    assert bench.read("hang_up", call_id="id", by="maria") == {"hung_up": True}
    assert bench.read("hang_up", call_id="never", by="maria") == {"hung_up": False}
    assert bench.desk.asked[0] == ("id", "maria")


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("gateways_live", {"names": "a"}),
        ("calls", {"limit": "many"}),
        ("calls", {"state": "asleep"}),
        ("hang_up", {"call_id": "id"}),
        ("hang_up", {"call_id": 7, "by": "maria"}),
    ],
)
def test_wrong_questions_are_refused(
    bench: Bench, operation: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(ControlError):
        bench.read(operation, **arguments)


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("gateways_put", {"version": 8}),
        ("gateways_put", {"version": 8, "gateways": [{"name": "a"}]}),
        ("gateways_put", {"version": 8, "gateways": [{**GATEWAY, "kind": "both"}]}),
        ("gateways_put", {"version": 8, "gateways": [{**GATEWAY, "capacity": "1"}]}),
        ("gateways_delete", {"version": 8, "names": "a"}),
    ],
)
def test_wrong_changes_change_nothing(
    bench: Bench, operation: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(ControlError):
        bench.write(operation, **arguments)
    assert len(bench.gateways) == 0
    assert bench.configuration.version == 7
