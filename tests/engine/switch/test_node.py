"""Starting and stopping in the written order, inside one process."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.billing.journal import encode
from engine.clock import Clock
from engine.config import ProcessOptions
from engine.errors import ConfigError
from engine.switch import memory
from engine.switch.control import ControlServer
from engine.switch.doubtful import recorded_ids
from engine.switch.driver import Driver
from engine.switch.journal import JournalWriter
from engine.switch.node import Switch
from engine.switch.resolver import Resolver
from engine.switch.statelines import call_line
from engine.switch.statelog import StateLog
from engine.switch.syncer import Syncer
from engine.switch.tcp_out import TcpOpener
from tests.engine.switch.rig import REALM, Rig
from tests.engine.switch.talk import Talk, prepare
from tests.helpers.phone import Phone
from tests.helpers.stores import cdr


@pytest.fixture(autouse=True)
def gentle_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """The collector belongs to the whole test process."""
    monkeypatch.setattr(memory, "settle", lambda: None)


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
            (Driver, "refuse_ringing"),
            (Driver, "drain"),
            (JournalWriter, "close"),
            (StateLog, "finish"),
            (ControlServer, "close"),
            (Resolver, "close"),
            (TcpOpener, "close"),
            (Syncer, "stop"),
        ):
            note(owner, name)
        await switch.stop()

    run(act)
    assert order == [
        "Driver.refuse_ringing",
        "Driver.drain",
        "JournalWriter.close",
        "StateLog.finish",
        "ControlServer.close",
        "Resolver.close",
        "TcpOpener.close",
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


def stored_call(rig: Rig, folder: Path) -> str:
    """Leave an answered call behind, as a switch does that was killed; its identity."""
    rig.clock.set_wall(Clock().wall())
    prepare(rig)
    call = Talk(rig).connect()
    (folder / "switch").mkdir(parents=True)
    line = call_line(call, call.id, rig.offset)
    (folder / "switch" / "state-0000000001.log").write_bytes(line)
    return call.id


def running(switch: Switch) -> list[str]:
    return [call.id for call in switch._driver._calls.calls.book]


def test_running_calls_are_taken_up_again(rig: Rig, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    call_id = stored_call(rig, folder)

    async def act() -> None:
        for _ in range(2):  # the second time from the snapshot
            switch = Switch(options(folder), Clock())
            await switch.start()
            assert running(switch) == [call_id]
            await switch.stop()

    run(act)


def test_a_call_with_a_record_is_over_before_its_segment_is_sealed(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at any moment of the start, the next one still knows."""
    folder = tmp_path / "data"
    call_id = stored_call(rig, folder)
    (folder / "journal").mkdir()
    record = msgspec.structs.replace(cdr(), id=call_id)
    (folder / "journal" / f"cdr-{call_id}.open").write_bytes(encode(record))
    seen: list[tuple[set[str], bytes]] = []
    recover = Switch._recover_journal

    def noted(switch: Switch) -> None:
        lines = b"".join(path.read_bytes() for path in (folder / "switch").glob("state-*"))
        seen.append((recorded_ids(folder / "journal"), lines))
        recover(switch)

    monkeypatch.setattr(Switch, "_recover_journal", noted)

    async def act() -> None:
        switch = Switch(options(folder), Clock())
        await switch.start()
        assert running(switch) == []
        await switch.stop()

    run(act)
    ((ids, lines),) = seen
    assert ids == {call_id}
    assert f'["bye",["{call_id}",['.encode() in lines


def test_a_damaged_call_keeps_nobody_from_starting(rig: Rig, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    call_id = stored_call(rig, folder)
    with (folder / "switch" / "state-0000000001.log").open("ab") as log:
        log.write(b'["call",["damaged",7]]\n["call",{}]\n["-call",[]]\n')

    async def act() -> None:
        switch = Switch(options(folder), Clock())
        await switch.start()
        assert running(switch) == [call_id]
        await switch.stop()

    run(act)
