"""One child process, moved through its life by the table in ``engine.supervisor.policy``.

This is the part that touches the system: it spawns, signals, waits and reads the pipe on which the
child says that it is ready. A child's standard output is sent to standard error, because standard
output belongs to the one line by which the engine itself says that it is ready. Children get a
session of their own, so that Ctrl+C reaches only the supervisor, which stops them in order.
"""

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import engine
from engine.clock import Clock
from engine.logs import get_logger, safe
from engine.supervisor.policy import FIRST_DELAY_S, TABLE, Effect, History, Input, State, after_exit
from engine.tasks import TaskGroupOwner

Report = Mapping[str, Any]
"""What a child said when it was ready."""

CommandBuilder = Callable[[Report | None, int], list[str]]
"""Arguments of the child, from its last report (None before the first) and the ready pipe."""

_MAX_REPORT_BYTES: Final = 65536
#: ``-m engine`` looks here first, so a child always runs the same code as its parent.
_WORKING_FOLDER: Final = Path(engine.__file__).resolve().parent.parent

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Timings:
    """How patient the supervisor is, seconds.

    Attributes:
        ready_s: from spawn to ready; opening a large store after a crash takes its time.
        stop_s: from SIGTERM to exit.
    """

    ready_s: float = 60.0
    stop_s: float = 15.0


@dataclass(frozen=True, slots=True)
class Death:
    """How a process ended.

    Attributes:
        code: exit code, negative for the signal that ended it.
        error: what it said about the reason, "" when nothing.
    """

    code: int
    error: str = ""


class Module:
    """A named child process that is kept in the state it was asked to be in.

    Attributes:
        name: as service control calls it.
        on_demand: whether it runs only when it is asked for by its name.
        state: see :class:`State`.
        pid: of the process, None when there is none.
        since: wall time at which ``state`` was entered, epoch seconds.
        restarts: how often it was started again after it had died.
        report: what it said when it last got ready.
        death: how it last ended, None before.
        history: the deaths that decide about the wait before the next start.
    """

    def __init__(
        self,
        name: str,
        command: CommandBuilder,
        clock: Clock,
        timings: Timings | None = None,
        *,
        on_demand: bool = False,
    ) -> None:
        self.name = name
        self.on_demand = on_demand
        self.state = State.STOPPED
        self.pid: int | None = None
        self.since = clock.wall()
        self.restarts = 0
        self.report: Report | None = None
        self.death: Death | None = None
        self.history = History()
        self._command = command
        self._clock = clock
        self._timings = timings or Timings()
        self._ready_at: float | None = None
        self._error = ""
        self._timer: asyncio.TimerHandle | None = None
        self._changed = asyncio.Event()
        self._tasks = TaskGroupOwner(self._task_failed)

    def start(self) -> None:
        """Ask it to run; :meth:`until` tells what became of it."""
        if self.state is State.STOPPED:
            self.history = History()
        self._feed(Input.START)

    def stop(self) -> None:
        """Ask it to end, by force when it takes too long."""
        self._feed(Input.STOP)

    async def until(self, *states: State) -> State:
        """Wait until it is in one of ``states``; answers which."""
        while self.state not in states:
            await self._changed.wait()
        return self.state

    def _feed(self, happened: Input) -> None:
        before = self.state
        self.state, effects = TABLE[before, happened]
        if self.state is not before:
            self._cancel_timer()
            self.since = self._clock.wall()
            log.info("module", module=self.name, state=self.state.value, pid=self.pid)
        if before is State.BACKING_OFF and self.state is State.STARTING:
            self.restarts += 1
        perform = {
            Effect.SPAWN: self._spawn,
            Effect.TERMINATE: self._terminate,
            Effect.KILL: self._kill,
            Effect.WAIT: self._wait,
        }
        for effect in effects:
            perform[effect]()
        self._wake()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _spawn(self) -> None:
        self._ready_at, self._error = None, ""
        self._arm(self._timings.ready_s, Input.TIMEOUT)
        self._tasks.spawn(f"{self.name}-process", self._live())

    def _terminate(self) -> None:
        self._arm(self._timings.stop_s, Input.TIMEOUT)
        self._signal(signal.SIGTERM)

    def _kill(self) -> None:
        log.error("module does not obey and is killed", module=self.name, pid=self.pid)
        self._signal(signal.SIGKILL)

    def _wait(self) -> None:
        worked = None if self._ready_at is None else self._clock.now() - self._ready_at
        self.history, seconds = after_exit(self.history, worked)
        if worked is None:  # time to see why; what it was asked for may be impossible
            seconds = max(seconds, FIRST_DELAY_S)
        self._arm(seconds, Input.DUE)

    def _signal(self, number: signal.Signals) -> None:
        """To the child's whole session; without effect before it is spawned or after its end."""
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def _arm(self, seconds: float, happened: Input) -> None:
        self._cancel_timer()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(seconds, self._feed, happened)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _live(self) -> None:
        """From spawn to exit; always ends by feeding EXITED."""
        reading, writing = os.pipe()
        try:
            process = await self._create(writing)
        except OSError as error:
            os.close(reading)
            self._ended(Death(127, f"cannot start {self.name}: {error.strerror}"))
            return
        finally:
            os.close(writing)
        self.pid = process.pid
        if self.state is State.STOPPING:  # asked while the process was being made
            self._signal(signal.SIGTERM)
        ready = self._tasks.spawn(f"{self.name}-ready", self._read_report(reading))
        code = await process.wait()
        self.pid = None  # the number may belong to another process from now on
        # The pipe ended with the process, unless somebody else inherited it.
        await asyncio.wait([ready], timeout=1.0)
        ready.cancel()
        self._ended(Death(code, self._error))

    async def _create(self, writing: int) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self._command(self.report, writing),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=2,
            pass_fds=(writing,),
            start_new_session=True,
            cwd=_WORKING_FOLDER,
        )

    async def _read_report(self, reading: int) -> None:
        """Wait for the one line a child writes when it is ready, or when it cannot be."""
        reader = asyncio.StreamReader(limit=_MAX_REPORT_BYTES)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(reading, "rb")
        )
        try:
            line = await reader.readline()
            if line:
                self._understand(json.loads(line))
        except ValueError as error:  # too long, or no JSON: it stays not ready and is killed
            log.error("module sent no sense", module=self.name, error=safe(str(error)))
        finally:
            transport.close()

    def _understand(self, report: object) -> None:
        if not isinstance(report, dict):
            raise ValueError("a report must be an object")
        if "error" in report:
            self._error = str(report["error"])
            return
        self.report = report
        self._ready_at = self._clock.now()
        self._feed(Input.READY)

    def _ended(self, death: Death) -> None:
        self.death = death
        log.info("module ended", module=self.name, code=death.code, error=safe(death.error))
        self._feed(Input.EXITED)

    def _task_failed(self, name: str, error: BaseException) -> None:
        log.error("task failed", task=name, error=repr(error))
