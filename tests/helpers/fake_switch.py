"""A switch that only speaks: the control socket with answers from a table, and what it was told."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.control.alarms import Alarm
from engine.control.operations import Event
from engine.errors import ControlError
from engine.switch.control import ControlServer
from engine.switch.events import EventHub


class FakeSwitch:
    """Remembers every operation; ``answers`` overrides what it says.

    Attributes:
        version: Configuration version it reports.
        asked: Operations and their arguments, in order.
        answers: Operation -> result, an exception to raise, or a callable of the arguments.
    """

    def __init__(self, path: Path, version: int = -1) -> None:
        self.version = version
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Any] = {}
        self.sip = ["udp:127.0.0.1:5060"]
        self.journal_error = ""
        self.alarms: list[Alarm] = []
        self.hub = EventHub()
        self._path = path
        self._server: ControlServer | None = None

    async def start(self) -> None:
        self._server = ControlServer(self._path, self._answer, self.hub)
        await self._server.start()

    async def stop(self) -> None:
        if self._server is not None:
            await self._server.close()
            self._server = None

    def told(self, operation: str) -> list[dict[str, Any]]:
        return [arguments for name, arguments in self.asked if name == operation]

    def publish(self, event: Event, key: str, item: dict[str, Any]) -> None:
        self.hub.publish(event, key, item)

    async def _answer(self, operation: str, arguments: dict[str, Any]) -> Any:
        self.asked.append((operation, arguments))
        if operation in self.answers:
            given = self.answers[operation]
            if isinstance(given, ControlError):
                raise given
            return given(arguments) if callable(given) else given
        if operation == "hello":
            return {
                "config_version": self.version,
                "pid": 1,
                "started_at": 0.0,
                "sip": self.sip,
                "journal_error": self.journal_error,
                "alarms": self.alarms,
            }
        if "version" in arguments:
            self.version = arguments["version"]
            return {"effective_at": 123.5}
        return {}


async def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait in the loop for a condition."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true"
        await asyncio.sleep(0.005)
