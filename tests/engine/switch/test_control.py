"""Requests are answered in order, faults stay inside one request, slow readers are dropped."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from engine.control.frames import Decoder, encode
from engine.control.operations import Event
from engine.control.sockets import connect
from engine.errors import ControlError, Invalid
from engine.switch import control as module
from engine.switch.control import ControlServer
from engine.switch.events import EventHub


async def handler(operation: str, arguments: dict[str, Any]) -> Any:
    if operation == "states":
        raise Invalid("extensions", "extensions must be a list")
    if operation == "totals":
        raise RuntimeError("a mistake of ours")
    return {"op": operation, **arguments}


class Client:
    """A client of the control socket in the same loop."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self._decoder = Decoder()

    @classmethod
    async def to(cls, path: Path) -> "Client":
        sock = connect(path)
        sock.setblocking(False)
        return cls(*await asyncio.open_unix_connection(sock=sock))

    async def read(self) -> dict[str, Any]:
        while True:
            data = await asyncio.wait_for(self.reader.read(1), 5.0)
            if not data:
                raise EOFError
            if messages := self._decoder.feed(data):
                return messages[0]

    async def ask(self, **message: Any) -> dict[str, Any]:
        self.writer.write(encode(message))
        return await self.read()

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()


def scenario(path: Path, act: Callable[[ControlServer, EventHub, Client], Awaitable[None]]) -> None:
    async def run() -> None:
        hub = EventHub()
        server = ControlServer(path, handler, hub)
        await server.start()
        client = await Client.to(path)
        await act(server, hub, client)
        await client.close()
        await server.close()
        for _ in range(10):
            await asyncio.sleep(0)  # connections closed at once still have their goodbyes queued

    asyncio.run(run())
    assert not path.exists()


def test_a_request_is_answered_with_its_id(tmp_path: Path) -> None:
    async def act(server: ControlServer, hub: EventHub, client: Client) -> None:
        assert await client.ask(id=7, op="ping", now=1) == {
            "id": 7,
            "ok": True,
            "result": {"op": "ping", "now": 1},
        }

    scenario(tmp_path / "s", act)


@pytest.mark.parametrize(
    ("operation", "code"),
    [("states", "bad_arguments"), ("totals", "internal"), ("drop tables", "unknown_operation")],
)
def test_a_refusal_says_why_and_the_connection_goes_on(
    tmp_path: Path, operation: str, code: str
) -> None:
    async def act(server: ControlServer, hub: EventHub, client: Client) -> None:
        answer = await client.ask(id=1, op=operation)
        assert answer["ok"] is False
        assert answer["error"]["code"] == code
        assert (await client.ask(id=2, op="ping"))["ok"]

    scenario(tmp_path / "s", act)


def test_events_come_after_subscribing_and_not_before(tmp_path: Path) -> None:
    async def act(server: ControlServer, hub: EventHub, client: Client) -> None:
        hub.publish(Event.ENDPOINT, "1001", {"extension": "before"})
        await client.ask(id=1, op="subscribe")
        hub.publish(Event.ENDPOINT, "1001", {"extension": "1001"})
        assert await client.read() == {"event": "endpoint", "items": [{"extension": "1001"}]}

    scenario(tmp_path / "s", act)


def test_events_are_not_gathered_after_the_last_subscriber_left(tmp_path: Path) -> None:
    async def act(server: ControlServer, hub: EventHub, client: Client) -> None:
        other = await Client.to(tmp_path / "s")
        await other.ask(id=1, op="subscribe")
        assert hub.listening
        await other.close()
        async with asyncio.timeout(5.0):
            while hub.listening:  # noqa: ASYNC110 - nothing to wait on
                await asyncio.sleep(0.001)

    scenario(tmp_path / "s", act)


def test_a_subscriber_that_does_not_read_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_UNSENT", 1_000)

    async def act(server: ControlServer, hub: EventHub, client: Client) -> None:
        await client.ask(id=1, op="subscribe")
        async with asyncio.timeout(10.0):
            while not server.dropped:
                for number in range(10):
                    hub.publish(Event.ENDPOINT, str(number), {"text": "x" * 100_000})
                await asyncio.sleep(0.01)
        assert not hub.listening

    scenario(tmp_path / "s", act)


def test_bytes_that_are_no_frame_end_only_that_connection(tmp_path: Path) -> None:
    async def act(server: ControlServer, hub: EventHub, client: Client) -> None:
        other = await Client.to(tmp_path / "s")
        other.writer.write(b"\xff" * 64)
        with pytest.raises((EOFError, ConnectionError)):
            await other.read()
        await other.close()
        assert (await client.ask(id=1, op="ping"))["ok"]

    scenario(tmp_path / "s", act)


def test_connections_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CLIENTS", 1)

    async def act(server: ControlServer, hub: EventHub, client: Client) -> None:
        await client.ask(id=1, op="ping")
        other = await Client.to(tmp_path / "s")
        with pytest.raises((EOFError, ConnectionError)):
            await other.read()
        await other.close()

    scenario(tmp_path / "s", act)


def test_a_second_server_on_the_same_path_is_refused(tmp_path: Path) -> None:
    async def act(server: ControlServer, hub: EventHub, client: Client) -> None:
        with pytest.raises(ControlError):
            await ControlServer(tmp_path / "s", handler, hub).start()
        for number in range(3):  # the look at whether we live is a connection to be seen off
            await client.ask(id=number, op="ping")

    scenario(tmp_path / "s", act)
