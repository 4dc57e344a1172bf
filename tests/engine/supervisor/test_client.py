"""Asking the supervisor from a command, and what is said when nobody answers."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.errors import ControlError
from engine.supervisor.client import NotRunning, ask


@contextmanager
def supervisor(tmp_path: Path, reply: bytes) -> Iterator[tuple[Path, list[bytes]]]:
    """A socket that answers one line with ``reply``, and what it was asked."""
    (tmp_path / "run").mkdir()
    path = tmp_path / "run" / "supervisor.sock"
    asked: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as lines:
            asked.append(lines.readline())
            connection.sendall(reply)

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen(1)
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield path, asked
        thread.join(10)
    assert not thread.is_alive()


def test_the_answer_is_the_state_of_the_modules(tmp_path: Path) -> None:
    with supervisor(tmp_path, b'{"modules": {"switch": {"state": "running"}}}\n') as (path, asked):
        assert ask(path, "restart", "switch") == {"switch": {"state": "running"}}
    assert [json.loads(line) for line in asked] == [{"op": "restart", "module": "switch"}]


def test_an_error_is_told_in_its_own_words(tmp_path: Path) -> None:
    with (
        supervisor(tmp_path, b'{"error": "the engine is shutting down"}\n') as (path, _),
        pytest.raises(ControlError, match=r"^the engine is shutting down$"),
    ):
        ask(path, "start")


@pytest.mark.parametrize("reply", [b"", b"{", b"half an ans"])
def test_an_engine_that_ends_before_it_answers_is_no_crash_of_the_command(
    tmp_path: Path, reply: bytes
) -> None:
    with (
        supervisor(tmp_path, reply) as (path, _),
        pytest.raises(ControlError, match="ended before it answered"),
    ):
        ask(path, "stop")


@pytest.mark.parametrize("name", ["run/supervisor.sock", "file/run/supervisor.sock"])
def test_without_a_socket_no_engine_runs(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotRunning, match="no engine runs on the data folder"):
        ask(tmp_path / name, "status")


def test_a_socket_that_a_killed_engine_left_behind_is_no_engine(tmp_path: Path) -> None:
    path = tmp_path / "supervisor.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
    with pytest.raises(NotRunning):
        ask(path, "status")
