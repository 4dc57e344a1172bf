"""All modules together: start them, stop them in order, tell how they are.

Starting is done side by side, because nobody should wait; stopping is done in the written order,
switch before management: the switch takes no more calls and seals its journal, then management
takes in what was sealed. Operations asked for at the same time are carried out one after another.
A shutdown waits for none of them.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from engine.errors import ConfigError, ControlError
from engine.supervisor.module import Module
from engine.supervisor.policy import State

#: Exit code of a module that was asked for something impossible, such as a taken port.
EXIT_CONFIG: Final = 2
#: At the first start, a module that died so often without getting ready is given up.
_FIRST_START_DEATHS: Final = 4

#: What others are told: to them a module that waits for its restart is on its way.
_SHOWN: Final[Mapping[State, str]] = {
    State.STOPPED: "stopped",
    State.STARTING: "starting",
    State.RUNNING: "running",
    State.BACKING_OFF: "starting",
    State.STOPPING: "stopped",
}


class Supervisor:
    """The modules of one engine, in the order in which they are stopped.

    Attributes:
        modules: by name.
    """

    def __init__(self, modules: Sequence[Module]) -> None:
        self.modules = {module.name: module for module in modules}
        self._operation = asyncio.Lock()
        self._closing = False

    def status(self) -> dict[str, Any]:
        """State, process, since when (epoch seconds) and restarts of every module.

        One that runs on demand is left out while nobody asks for it.
        """
        return {"modules": {name: _status(self.modules[name]) for name in self.usual()}}

    def usual(self) -> tuple[str, ...]:
        """All modules but those on demand that do not run."""
        return tuple(
            name
            for name, module in self.modules.items()
            if not module.on_demand or module.state is not State.STOPPED
        )

    async def first_start(self) -> None:
        """Start everything; returns when all modules run, or when a shutdown came between.

        Raises:
            ConfigError: a module cannot do what it was asked for, or keeps dying.
        """
        usual = [self.modules[name] for name in self.usual()]
        for module in usual:
            module.start()
        await asyncio.gather(*(self._first_start_of(module) for module in usual))

    async def _first_start_of(self, module: Module) -> None:
        waiting = (State.RUNNING, State.BACKING_OFF, State.STOPPING, State.STOPPED)
        while await module.until(*waiting) is State.BACKING_OFF:
            death = module.death
            if death is not None and death.code == EXIT_CONFIG:
                raise ConfigError(death.error or f"{module.name} cannot start as configured")
            if module.history.young >= _FIRST_START_DEATHS:
                code = death.code if death is not None else 0
                raise ConfigError(
                    f"{module.name} keeps ending before it is ready (exit code {code}); "
                    "the lines above say why"
                )
            await module.until(State.STARTING, State.STOPPED)

    async def start(self, names: Iterable[str]) -> None:
        """Start modules that do not run; returns when each runs or has failed once."""
        async with self._operation:
            await self._start([self.modules[name] for name in names])

    async def stop(self, names: Iterable[str]) -> None:
        """Stop modules, one after another in the written order."""
        async with self._operation:
            self._refuse_when_closing()
            await self._stop(set(names))

    async def restart(self, names: Iterable[str]) -> None:
        """Stop, then start."""
        chosen = list(names)
        async with self._operation:
            self._refuse_when_closing()
            await self._stop(set(chosen))
            await self._start([self.modules[name] for name in chosen])

    async def shutdown(self) -> None:
        """Stop everything for good."""
        self._closing = True
        await self._stop(set(self.modules))

    async def _start(self, modules: Sequence[Module]) -> None:
        self._refuse_when_closing()
        for module in modules:
            module.start()
        settled = (State.RUNNING, State.BACKING_OFF, State.STOPPING, State.STOPPED)
        await asyncio.gather(*(module.until(*settled) for module in modules))

    async def _stop(self, names: set[str]) -> None:
        for name, module in self.modules.items():
            if name in names:
                module.stop()
                await module.until(State.STOPPED)

    def _refuse_when_closing(self) -> None:
        if self._closing:
            raise ControlError("the engine is shutting down")


def _status(module: Module) -> dict[str, Any]:
    return {
        "state": _SHOWN[module.state],
        "detail": module.state.value,
        "pid": module.pid,
        "since": module.since,
        "restarts": module.restarts,
    }
