import asyncio
import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.addresses import Listening
from engine.control.sockets import listen
from engine.management import modules as modules_module
from engine.management.modules import Modules
from engine.tasks import TaskGroupOwner
from tests.engine.management.conftest import Told
from tests.helpers.fake_switch import until
from tests.helpers.stores import Wall

STATUS = {
    "modules": {
        "switch": {"state": "running", "detail": "x", "pid": 42, "since": 5.0, "restarts": 3},
        "management": {"state": "starting", "pid": 43, "since": 6.0, "restarts": 0},
    }
}


class World:
    """What the modules are looked at through."""

    def __init__(self, path: Path, hub: Told, wall: Wall) -> None:
        self.connected = False
        self.listeners: list[str] = []
        self.journal_error = ""
        self.modules = Modules(
            path,
            lambda: self.listeners,
            lambda: self.connected,
            lambda: self.journal_error,
            hub,
            wall,
        )


@pytest.fixture
def world(tmp_path: Path, hub: Told, wall: Wall) -> World:
    return World(tmp_path / "supervisor.sock", hub, wall)


@contextmanager
def supervisor(path: Path, answer: bytes) -> Iterator[None]:
    with listen(path) as server:
        server.setblocking(True)
        server.settimeout(5)

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                assert json.loads(connection.recv(1000)) == {"op": "status"}
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join()


def test_what_the_supervisor_says_is_remembered_and_told(
    world: World, tmp_path: Path, hub: Told
) -> None:
    with supervisor(tmp_path / "supervisor.sock", json.dumps(STATUS).encode() + b"\n"):
        world.modules.look()
    snapshot = world.modules.snapshot()
    assert (snapshot.switch.state, snapshot.switch.pid) == ("running", 42)
    assert (snapshot.switch.since, snapshot.switch.restarts) == (5.0, 3)
    assert (snapshot.management.pid, snapshot.management.since) == (os.getpid(), 6.0)
    assert not snapshot.sip_ok
    ((name, items),) = hub.events
    assert name == "module"
    assert isinstance(items, list)
    assert [item["module"] for item in items] == ["switch", "management"]


def test_a_switch_that_runs_without_a_link_is_not_asked_for_sip(
    world: World, tmp_path: Path
) -> None:
    with supervisor(tmp_path / "supervisor.sock", json.dumps(STATUS).encode() + b"\n"):
        world.modules.look()
    assert "control socket" in world.modules.snapshot().control_error
    world.connected = True
    world.modules.look()  # nobody but the link says now that it runs
    assert world.modules.snapshot().control_error == ""


@pytest.mark.parametrize(
    "answer", [b"", b"garbage\n", b"[]\n", b'{"error": "x"}\n', b'{"modules": 5}\n']
)
def test_a_supervisor_that_talks_nonsense_is_ignored(
    world: World, tmp_path: Path, answer: bytes
) -> None:
    with supervisor(tmp_path / "supervisor.sock", answer):
        world.modules.look()
    assert world.modules.snapshot().switch.state == "stopped"
    assert world.modules.snapshot().management.state == "running"


def test_without_a_supervisor_the_link_tells_whether_the_switch_runs(
    world: World, hub: Told, wall: Wall
) -> None:
    world.modules.look()
    assert world.modules.snapshot().switch.state == "stopped"
    world.connected = True
    wall.now += 10
    world.modules.look()
    world.modules.look()
    assert world.modules.snapshot().switch.state == "running"
    assert world.modules.snapshot().switch.since == wall.now
    assert len(hub.events) == 1  # told when something changed, and only then


def test_only_an_answer_of_sip_is_ok(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Listening] = []

    def alive(there: Listening) -> bool:
        asked.append(there)
        return True

    monkeypatch.setattr(modules_module, "answers", alive)
    world.listeners = ["udp:0.0.0.0:5060"]
    world.modules.look()
    assert not world.modules.snapshot().sip_ok
    world.connected = True
    world.modules.look()
    assert world.modules.snapshot().sip_ok
    world.listeners = ["tls:127.0.0.1:5061"]
    world.modules.look()
    assert asked == [Listening("udp", "127.0.0.1", 5060), Listening("tls", "127.0.0.1", 5061)]


def test_a_hurry_is_heard_before_the_next_second(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modules_module, "LOOK_S", 60.0)
    monkeypatch.setattr(modules_module, "LOOK_AGAIN_S", 60.0)
    looks: list[int] = []
    monkeypatch.setattr(world.modules, "look", lambda: looks.append(1))

    async def run() -> None:
        tasks = TaskGroupOwner(lambda _name, _error: None)
        tasks.spawn("modules", world.modules.run())
        await until(lambda: len(looks) == 1)
        await asyncio.to_thread(world.modules.hurry)
        await until(lambda: len(looks) == 2)
        await tasks.close()

    world.modules.hurry()
    asyncio.run(run())
    world.modules.hurry()  # the loop is over: nothing happens
    assert len(looks) == 2


def test_a_silent_supervisor_does_not_hold_the_look_for_long(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modules_module, "_SUPERVISOR_S", 0.05)
    with listen(tmp_path / "supervisor.sock") as silent:
        assert isinstance(silent, socket.socket)
        world.modules.look()
    assert world.modules.snapshot().switch.state == "stopped"


def test_what_the_disk_says_to_the_switch_is_remembered(world: World) -> None:
    world.journal_error = "No space left on device"
    world.modules.look()
    assert world.modules.snapshot().journal_error == "No space left on device"
    world.journal_error = ""
    world.modules.look()
    assert world.modules.snapshot().journal_error == ""
