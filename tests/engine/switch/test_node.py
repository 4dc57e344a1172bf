"""Starting and stopping in the written order, inside one process."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from engine.clock import Clock
from engine.config import ProcessOptions
from engine.errors import ConfigError
from engine.switch import node as module
from engine.switch.control import ControlServer
from engine.switch.driver import Driver
from engine.switch.journal import JournalWriter
from engine.switch.node import Switch
from engine.switch.statelog import StateLog
from engine.switch.syncer import Syncer
from tests.engine.switch.rig import REALM
from tests.helpers.phone import Phone


@pytest.fixture(autouse=True)
def gentle_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """The collector belongs to the whole test process."""
    monkeypatch.setattr(module.gc, "freeze", lambda: None)  # type: ignore[attr-defined]
    monkeypatch.setattr(module.gc, "set_threshold", lambda *_: None)  # type: ignore[attr-defined]


def options(folder: Path, sip: str = "127.0.0.1:0") -> ProcessOptions:
    return ProcessOptions(folder, [sip], "", REALM)


def run(act: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(_await(act), 20.0))


async def _await(act: Callable[[], Awaitable[None]]) -> None:
    await act()


def test_it_answers_between_start_and_stop(tmp_path: Path) -> None:
    async def act() -> None:
        switch = Switch(options(tmp_path), Clock())
        await switch.start()
        port = int(switch.listening[0].rpartition(":")[2])
        assert switch.listening[1] == f"tcp:127.0.0.1:{port}"
        with Phone("1001", "x", port) as phone:
            request = phone.request("OPTIONS", "sip:x", "x")
            assert (await asyncio.to_thread(phone.exchange, request)).status == 200
        await switch.stop()

    run(act)


def test_the_end_comes_in_the_written_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def note(owner: type, name: str) -> None:
        original = getattr(owner, name)

        def noted(*arguments: Any) -> Any:
            order.append(f"{owner.__name__}.{name}")
            return original(*arguments)

        monkeypatch.setattr(owner, name, noted)

    async def act() -> None:
        switch = Switch(options(tmp_path), Clock())
        await switch.start()
        for owner, name in (
            (Driver, "drain"),
            (JournalWriter, "close"),
            (StateLog, "finish"),
            (ControlServer, "close"),
            (Syncer, "stop"),
        ):
            note(owner, name)
        await switch.stop()

    run(act)
    assert order == [
        "Driver.drain",
        "JournalWriter.close",
        "StateLog.finish",
        "ControlServer.close",
        "Syncer.stop",
    ]


def test_what_waited_in_the_socket_is_answered_before_the_end(tmp_path: Path) -> None:
    async def act() -> None:
        switch = Switch(options(tmp_path), Clock())
        await switch.start()
        port = int(switch.listening[0].rpartition(":")[2])
        with Phone("4711", "x", port) as phone:
            for number in range(100):
                invite = phone.request("INVITE", f"sip:{number}@x", str(number))
                phone.socket.sendto(invite, ("127.0.0.1", port))
            await switch.stop()
            for _ in range(100):
                assert phone.socket.recv(2_000).startswith(b"SIP/2.0 403")
        journal = tmp_path / "journal"
        assert sum(path.read_bytes().count(b"\n") for path in journal.glob("cdr-*.ndjson")) == 100

    run(act)


def test_a_second_switch_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    async def act() -> None:
        first = Switch(options(tmp_path), Clock())
        await first.start()
        second = Switch(options(tmp_path), Clock())
        with pytest.raises(ConfigError) as caught:
            await second.start()
        assert "another switch" in caught.value.detail
        await first.stop()
        await second.start()
        await second.stop()

    run(act)


def test_a_folder_that_cannot_be_used_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    async def act() -> None:
        with pytest.raises(ConfigError):
            await Switch(options(tmp_path / "data"), Clock()).start()

    run(act)
