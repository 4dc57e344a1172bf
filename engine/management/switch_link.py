"""Keeps the connection to the switch, and the switch's configuration equal to the store's.

While there is no connection it tries again every quarter of a second: the switch is back within
three seconds of a crash and should not wait for us. Connected, it compares versions at once and
then every second, and pushes the whole configuration when they differ: after a change made while
the switch was away, after a request that was lost, after a data folder was restored. The comparison
holds the lock that every change holds, so it never sees a change half done.

Events of the switch go to the hub as they come.
"""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from engine.api.hub import EventHub
from engine.control.alarms import Alarm
from engine.control.kernel import KernelReport
from engine.control.messages import Hello
from engine.control.operations import Event, Op
from engine.errors import ControlError, SwitchwardenError
from engine.logs import get_logger
from engine.management.control_client import ControlClient, open_client
from engine.management.switch_port import REQUEST_S, SwitchPort
from engine.store.config_store import ConfigStore
from engine.tasks import TaskGroupOwner

RECONNECT_S: Final = 0.25
COMPARE_S: Final = 1.0

_log = get_logger(__name__)


class SwitchLink:
    """The link; :attr:`port` is what others call.

    Attributes:
        port: Blocking calls to the switch.
        listeners: ``udp:127.0.0.1:5060``, as the switch said when it last connected.
        journal_error: What the disk says to the switch, "" when it is well or nobody is there.
        kernel: What the kernel drops, as the switch said last.
    """

    def __init__(
        self,
        path: Path,
        config: ConfigStore,
        hub: EventHub,
        changes: threading.Lock,
        on_change: Callable[[], None],
        on_alarms: Callable[[list[Alarm]], None],
    ) -> None:
        self._path = path
        self._config = config
        self._hub = hub
        self._changes = changes
        self._on_change = on_change
        self._on_alarms = on_alarms
        self._tasks = TaskGroupOwner(self._failed)
        self.port = SwitchPort()
        self.listeners: list[str] = []
        self.journal_error = ""
        self.kernel = KernelReport()

    def start(self) -> None:
        """Begin to connect; called in the loop."""
        self._tasks.spawn("switch link", self._keep())

    async def close(self) -> None:
        """Disconnect and stop trying."""
        await self._tasks.close()

    async def _keep(self) -> None:
        while True:
            try:
                await self._connected(await open_client(self._path, self._forward))
            except SwitchwardenError as error:
                _log.debug("no connection to the switch", reason=error.detail)
            except OSError as error:
                _log.warning("no connection to the switch", reason=str(error))
            await asyncio.sleep(RECONNECT_S)

    async def _connected(self, client: ControlClient) -> None:
        """Serve one connection until it ends."""
        serving = self._tasks.spawn("switch connection", client.serve())
        synchronising: asyncio.Task[None] | None = None
        try:
            await client.request(Op.SUBSCRIBE, {}, REQUEST_S)
            self.port.attach(client)  # it answers: a socket that only listens is no link
            _log.info("connected to the switch")
            self._on_change()
            synchronising = self._tasks.spawn("switch configuration", self._synchronise())
            await asyncio.wait({serving, synchronising}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.port.attach(None)
            self.journal_error = ""
            self._on_alarms([])
            client.close()
            if synchronising is not None:
                synchronising.cancel()
            self._on_change()
            await asyncio.gather(serving, return_exceptions=True)

    async def _synchronise(self) -> None:
        """Compare at once and every second from then on."""
        while True:
            try:
                await asyncio.to_thread(self._compare)
            except SwitchwardenError as error:
                _log.warning("the switch was not configured", reason=error.detail)
            await asyncio.sleep(COMPARE_S)

    def _compare(self) -> None:
        """Push the configuration if the switch has another version; in a worker thread."""
        with self._changes:
            hello = self.port.hello()
            self._noted(hello)
            version = self._config.version
            if hello.config_version == version:
                return
            self.port.configure(
                version,
                self._config.parameters.values(),
                self._config.endpoints.all_credentials(),
                self._config.gateways.all(),
            )
        _log.info("configured the switch", version=version, before=hello.config_version)

    def _noted(self, hello: Hello) -> None:
        self._on_alarms(hello.alarms)
        self.kernel = hello.kernel
        if self.listeners != hello.sip or self.journal_error != hello.journal_error:
            self.listeners, self.journal_error = list(hello.sip), hello.journal_error
            self._on_change()

    def _forward(self, event: str, items: list[dict[str, Any]]) -> None:
        match event:
            case Event.ENDPOINT:
                self._hub.publish("endpoint", items)
            case Event.SUSPENSION:
                self._hub.publish("suspension", items)
            case Event.BLACKLIST:
                self._hub.publish("blacklist", items)
            case Event.CALL:
                self._hub.publish("call", items)
            case Event.RATES:
                self._hub.publish("rates", items)
            case Event.RESYNC:
                self._hub.publish("resync", [])
            case _:
                _log.debug("unknown event of the switch", event_name=event[:40])

    def _failed(self, name: str, error: BaseException) -> None:
        if isinstance(error, ControlError):
            _log.warning("connection to the switch ended", task=name, reason=error.detail)
        else:
            _log.error("switch link failed", task=name, exc_info=error)
