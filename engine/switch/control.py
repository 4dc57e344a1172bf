"""The server end of the control socket.

Requests of one connection are answered in their order. Operations that change the configuration
are serialised by whoever handles them; this module only frames, dispatches and reports. A client
that subscribed gets events as well; one that does not read them is dropped, because a dead
subscriber must not hold the memory of a living switch. It connects again and reads everything
anew, which is also how it recovers from a restart.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from engine.control.frames import Decoder, encode
from engine.control.operations import EVENT_INTERVAL, Code, Op
from engine.control.sockets import listen
from engine.errors import SwitchwardenError
from engine.logs import get_logger, safe
from engine.switch.events import EventHub
from engine.tasks import TaskGroupOwner

MAX_CLIENTS: Final = 16
"""Connections at a time: management, a command line or two, and room for mistakes."""

MAX_UNSENT: Final = 4 * 1024 * 1024
"""Bytes a subscriber may be behind before it is dropped."""

_OPERATIONS: Final = frozenset(op.value for op in Op)
_READ: Final = 256 * 1024

Handler = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""Takes an operation and its arguments; answers the result or raises a SwitchwardenError."""

_log = get_logger(__name__)


class ControlServer:
    """Serves one Unix socket.

    Attributes:
        dropped: Subscribers closed for not reading.
    """

    def __init__(self, path: Path, handler: Handler, hub: EventHub) -> None:
        self._path = path
        self._handler = handler
        self._hub = hub
        self._clients: set[asyncio.StreamWriter] = set()
        self._subscribers: set[asyncio.StreamWriter] = set()
        self._tasks = TaskGroupOwner(self._task_failed)
        self._server: asyncio.AbstractServer | None = None
        self._closing = False
        self.dropped = 0

    async def start(self) -> None:
        """Listen.

        Raises:
            ControlError: somebody else listens on the path, or it cannot be used.
        """
        self._server = await asyncio.start_unix_server(
            self._accepted, sock=listen(self._path), limit=_READ
        )
        self._tasks.spawn("control events", self._push_events())

    async def close(self) -> None:
        """Stop listening, close every connection and remove the socket."""
        self._closing = True
        if self._server is not None:
            self._server.close()
        writers = list(self._clients)
        for writer in writers:
            writer.close()
        await self._tasks.close()
        await asyncio.gather(*(w.wait_closed() for w in writers), return_exceptions=True)
        self._path.unlink(missing_ok=True)

    def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._closing:
            writer.close()
            return
        if len(self._clients) >= MAX_CLIENTS:
            _log.warning("control connection refused", limit=MAX_CLIENTS)
            writer.close()
            return
        self._clients.add(writer)
        self._tasks.spawn("control client", self._serve(reader, writer))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        decoder = Decoder()
        try:
            while data := await reader.read(_READ):
                for message in decoder.feed(data):
                    writer.write(encode(await self._answer(message, writer)))
                await writer.drain()
        except SwitchwardenError as error:
            _log.warning("control connection closed", reason=error.detail)
        except (ConnectionError, OSError):
            pass
        finally:
            self._forget(writer)
            writer.close()

    async def _answer(
        self, message: dict[str, Any], writer: asyncio.StreamWriter
    ) -> dict[str, Any]:
        identity = message.pop("id", 0)
        operation = str(message.pop("op", ""))
        try:
            if operation == Op.SUBSCRIBE:
                self._subscribe(writer)
                result: Any = {}
            elif operation in _OPERATIONS:
                result = await self._handler(operation, message)
            else:
                detail = f"there is no operation {safe(operation, 40)!r}"
                return _refusal(identity, Code.UNKNOWN_OPERATION, detail)
        except SwitchwardenError as error:
            return _refusal(identity, Code.BAD_ARGUMENTS, error.detail)
        except Exception as error:  # noqa: BLE001 - the boundary of one request
            _log.exception("control operation failed", operation=operation)
            return _refusal(identity, Code.INTERNAL, f"the switch failed: {type(error).__name__}")
        return {"id": identity, "ok": True, "result": result}

    def _subscribe(self, writer: asyncio.StreamWriter) -> None:
        self._subscribers.add(writer)
        self._hub.listening = True

    def _forget(self, writer: asyncio.StreamWriter) -> None:
        self._clients.discard(writer)
        self._subscribers.discard(writer)
        self._hub.listening = bool(self._subscribers)

    async def _push_events(self) -> None:
        while True:
            await asyncio.sleep(EVENT_INTERVAL)
            frames = self._hub.take()
            if frames:
                for writer in list(self._subscribers):
                    self._push(writer, frames)

    def _push(self, writer: asyncio.StreamWriter, frames: bytes) -> None:
        if writer.transport.get_write_buffer_size() > MAX_UNSENT:
            _log.warning("a subscriber does not read its events and is dropped")
            self.dropped += 1
            self._forget(writer)
            writer.transport.abort()
            return
        writer.write(frames)

    def _task_failed(self, name: str, error: BaseException) -> None:
        _log.error("control task failed", task=name, error=repr(error))


def _refusal(identity: Any, code: Code, detail: str) -> dict[str, Any]:
    return {"id": identity, "ok": False, "error": {"code": code, "detail": detail}}
