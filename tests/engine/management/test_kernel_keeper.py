"""When the helper of the kernel is started, and when it is stopped."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path

import pytest

from engine.api.services import ModuleCondition
from engine.control.sockets import listen
from engine.management.kernel_keeper import KernelKeeper


class World:
    """A supervisor that notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.mode = 0
        self.state: ModuleCondition = "stopped"
        self.asked: list[str] = []
        self.marker = folder / "kernel-table"
        self.socket = listen(folder / "supervisor.sock")
        self.socket.setblocking(True)
        self.keeper = KernelKeeper(
            folder / "supervisor.sock", lambda: self.mode, lambda: self.state, self.marker
        )
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                request = json.loads(lines.readline())
                assert request["module"] == "kernel"
                self.asked.append(request["op"])
                self.state = "running" if request["op"] == "start" else "stopped"
                connection.sendall(b'{"modules": {}}\n')


def test_it_runs_while_it_is_wanted_or_has_to_clean_up(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.keeper.sweep()
    assert world.asked == []
    world.mode = 2
    world.keeper.sweep()
    world.keeper.sweep()
    assert world.asked == ["start"]
    world.state = "starting"  # it died, and the supervisor sees to it
    world.keeper.sweep()
    assert world.asked == ["start"]
    world.marker.write_text("switchwarden_5060", encoding="ascii")
    world.mode = 0
    world.keeper.sweep()
    assert world.asked == ["start"]  # it takes its table out first
    world.marker.unlink()
    world.keeper.sweep()
    assert world.asked == ["start", "stop"]
    world.marker.write_text("switchwarden_5060", encoding="ascii")  # of an engine that was killed
    world.keeper.sweep()
    assert world.asked == ["start", "stop", "start"]
    world.socket.shutdown(socket.SHUT_RDWR)
    world.socket.close()


def test_without_a_supervisor_nothing_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper = KernelKeeper(tmp_path / "nowhere", lambda: 1, lambda: "stopped", tmp_path / "marker")
    keeper.sweep()
    keeper.sweep()
    captured = capsys.readouterr()
    assert (captured.out + captured.err).count("the helper of the kernel") <= 1
