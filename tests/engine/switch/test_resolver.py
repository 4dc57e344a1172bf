"""Names of gateways are resolved again and again, and a dead name server cuts nobody off."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from engine.control.gateways import GatewayConfig
from engine.switch import resolver as module
from engine.switch.resolver import MAX_ADDRESSES, Resolver, names_of


class Zone:
    """A name server: what it answers, or how it fails."""

    def __init__(self) -> None:
        self.names: dict[str, list[str] | Exception] = {}
        self.asked: list[str] = []
        self.changes = 0
        self.hold: asyncio.Event | None = None

    async def getaddrinfo(self, name: str, port: None, *, type: int) -> list[Any]:  # noqa: A002
        assert (port, type) == (None, socket.SOCK_DGRAM)
        self.asked.append(name)
        if self.hold is not None:
            await self.hold.wait()
        found = self.names.get(name, socket.gaierror(-2, "Name or service not known"))
        if isinstance(found, Exception):
            raise found
        return [(socket.AF_INET, type, 17, "", (ip, 0)) for ip in found]

    def changed(self) -> None:
        self.changes += 1


@pytest.fixture
def zone() -> Zone:
    return Zone()


@pytest.fixture
def logs() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured
    structlog.reset_defaults()


def scenario(
    zone: Zone,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Resolver], Awaitable[None]],
    interval: float = 0.001,
) -> Resolver:
    """Resolve in a loop of its own, every millisecond unless something else is said."""
    monkeypatch.setattr(module, "INTERVAL", interval)

    async def run() -> Resolver:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", zone.getaddrinfo)
        resolver = Resolver(zone.changed)
        resolver.start()
        await act(resolver)
        await resolver.close()
        return resolver

    return asyncio.run(run())


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5.0):
        while not condition():  # noqa: ASYNC110 - nothing to wait on
            await asyncio.sleep(0.001)


def test_names_of_enabled_gateways_are_looked_for() -> None:
    gateways = [
        GatewayConfig("a", "mapping", ("Customer.Example", "192.0.2.1", "192.0.2.0/24")),
        GatewayConfig("b", "routing", ("Carrier.Example:5080", "203.0.113.5", "[2001:db8::1]:5")),
        GatewayConfig("c", "routing", ("off.example",), enabled=False),
        GatewayConfig("d", "mapping", ("off.example",), enabled=False),
    ]
    assert names_of(gateways) == {"customer.example", "carrier.example"}


def test_what_changes_is_told_once(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    zone.names["a.example"] = ["192.0.2.2", "192.0.2.1", "192.0.2.2"]

    async def act(resolver: Resolver) -> None:
        resolver.want(frozenset({"a.example"}))
        await until(lambda: len(zone.asked) >= 4)
        assert resolver.found == {"a.example": ("192.0.2.1", "192.0.2.2")}
        assert zone.changes == 1, "an answer in another order is the same answer"
        zone.names["a.example"] = ["192.0.2.9"]
        await until(lambda: zone.changes == 2)
        assert resolver.found == {"a.example": ("192.0.2.9",)}

    scenario(zone, monkeypatch, act)


@pytest.mark.parametrize(
    "failure",
    [
        socket.gaierror(-3, "Temporary failure in name resolution"),
        TimeoutError(),
        UnicodeError("label empty or too long"),
    ],
)
def test_a_failure_keeps_the_old_addresses_and_the_other_names(
    zone: Zone, monkeypatch: pytest.MonkeyPatch, logs: list[Any], failure: Exception
) -> None:
    zone.names = {"a.example": ["192.0.2.1"], "b.example": ["192.0.2.2"]}

    async def act(resolver: Resolver) -> None:
        resolver.want(frozenset(zone.names))
        await until(lambda: len(resolver.found) == 2)
        zone.names |= {"a.example": failure, "b.example": ["192.0.2.3"]}
        await until(lambda: resolver.found["b.example"] == ("192.0.2.3",))
        assert resolver.found["a.example"] == ("192.0.2.1",)
        zone.names["a.example"] = ["192.0.2.4"]
        await until(lambda: resolver.found["a.example"] == ("192.0.2.4",))

    scenario(zone, monkeypatch, act)
    assert "a gateway's name was not resolved" in [entry["event"] for entry in logs]
    assert "a task ended" not in [entry["event"] for entry in logs]


def test_a_new_name_is_resolved_at_once(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    zone.names = {"a.example": ["192.0.2.1"], "b.example": ["192.0.2.2"]}

    async def act(resolver: Resolver) -> None:
        resolver.want(frozenset({"a.example"}))
        await until(lambda: "a.example" in resolver.found)
        resolver.want(frozenset({"b.example"}))
        assert resolver.found == {}, "what is not wanted any more is forgotten"
        await until(lambda: "b.example" in resolver.found)
        await asyncio.sleep(0.01)
        assert zone.asked == ["a.example", "b.example"]

    scenario(zone, monkeypatch, act, interval=60.0)


def test_an_answer_that_comes_too_late_is_dropped(
    zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone.names = {"a.example": ["192.0.2.1"]}

    async def act(resolver: Resolver) -> None:
        zone.hold = asyncio.Event()
        resolver.want(frozenset({"a.example"}))
        await until(lambda: zone.asked == ["a.example"])
        resolver.want(frozenset())
        zone.hold.set()
        await asyncio.sleep(0.01)
        assert resolver.found == {}
        assert zone.changes == 0

    scenario(zone, monkeypatch, act)


def test_a_name_with_very_many_addresses_is_cut(
    zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone.names = {"a.example": [f"192.0.2.{number}" for number in range(100)]}

    async def act(resolver: Resolver) -> None:
        resolver.want(frozenset({"a.example"}))
        await until(lambda: bool(resolver.found))
        assert len(resolver.found["a.example"]) == MAX_ADDRESSES

    scenario(zone, monkeypatch, act)


def test_nothing_runs_after_the_end(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(resolver: Resolver) -> None:
        zone.hold = asyncio.Event()  # in the middle of a question
        resolver.want(frozenset({"a.example"}))
        await until(lambda: zone.asked == ["a.example"])
        await asyncio.wait_for(resolver.close(), 1.0)
        zone.hold.set()
        await asyncio.sleep(0.01)
        assert zone.changes == 0

    scenario(zone, monkeypatch, act)


def test_a_fault_of_who_listens_is_logged(
    zone: Zone, monkeypatch: pytest.MonkeyPatch, logs: list[Any]
) -> None:
    zone.names = {"a.example": ["192.0.2.1"]}

    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(zone, "changed", fail)

    async def act(resolver: Resolver) -> None:
        resolver.want(frozenset({"a.example"}))
        await until(lambda: "a task ended" in [entry["event"] for entry in logs])

    scenario(zone, monkeypatch, act)


def test_the_name_of_a_registrar_is_resolved_too() -> None:
    carrier = GatewayConfig("a", "routing", ("192.0.2.9",), registrar="Sip.Example:5080")
    assert names_of([carrier]) == {"sip.example"}
