"""Real TCP connections from addresses of loopback to the listener of a rig."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.engine.switch.rig import Rig

PATIENCE_S = 20.0
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Open = Callable[[str], Awaitable[Streams]]


def scenario(rig: Rig, act: Callable[[Open], Awaitable[None]]) -> None:
    """Run ``act`` with what connects from an address; that returns when it was taken or refused."""
    tcp, counters = rig.driver.tcp, rig.counters

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(tcp.connection, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        writers: list[asyncio.StreamWriter] = []

        async def connect(ip: str) -> Streams:
            decided = counters.tcp_accepted + counters.tcp_refused
            pair = await asyncio.open_connection("127.0.0.1", port, local_addr=(ip, 0))
            writers.append(pair[1])
            await until(lambda: counters.tcp_accepted + counters.tcp_refused > decided)
            return pair

        try:
            await act(connect)
        finally:
            server.close()
            for writer in writers:
                writer.transport.abort()
            tcp.close()

    asyncio.run(run())


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that nobody tells us."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.001)
