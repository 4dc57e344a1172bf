"""Starts the helper of the kernel when it is wanted, and stops it when it is not.

The helper is a process that may change the firewall, so there is none unless the parameter asks
for it. One is also started to clean up: when a table is noted to be in the kernel that nobody
wants any more, after the engine was killed.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.api.services import ModuleCondition
from engine.control.sockets import connect
from engine.errors import ControlError
from engine.logs import get_logger

KERNEL: Final = "kernel"
"""The module as the supervisor calls it."""

_PATIENCE_S: Final = 20.0
_MAX_ANSWER: Final = 65_536

_log = get_logger(__name__)


class KernelKeeper:
    """Asks the supervisor.

    Args:
        supervisor: Its socket.
        mode: The value of ``SS_BLACK_LIST_KERNEL``.
        state: Of the helper, as it was seen last.
        marker: File that names a table in the kernel.
    """

    def __init__(
        self,
        supervisor: Path,
        mode: Callable[[], int],
        state: Callable[[], ModuleCondition],
        marker: Path,
    ) -> None:
        self._supervisor = supervisor
        self._mode = mode
        self._state = state
        self._marker = marker
        self._asked = ""

    def sweep(self) -> None:
        """Compare, and ask for what differs; once a second, in a worker thread."""
        wanted = bool(self._mode()) or self._marker.exists()
        runs = self._state() != "stopped"
        operation = "" if wanted == runs else "start" if wanted else "stop"
        if operation:
            self._ask(operation)
        self._asked = operation

    def _ask(self, operation: str) -> None:
        request = json.dumps({"op": operation, "module": KERNEL}).encode() + b"\n"
        try:
            with connect(self._supervisor, _PATIENCE_S) as sock:
                sock.sendall(request)
                with sock.makefile("rb") as lines:
                    answer = json.loads(lines.readline(_MAX_ANSWER))
            problem = answer.get("error", "") if isinstance(answer, dict) else "no answer"
        except (ControlError, OSError, ValueError) as error:
            problem = str(error)
        if problem and self._asked != operation:  # once, not every second
            _log.warning("the helper of the kernel", wanted=operation, problem=problem)
