"""Service control: a Unix socket that answers JSON lines.

A request is one line, ``{"op": "status"}`` or ``{"op": "start"|"stop"|"restart", "module":
"all"|NAME}``; the answer is one line, the status of all modules, or ``{"error": TEXT}``. An answer
to start, stop or restart comes when it is done. Only the user that runs the engine can open the
socket (mode 0600 in a folder of mode 0700), and a line has a length limit all the same.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, Final

from engine.errors import ConfigError, SwitchwardenError
from engine.logs import get_logger, safe
from engine.supervisor.service import Supervisor

MAX_LINE_BYTES: Final = 4096
ALL: Final = "all"

log = get_logger(__name__)


class ControlServer:
    """The socket; it exists between :meth:`open` and :meth:`close`."""

    def __init__(self, path: Path, supervisor: Supervisor) -> None:
        self._path = path
        self._supervisor = supervisor
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        """Listen; the caller holds the lock of the data folder, so an old socket is nobody's.

        Raises:
            ConfigError: the socket cannot be made.
        """
        try:
            self._path.unlink(missing_ok=True)
            self._server = await asyncio.start_unix_server(
                self._serve, path=self._path, limit=MAX_LINE_BYTES
            )
            self._path.chmod(0o600)
        except OSError as error:
            raise ConfigError(
                f"cannot listen on {self._path}: {error.strerror or error}"
            ) from error

    async def close(self) -> None:
        """Stop listening, end open connections and remove the socket."""
        if self._server is not None:
            self._server.close()
            for writer in self._writers:
                writer.close()
            await self._server.wait_closed()
        self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while line := await reader.readline():
                writer.write(json.dumps(await answer(line, self._supervisor)).encode() + b"\n")
                await writer.drain()
        except (ValueError, OSError) as error:  # a line without end, or a caller that left
            log.info("control connection ended", error=safe(str(error)))
        finally:
            self._writers.discard(writer)
            with contextlib.suppress(OSError):
                writer.close()


async def answer(line: bytes, supervisor: Supervisor) -> dict[str, Any]:
    """Carry out one request; never raises on account of the request."""
    try:
        request = json.loads(line)
        operation, names = _understand(request, supervisor)
        if operation is not None:
            await operation(names)
    except (ValueError, RecursionError) as error:
        return {"error": f"not a request: {safe(str(error))}"}
    except SwitchwardenError as error:
        return {"error": error.detail}
    return supervisor.status()


Operation = Callable[[Iterable[str]], Awaitable[None]]


def _understand(
    request: object, supervisor: Supervisor
) -> tuple[Operation | None, tuple[str, ...]]:
    """The operation (None for status) and the modules it is for.

    Raises:
        ValueError: the request names no operation or module there is.
    """
    if not isinstance(request, dict):
        raise ValueError("an object is expected")
    operations: dict[object, Operation] = {
        "start": supervisor.start,
        "stop": supervisor.stop,
        "restart": supervisor.restart,
    }
    if request.get("op") == "status":
        return None, ()
    if not isinstance(request.get("op"), str) or request["op"] not in operations:
        raise ValueError(f"op must be one of status, {', '.join(map(str, operations))}")
    return operations[request["op"]], _names(request.get("module", ALL), supervisor)


def _names(module: object, supervisor: Supervisor) -> tuple[str, ...]:
    if module == ALL:
        return supervisor.usual()
    if not isinstance(module, str) or module not in supervisor.modules:
        raise ValueError(f"module must be one of {ALL}, {', '.join(supervisor.modules)}")
    return (module,)
