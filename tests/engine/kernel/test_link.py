"""The helper's end of the control socket, against a plain server."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from engine.control.frames import Decoder, encode
from engine.control.kernel import KernelAsk
from engine.control.sockets import listen
from engine.errors import ControlError
from engine.kernel.link import Link

NEWS = {"mode": 1, "leave": False, "ports": [5060], "generation": "g", "number": 3}


class Server:
    """Answers each question with the next of ``answers``; None closes the connection."""

    def __init__(self, path: Path, answers: list[dict[str, Any] | None]) -> None:
        self.answers = answers
        self.asked: list[dict[str, Any]] = []
        self._socket = listen(path)
        self._socket.setblocking(True)
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while self.answers:
            connection, _ = self._socket.accept()
            with connection:
                self._talk(connection)

    def _talk(self, connection: Any) -> None:
        decoder = Decoder()
        while data := connection.recv(65_536):
            self.asked += decoder.feed(data)
            answer = self.answers.pop(0)
            if answer is None:
                return
            connection.sendall(encode({"id": 1, **answer}))


def test_questions_go_over_one_connection_and_a_lost_one_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "switch.sock"
    with pytest.raises(ControlError, match="nobody answers"):
        Link(path).ask(KernelAsk())
    answers: list[dict[str, Any] | None] = [
        {"ok": True, "result": NEWS},
        {"ok": False, "error": {"code": "internal", "detail": "it failed"}},
        None,
        {"ok": True, "result": {**NEWS, "number": 4}},
    ]
    server = Server(path, answers)
    link = Link(path)
    try:
        assert link.ask(KernelAsk()).number == 3
        with pytest.raises(ControlError, match="it failed"):
            link.ask(KernelAsk("g", 3))
        with pytest.raises(ControlError, match="closed"):
            link.ask(KernelAsk("g", 3))
        assert link.ask(KernelAsk("g", 3)).number == 4
        assert [each["op"] for each in server.asked] == ["kernel"] * 4
    finally:
        link.close()
        server.close()
