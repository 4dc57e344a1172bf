"""The control socket is private, replaces a dead one, and works in deep folders."""

import socket
import stat
from pathlib import Path

import pytest

from engine.control.sockets import connect, listen
from engine.errors import ControlError


@pytest.mark.parametrize("depth", [0, 12])
def test_a_connection_reaches_the_listener_whatever_the_length_of_the_path(
    tmp_path: Path, depth: int
) -> None:
    folder = tmp_path.joinpath(*["a-rather-long-name"] * depth)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "switch.sock"
    with listen(path) as server, connect(path) as client:
        client.sendall(b"hello")
        server.setblocking(True)
        peer, _ = server.accept()
        with peer:
            assert peer.recv(10) == b"hello"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_socket_left_behind_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "switch.sock"
    listen(path).close()
    assert path.exists()
    with listen(path), connect(path):
        pass


def test_a_living_listener_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "switch.sock"
    with listen(path), pytest.raises(ControlError):
        listen(path)


def test_nobody_there_is_a_control_error(tmp_path: Path) -> None:
    with pytest.raises(ControlError):
        connect(tmp_path / "switch.sock")


def test_a_folder_that_does_not_exist_is_a_control_error(tmp_path: Path) -> None:
    with pytest.raises(ControlError):
        listen(tmp_path / "nowhere" / "switch.sock")


def test_connections_carry_a_timeout(tmp_path: Path) -> None:
    path = tmp_path / "switch.sock"
    with listen(path), connect(path, timeout=0.01) as client, pytest.raises(socket.timeout):
        client.recv(1)
