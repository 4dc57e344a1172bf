import asyncio
from pathlib import Path
from typing import Any

import pytest

from engine.control.frames import encode
from engine.control.operations import Event, Op
from engine.control.sockets import listen
from engine.errors import ControlError
from engine.management.control_client import ControlClient, open_client
from engine.tasks import TaskGroupOwner
from tests.helpers.fake_switch import FakeSwitch, until


def nobody(_event: str, _items: list[dict[str, Any]]) -> None:
    """Hears of events and does nothing."""


async def serving(client: ControlClient) -> TaskGroupOwner:
    tasks = TaskGroupOwner(lambda _name, _error: None)
    tasks.spawn("serve", client.serve())
    return tasks


def test_a_request_gets_the_answer_of_its_number(tmp_path: Path) -> None:
    async def check() -> None:
        switch = FakeSwitch(tmp_path / "switch.sock")
        switch.answers["states"] = lambda arguments: arguments["extensions"]
        await switch.start()
        client = await open_client(tmp_path / "switch.sock", nobody)
        tasks = await serving(client)
        asked = [client.request(Op.STATES, {"extensions": [str(n)]}, 5) for n in range(50)]
        assert await asyncio.gather(*asked) == [[str(n)] for n in range(50)]
        client.close()
        await tasks.close()
        await switch.stop()

    asyncio.run(check())


def test_a_refusal_is_an_error_with_its_text(tmp_path: Path) -> None:
    async def check() -> None:
        switch = FakeSwitch(tmp_path / "switch.sock")
        switch.answers["clear"] = ControlError("no such extension")
        await switch.start()
        client = await open_client(tmp_path / "switch.sock", nobody)
        tasks = await serving(client)
        with pytest.raises(ControlError, match="no such extension"):
            await client.request(Op.CLEAR, {"extensions": []}, 5)
        client.close()
        await tasks.close()
        await switch.stop()

    asyncio.run(check())


def test_events_come_between_answers(tmp_path: Path) -> None:
    async def check() -> None:
        switch = FakeSwitch(tmp_path / "switch.sock")
        await switch.start()
        heard: list[tuple[str, list[dict[str, Any]]]] = []
        client = await open_client(
            tmp_path / "switch.sock", lambda event, items: heard.append((event, items))
        )
        tasks = await serving(client)
        await client.request(Op.SUBSCRIBE, {}, 5)
        switch.publish(Event.ENDPOINT, "1001", {"extension": "1001"})
        await until(lambda: heard)
        assert heard == [("endpoint", [{"extension": "1001"}])]
        client.close()
        await tasks.close()
        await switch.stop()

    asyncio.run(check())


def test_when_the_switch_goes_nobody_waits_for_an_answer(tmp_path: Path) -> None:
    async def check() -> None:
        with listen(tmp_path / "switch.sock") as silent:
            client = await open_client(tmp_path / "switch.sock", nobody)
            tasks = await serving(client)
            accepted, _ = await asyncio.get_running_loop().sock_accept(silent)
            waiting = tasks.spawn("request", client.request(Op.PING, {}, 30))
            await asyncio.get_running_loop().sock_recv(accepted, 100)
            accepted.close()
            with pytest.raises(ControlError, match="not running"):
                await asyncio.wait_for(waiting, 5)
            with pytest.raises(ControlError, match="not running"):
                await client.request(Op.PING, {}, 30)
            await tasks.close()

    asyncio.run(check())


def test_a_switch_that_does_not_answer_is_given_up_in_time(tmp_path: Path) -> None:
    async def check() -> None:
        with listen(tmp_path / "switch.sock"):
            client = await open_client(tmp_path / "switch.sock", nobody)
            tasks = await serving(client)
            with pytest.raises(ControlError, match=r"within 0\.05 s"):
                await client.request(Op.PING, {}, 0.05)
            client.close()
            await tasks.close()

    asyncio.run(check())


def test_answers_nobody_waits_for_and_strange_frames_do_no_harm(tmp_path: Path) -> None:
    async def check() -> None:
        with listen(tmp_path / "switch.sock") as server:
            client = await open_client(tmp_path / "switch.sock", nobody)
            errors: list[BaseException] = []
            tasks = TaskGroupOwner(lambda _name, error: errors.append(error))
            serve = tasks.spawn("serve", client.serve())
            accepted, _ = await asyncio.get_running_loop().sock_accept(server)
            send = asyncio.get_running_loop().sock_sendall
            await send(accepted, encode({"id": 999, "ok": True}) + encode({"ok": False}))
            await send(accepted, b"\xff\xff\xff\xff")
            await asyncio.wait({serve}, timeout=5)
            assert [type(error) for error in errors] == [ControlError]
            accepted.close()
            await tasks.close()

    asyncio.run(check())


def test_no_switch_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ControlError, match="nobody answers"):
        asyncio.run(open_client(tmp_path / "switch.sock", nobody))
