"""Who is not served any more loses the connections he has (requirements 124, 139)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from engine.control.gateways import GatewayConfig
from engine.defence.entries import Block, Trust
from engine.defence.rules import DefencePolicy, Rule, RuleSetting
from engine.switch import allowing
from engine.switch.cutting import cut_listed, cut_refused
from engine.switch.tcp_out import Outgoing
from tests.engine.switch.connecting import PATIENCE_S, Open, scenario, until
from tests.engine.switch.rig import Rig, message
from tests.engine.switch.talk import prepare


async def ended(reader: asyncio.StreamReader) -> bool:
    """Whether the other side breaks the connection off."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            await reader.read()
    except ConnectionResetError:
        pass
    return True


def block(rig: Rig, value: str) -> None:
    kind: Any = "network" if "/" in value else "ip"
    rig.watch.guard.block(Block(value, kind, value, "", "", "maria", 0.0, None))


@pytest.mark.parametrize("value", ["127.0.0.7", "127.0.0.0/29"])
def test_an_operators_block_cuts_at_once_but_trusted_and_other_connections(
    rig: Rig, value: str
) -> None:
    guard = rig.watch.guard
    guard.trust(Trust("t", "ip", "127.0.0.6", "office", "maria", 0.0))

    async def act(connect: Open) -> None:
        listed, _ = await connect("127.0.0.7")
        await connect("127.0.0.6")
        await connect("127.0.0.9")
        block(rig, value)
        rig.driver.defend(rig.driver.begin())
        assert await ended(listed)
        assert [each.source.ip for each in rig.driver.tcp.connections()] == [
            "127.0.0.6",
            "127.0.0.9",
        ]
        assert rig.counters.blacklist_cut == 1

    scenario(rig, act)


def test_the_rule_that_fires_cuts_every_connection_of_its_source(rig: Rig) -> None:
    settings = ((each, RuleSetting(2 * (each is Rule.ILLEGAL_CALLS), 60, 600)) for each in Rule)
    rig.watch.guard.policy = DefencePolicy(True, tuple(settings))

    async def act(connect: Open) -> None:
        idle, _ = await connect("127.0.0.7")
        busy, writer = await connect("127.0.0.7")
        for number in range(2):
            writer.write(message("INVITE", callee="99", call_id=f"c{number}"))
        assert await ended(idle)
        assert await ended(busy)
        assert [each.value for each in rig.watch.guard.blocks] == ["127.0.0.7"]
        assert rig.counters.blacklist_cut == 2

    scenario(rig, act)


def test_a_flood_of_listed_sources_looks_at_no_connection(rig: Rig) -> None:
    block(rig, "203.0.113.7")
    guard, now = rig.watch.guard, rig.clock.now()
    assert cut_listed(rig.driver.tcp, guard, ["203.0.113.7"], now) == 0
    assert rig.watch.listed == []


def held(rig: Rig) -> list[str]:
    return [each.source.ip for each in rig.driver.tcp.connections()]


async def left(rig: Rig, *addresses: str) -> None:
    await until(lambda: held(rig) == list(addresses))


def serve_listed_only(rig: Rig) -> None:
    rig.watch.allowing.only = True
    rig.driver.finish(rig.driver.begin())


def test_when_only_listed_addresses_are_served_the_others_are_cut(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:  # req 139
    monkeypatch.setattr(allowing, "_is_loopback", lambda _: False)  # all peers of this test are
    rig.watch.guard.trust(Trust("t", "ip", "127.0.0.6", "office", "maria", 0.0))
    prepare(rig, GatewayConfig("carrier", "mapping", ("127.0.0.8",)))
    rig.watch.allowing.home = frozenset({"127.0.0.1"})

    async def act(connect: Open) -> None:
        stranger, _ = await connect("127.0.0.7")
        for address in ("127.0.0.6", "127.0.0.8", "127.0.0.1"):
            await connect(address)
        serve_listed_only(rig)
        assert await ended(stranger)
        await left(rig, "127.0.0.6", "127.0.0.8", "127.0.0.1")
        assert rig.counters.allow_list_cut == 1
        rig.watch.guard.distrust("t")
        rig.driver.defend(rig.driver.begin())
        await left(rig, "127.0.0.8", "127.0.0.1")
        prepare(rig, GatewayConfig("carrier", "mapping", ("127.0.0.9",)))
        rig.driver.finish(rig.driver.begin())
        await left(rig, "127.0.0.1")
        assert rig.counters.allow_list_cut == 3

    scenario(rig, act)


def test_an_entry_that_ends_takes_its_connections_along(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowing, "_is_loopback", lambda _: False)
    until = rig.clock.now() + 60.0
    rig.watch.guard.trust(Trust("t", "ip", "127.0.0.6", "guest", "maria", 0.0, until))
    serve_listed_only(rig)

    async def act(connect: Open) -> None:
        guest, _ = await connect("127.0.0.6")
        rig.driver.tick(rig.clock.now())
        assert held(rig) == ["127.0.0.6"]
        rig.clock.advance(61.0)
        rig.driver.tick(rig.clock.now())
        assert await ended(guest)

    scenario(rig, act)


def test_the_mode_off_cuts_nobody_and_what_we_opened_stays(rig: Rig) -> None:
    tcp, watched, now = rig.driver.tcp, rig.watch.allowing, rig.clock.now()
    ours, theirs = Outgoing(tcp), tcp.connection()
    tcp.admit(ours, "203.0.113.7", 5060)
    tcp.admit(theirs, "203.0.113.7", 40_000)
    assert cut_refused(tcp, watched, now) == 0
    watched.only = True
    assert cut_refused(tcp, watched, now) == 1
    tcp.forget(ours)
    tcp.forget(theirs)


def test_a_listed_source_gets_no_pong(rig: Rig) -> None:
    async def act(connect: Open) -> None:
        reader, writer = await connect("127.0.0.7")
        writer.write(b"\r\n\r\n")
        async with asyncio.timeout(PATIENCE_S):
            assert await reader.readexactly(2) == b"\r\n"
        block(rig, "127.0.0.7")  # and the driver has not cut it yet
        writer.write(b"\r\n\r\n")
        assert await ended(reader)

    scenario(rig, act)
