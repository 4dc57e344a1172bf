"""The helper's end of the control socket: one question at a time, blocking."""

import socket
from pathlib import Path
from typing import Any, Final

import msgspec

from engine.control.frames import Decoder, encode
from engine.control.kernel import KernelAsk, KernelNews
from engine.control.messages import convert
from engine.control.operations import Op
from engine.control.sockets import connect
from engine.errors import ControlError

PATIENCE_S: Final = 5.0
"""Seconds for an answer."""

_READ: Final = 65_536


class Link:
    """Asks the switch what is new; connects when it is asked and there is no connection.

    Args:
        path: The switch's control socket.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket: socket.socket | None = None
        self._decoder = Decoder()

    def ask(self, question: KernelAsk) -> KernelNews:
        """One question and its answer.

        Raises:
            ControlError: the switch is away, or does not answer in time.
        """
        try:
            if self._socket is None:
                self._socket, self._decoder = connect(self._path, PATIENCE_S), Decoder()
            self._socket.sendall(
                encode({"id": 1, "op": Op.KERNEL.value, **msgspec.to_builtins(question)})
            )
            return convert(_result(self._answer(self._socket)), KernelNews)
        except OSError as error:
            self.close()
            raise ControlError(f"the switch does not answer: {error.strerror or error}") from error
        except ControlError:
            self.close()
            raise

    def close(self) -> None:
        """End the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _answer(self, connection: socket.socket) -> dict[str, Any]:
        while True:
            data = connection.recv(_READ)
            if not data:
                raise ControlError("the switch closed the connection")
            for message in self._decoder.feed(data):
                return message


def _result(message: dict[str, Any]) -> Any:
    if message.get("ok"):
        return message.get("result")
    error = message.get("error")
    detail = error.get("detail", "") if isinstance(error, dict) else ""
    raise ControlError(f"the switch refused: {detail}")
