"""Asking a running supervisor, for commands that come and go.

Blocking on purpose: a command has nothing else to do. See ``engine.supervisor.control`` for the
protocol.
"""

import json
import socket
from pathlib import Path
from typing import Any, Final

from engine.errors import ControlError

#: Starting opens stores and stopping drains; both have limits of their own below this.
PATIENCE_S: Final = 180.0
_MAX_ANSWER_BYTES: Final = 65536


class NotRunning(ControlError):  # noqa: N818 - named after the answer it becomes
    """No engine runs on the data folder."""


def ask(path: Path, operation: str, module: str = "all") -> dict[str, dict[str, Any]]:
    """Have one operation carried out; returns when it is done.

    Args:
        path: the supervisor's socket.
        operation: "status", "start", "stop" or "restart".
        module: "all" or the name of one.

    Returns:
        By name of the module: ``state``, ``detail``, ``pid``, ``since``, ``restarts``.

    Raises:
        NotRunning: nobody listens there.
        ControlError: the answer is an error, or none came.
    """
    request = json.dumps({"op": operation, "module": module}).encode() + b"\n"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(PATIENCE_S)
            connection.connect(str(path))
            connection.sendall(request)
            with connection.makefile("rb") as answers:
                line = answers.readline(_MAX_ANSWER_BYTES)
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
        raise NotRunning(f"no engine runs on the data folder {path.parent.parent}") from None
    except OSError as error:
        raise ControlError(f"the engine does not answer: {error.strerror or error}") from error
    return _modules(line)


def _modules(line: bytes) -> dict[str, dict[str, Any]]:
    try:
        answer = json.loads(line)
    except ValueError:
        raise ControlError("the engine ended before it answered") from None
    if "error" in answer:
        raise ControlError(str(answer["error"]))
    modules: dict[str, dict[str, Any]] = answer["modules"]
    return modules
