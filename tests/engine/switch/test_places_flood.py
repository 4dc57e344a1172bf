"""Ten hosts that hold every place with connections that prove nothing keep no phone out."""

from __future__ import annotations

import asyncio
import re

import pytest

from engine.switch import tcp as module
from engine.switch.places import ConnectionPlaces
from tests.engine.switch.connecting import PATIENCE_S, Open, Streams, scenario
from tests.engine.switch.rig import Rig, contact, credentials, message

PLACES = 40
HOSTS = 10


@pytest.fixture
def rig(rig: Rig) -> Rig:
    """One whose listener has few places."""
    tcp = rig.driver.tcp
    few = ConnectionPlaces(PLACES, rig.clock.now)
    few.ours, few.calling = tcp.places.ours, tcp.places.calling
    tcp.places = few
    return rig


async def answer(reader: asyncio.StreamReader) -> str:
    async with asyncio.timeout(PATIENCE_S):
        return (await reader.readuntil(b"\r\n\r\n")).decode()


async def register(streams: Streams, extension: str) -> str:
    """The first line that a phone's registration is answered with."""
    reader, writer = streams
    extra = contact(extension)
    writer.write(message("REGISTER", extension, extra=extra))
    found = re.search(r'nonce="(\w+)", algorithm=MD5', await answer(reader))
    assert found is not None
    given = credentials(extension, found[1], "Secret-1234!")
    writer.write(message("REGISTER", extension, extra=extra + given, sequence=2))
    return (await answer(reader)).partition("\r\n")[0]


async def fill(rig: Rig, connect: Open, rounds: int) -> None:
    """Every host opens connections, and pings once so that they may be silent for long."""
    for number in range(rounds * HOSTS):
        reader, writer = await connect(f"127.0.1.{number % HOSTS + 1}")
        writer.write(b"\r\n\r\n")
        async with asyncio.timeout(PATIENCE_S):
            assert await reader.readexactly(2) == b"\r\n"
    assert rig.counters.tcp_refused == 0


def test_a_phone_keeps_its_connection_and_a_new_one_gets_in(rig: Rig) -> None:
    rig.add("1001", "1002")
    tcp = rig.driver.tcp

    async def act(connect: Open) -> None:
        old = await connect("127.0.0.50")
        assert await register(old, "1001") == "SIP/2.0 200 OK"
        await fill(rig, connect, 5)
        assert tcp.places.unproved == PLACES - PLACES // 4
        new = await connect("127.0.0.51")
        assert await register(new, "1002") == "SIP/2.0 200 OK"
        await fill(rig, connect, 5)
        held = {each.source.ip for each in tcp.connections()}
        assert {"127.0.0.50", "127.0.0.51"} <= held
        assert len(tcp) <= PLACES
        assert await register(old, "1001") == "SIP/2.0 200 OK", "over the connection it had"
        # The phones count as strangers until they are looked at again.
        assert rig.counters.tcp_given_up == 10 * HOSTS + 2 - (PLACES - PLACES // 4)

    scenario(rig, act)


def test_a_newcomer_is_spared_while_he_registers(rig: Rig) -> None:
    """He is the only one of his address: they push out each other, however fast they come."""
    rig.add("1001")

    async def act(connect: Open) -> None:
        await fill(rig, connect, 4)
        new = await connect("127.0.0.50")
        await fill(rig, connect, 8)
        assert await register(new, "1001") == "SIP/2.0 200 OK"

    scenario(rig, act)


def test_one_host_alone_still_has_its_limit(rig: Rig) -> None:
    async def act(connect: Open) -> None:
        limit, module.MAX_PER_SOURCE = module.MAX_PER_SOURCE, 5  # type: ignore[misc]
        try:
            for _ in range(6):
                await connect("127.0.1.1")
        finally:
            module.MAX_PER_SOURCE = limit  # type: ignore[misc]
        assert (rig.counters.tcp_refused, rig.counters.tcp_given_up) == (1, 0)

    scenario(rig, act)
