"""One connection to the switch's control socket.

Requests carry a number and any of them may be outstanding; replies come back by number, events
between them. When the connection ends, everything outstanding fails at once with an error that
says so: nobody waits for an answer that cannot come.
"""

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from engine.control.frames import Decoder, encode
from engine.control.operations import Op
from engine.control.sockets import connect
from engine.errors import ControlError

NOT_RUNNING: Final = "the softswitch is not running"
_READ: Final = 256 * 1024

EventHandler = Callable[[str, list[dict[str, Any]]], None]
"""Hears of events in the loop; must not block."""


class ControlClient:
    """A live connection; made by :func:`open_client`, over when :meth:`serve` returns."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        on_event: EventHandler,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._on_event = on_event
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._over = False

    async def request(self, operation: Op, arguments: dict[str, Any], timeout_s: float) -> Any:
        """The result of one operation; no argument may be called ``id`` or ``op``.

        Raises:
            ControlError: the switch refuses, does not answer in time, or went away.
        """
        if self._over:
            raise ControlError(NOT_RUNNING)
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            self._writer.write(encode({"id": number, "op": operation.value, **arguments}))
            async with asyncio.timeout(timeout_s):  # wait_for can swallow a cancel that comes late
                return await answer
        except TimeoutError as error:
            detail = f"the softswitch did not answer {operation.value} within {timeout_s:g} s"
            raise ControlError(detail) from error
        finally:
            self._waiting.pop(number, None)

    async def serve(self) -> None:
        """Read replies and events until the connection ends.

        Raises:
            ControlError: the other side sends what cannot be read.
        """
        decoder = Decoder()
        try:
            while data := await self._reader.read(_READ):
                for message in decoder.feed(data):
                    self._take(message)
        except OSError:
            return  # the switch was killed: the caller sees the connection end either way
        finally:
            self.close()

    def close(self) -> None:
        """End the connection and fail what is outstanding."""
        self._over = True
        self._writer.close()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(ControlError(NOT_RUNNING))

    def _take(self, message: dict[str, Any]) -> None:
        if "event" in message:
            self._on_event(str(message["event"]), list(message.get("items") or []))
            return
        answer = self._waiting.get(message.get("id", 0))
        if answer is None or answer.done():
            return  # its request timed out
        if message.get("ok"):
            answer.set_result(message.get("result"))
        else:
            error = message.get("error") or {}
            answer.set_exception(ControlError(f"the softswitch refused: {error.get('detail')}"))


async def open_client(path: Path, on_event: EventHandler) -> ControlClient:
    """Connect to the switch.

    Raises:
        ControlError: nobody answers there.
    """
    made = await asyncio.to_thread(connect, path)
    made.setblocking(False)
    reader, writer = await asyncio.open_unix_connection(sock=made, limit=_READ)
    return ControlClient(reader, writer, on_event)
