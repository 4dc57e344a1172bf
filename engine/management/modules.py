"""Which processes run, and whether SIP answers: looked at every second, remembered in between.

The supervisor knows its children; its socket is asked (``DIR/run/supervisor.sock``, one JSON line
each way). Whether the switch works is asked of the switch itself by a real SIP request. Health is
then answered from memory at any rate of asking. When the link to the switch breaks or stands again,
the look comes at once, and while SIP does not answer it comes four times a second, so that the lamp
turns red and green again without delay.
"""

import asyncio
import json
import os
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from engine.addresses import asked_over
from engine.api.hub import EventHub
from engine.api.services import ModuleCondition, ModulesSnapshot, ModuleState
from engine.control.kernel import KernelReport
from engine.control.sockets import connect
from engine.errors import ControlError
from engine.logs import get_logger
from engine.management.probe import answers

LOOK_S: Final = 1.0
LOOK_AGAIN_S: Final = 0.25
_SUPERVISOR_S: Final = 2.0
_MAX_ANSWER: Final = 65536
_CONDITIONS: Final[dict[str, ModuleCondition]] = {
    "running": "running",
    "stopped": "stopped",
    "starting": "starting",
}
_UNKNOWN: Final = ModuleState("stopped", None, None)
_NO_LINK: Final = "The softswitch runs, but its control socket does not answer management."

_log = get_logger(__name__)


class Modules:
    """Implements :class:`engine.api.services.ModulesPort`.

    Args:
        supervisor: Its socket.
        listeners: Addresses of the switch, as it said last.
        connected: Whether the link to the switch stands.
        journal_error: What the disk said to the switch, as it told last; "" when it is well.
        hub: Told when something changed.
        wall: Present time, epoch seconds.
        kernel: What the kernel drops, as the switch told last.
    """

    def __init__(
        self,
        supervisor: Path,
        listeners: Callable[[], list[str]],
        connected: Callable[[], bool],
        journal_error: Callable[[], str],
        hub: EventHub,
        wall: Callable[[], float],
        kernel: Callable[[], KernelReport] = KernelReport,
    ) -> None:
        self._supervisor = supervisor
        self._listeners = listeners
        self._connected = connected
        self._journal_error = journal_error
        self._hub = hub
        self._started_at = wall()
        self._wall = wall
        self._kernel = kernel
        self._soon = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._snapshot = ModulesSnapshot(_UNKNOWN, self._own(), sip_ok=False)

    def snapshot(self) -> ModulesSnapshot:
        """The state of the latest look."""
        return self._snapshot

    def hurry(self) -> None:
        """Look now instead of at the next second; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._soon.set)

    async def run(self) -> None:
        """Look every second, and whenever hurried, until cancelled."""
        self._loop = asyncio.get_running_loop()
        while True:
            await asyncio.to_thread(self.look)
            pause = LOOK_S if self._snapshot.sip_ok else LOOK_AGAIN_S
            try:
                async with asyncio.timeout(pause):
                    await self._soon.wait()
            except TimeoutError:
                continue
            finally:
                self._soon.clear()

    def look(self) -> None:
        """Ask supervisor and switch, and tell readers what changed. Blocks."""
        connected = self._connected()
        there = asked_over(self._listeners()) if connected else None
        sip_ok = there is not None and answers(there)
        states = self._ask()
        switch = states.get("switch") or self._guessed()
        # Whoever asks this process sees that it runs, whatever the supervisor knew a moment ago.
        own = replace(states.get("management") or self._own(), state="running", pid=os.getpid())
        before = self._snapshot
        self._snapshot = ModulesSnapshot(
            switch,
            own,
            sip_ok,
            control_error=_NO_LINK if switch.state == "running" and not connected else "",
            journal_error=self._journal_error(),
            helper=states.get("kernel", _UNKNOWN),
            kernel=self._kernel(),
        )
        if replace(self._snapshot, kernel=before.kernel) != before:
            self._tell()

    def _ask(self) -> dict[str, ModuleState]:
        """What the supervisor says; nothing when there is none."""
        try:
            with connect(self._supervisor, _SUPERVISOR_S) as sock:
                sock.sendall(b'{"op": "status"}\n')
                with sock.makefile("rb") as lines:
                    answer = json.loads(lines.readline(_MAX_ANSWER))
            return {name: _state(values) for name, values in answer["modules"].items()}
        except (ControlError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.debug("the supervisor does not answer", reason=str(error))
            return {}

    def _guessed(self) -> ModuleState:
        """The switch, without a supervisor: it runs if it is connected."""
        condition: ModuleCondition = "running" if self._connected() else "stopped"
        before = self._snapshot.switch
        since = before.since if before.state == condition else self._wall()
        return ModuleState(condition, None, since)

    def _own(self) -> ModuleState:
        return ModuleState("running", os.getpid(), self._started_at)

    def _tell(self) -> None:
        now = self._snapshot
        items: list[dict[str, Any]] = [
            {"module": "switch", **asdict(now.switch), "sip_ok": now.sip_ok},
            {"module": "management", **asdict(now.management)},
        ]
        self._hub.publish("module", items)


def _state(values: dict[str, Any]) -> ModuleState:
    pid, since = values.get("pid"), values.get("since")
    return ModuleState(
        _CONDITIONS.get(values["state"], "stopped"),
        int(pid) if pid is not None else None,
        float(since) if since is not None else None,
        int(values.get("restarts", 0)),
    )
