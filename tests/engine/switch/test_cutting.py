"""A source that is listed loses the connections it has (requirement 124)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from engine.defence.entries import Block, Trust
from engine.defence.rules import DefencePolicy, Rule, RuleSetting
from engine.switch.cutting import cut_listed
from tests.engine.switch.rig import Rig, message

PATIENCE_S = 10.0
Open = Callable[[str], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


def scenario(rig: Rig, act: Callable[[Open], Awaitable[None]]) -> None:
    tcp = rig.driver.tcp

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(tcp.connection, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        writers: list[asyncio.StreamWriter] = []

        async def connect(ip: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
            before = len(tcp)
            pair = await asyncio.open_connection("127.0.0.1", port, local_addr=(ip, 0))
            writers.append(pair[1])
            async with asyncio.timeout(PATIENCE_S):
                while len(tcp) == before:  # noqa: ASYNC110 - nothing to wait on
                    await asyncio.sleep(0.001)
            return pair

        try:
            await act(connect)
        finally:
            server.close()
            for writer in writers:
                writer.transport.abort()
            tcp.close()

    asyncio.run(run())


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
