"""What management may ask, carried out.

Reading answers from memory. Changing takes effect in memory first, so that the very next message
obeys (requirements 25, 74, 119), is then made durable in the switch's own copy, and is answered
after that with the moment it took effect. Changes are carried out one at a time. Large ones are
cut into slices between which messages are handled: importing 100,000 endpoints delays no phone.

Gateways and calls are in :mod:`engine.switch.gateway_operations`.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

import msgspec

from engine.control.gateways import GatewayConfig
from engine.control.messages import (
    NO_CONFIG,
    Cleared,
    Effective,
    EndpointConfig,
    Hello,
    convert,
)
from engine.control.operations import Op
from engine.errors import ControlError
from engine.registrar import Endpoint, Registrar
from engine.switch.caused import Caused
from engine.switch.caused import Wanted as Whose
from engine.switch.durable import Durable
from engine.switch.endpoints import endpoint_of
from engine.switch.gateway_operations import GatewayOperations
from engine.switch.memory import give_back
from engine.switch.parts import Parts
from engine.switch.policies import checked, policies
from engine.switch.states import MAX_STATES, endpoint_state, totals
from engine.switch.suspended import Wanted, page

SLICE: Final = 500
"""Endpoints put or removed between two looks at the sockets: about 2 ms."""

MANY: Final = 20_000
"""Endpoints in one change after which memory is given back."""

T = TypeVar("T")


class _Configure(msgspec.Struct):
    """A whole configuration; what is too much for it follows in further messages.

    Without ``gateways`` it is from a management that knows none, and they stay as they are.
    """

    version: int
    parameters: dict[str, Any]
    endpoints: list[EndpointConfig]
    following: list[str] = []
    gateways: list[GatewayConfig] | None = None
    following_gateways: list[str] = []


class _Parameters(msgspec.Struct):
    version: int
    values: dict[str, Any]


class _Put(msgspec.Struct):
    version: int
    endpoints: list[EndpointConfig]
    after: int | None = None


class _Delete(msgspec.Struct):
    version: int
    extensions: list[str]


class _Extensions(msgspec.Struct):
    extensions: list[str]
    by: str = ""


class _Page(msgspec.Struct):
    after: str = ""
    limit: int = 100


class Operations:
    """Handles the operations of the control socket."""

    def __init__(self, parts: Parts, listening: Sequence[str]) -> None:
        self._parts = parts
        self._listening = list(listening)
        self._started_at = parts.clock.wall()
        self._changing = asyncio.Lock()
        self._durable = Durable(
            parts.clock, parts.copy, parts.configuration, parts.registrar.accounts, parts.gateways
        )
        parts.gateways.changed.append(lambda _names: parts.obey_numbers())
        self._caused = Caused(parts.registrar, parts.registrations, parts.driver)
        calls = GatewayOperations(parts.gateways, parts.desk, self._durable, parts.registrar)
        self._reading: dict[str, Callable[[dict[str, Any]], Any]] = {
            Op.HELLO: self._hello,
            Op.PING: self._ping,
            Op.STATES: self._states,
            Op.REGISTERED: self._registered,
            Op.TOTALS: self._totals,
            Op.COUNTERS: self._counters,
            Op.CLEAR: self._clear,
            Op.SEAL: self._seal,
            Op.TRACE: parts.core.calls.traces,
            **calls.reading,
            **parts.bench.operations,
            **parts.blocks.operations,
        }
        self._writing: dict[str, Callable[[dict[str, Any]], Awaitable[Effective]]] = {
            Op.CONFIGURE: self._configure,
            Op.PARAMETERS: self._parameters,
            Op.ENDPOINTS_PUT: self._put,
            Op.ENDPOINTS_DELETE: self._delete,
            **calls.writing,
        }

    async def __call__(self, operation: str, arguments: dict[str, Any]) -> Any:
        """Carry out one operation.

        Raises:
            ControlError: the arguments are not what they should be.
        """
        reading = self._reading.get(operation)
        if operation == Op.HELLO and self._durable.error:
            async with self._changing:
                await self._durable.write()
        if reading is not None:
            return reading(arguments)
        if operation == Op.SUSPENSIONS:
            return await page(convert(arguments, Wanted), *self._moment())
        if operation == Op.UNDO:
            return await self._caused.undo(convert(arguments, Whose))
        writing = self._writing.get(operation)
        if writing is None:
            raise ControlError(f"there is no operation {operation!r}")
        async with self._changing:
            return await writing(arguments)

    def obey(self) -> None:
        """Make the parameters of the configuration the ones in force."""
        self._parts.obey(policies(checked(self._parts.configuration.parameters)))

    def _hello(self, _: dict[str, Any]) -> Hello:
        parts = self._parts
        error = parts.gauges.disk_error or self._durable.error
        kernel = parts.blocks.kernel.look()
        return Hello(
            parts.configuration.version,
            os.getpid(),
            self._started_at,
            self._listening,
            bool(error),
            error,
            parts.alarms.all(),
            kernel,
        )

    def _ping(self, _: dict[str, Any]) -> dict[str, float]:
        return {"now": self._parts.clock.wall()}

    def _states(self, arguments: dict[str, Any]) -> list[Any]:
        wanted = convert(arguments, _Extensions).extensions
        if len(wanted) > MAX_STATES:
            raise ControlError(f"{len(wanted)} extensions asked for, {MAX_STATES} at most")
        registrar, now, offset = self._moment()
        return [endpoint_state(registrar, extension, now, offset) for extension in wanted]

    def _registered(self, arguments: dict[str, Any]) -> list[Any]:
        page = convert(arguments, _Page)
        registrar, now, offset = self._moment()
        limit = max(1, min(page.limit, MAX_STATES))
        found = registrar.locations.page(page.after, limit, now)
        return [endpoint_state(registrar, extension, now, offset) for extension, _ in found]

    def _totals(self, _: dict[str, Any]) -> Any:
        return totals(self._parts.registrar)

    def _counters(self, _: dict[str, Any]) -> list[Any]:
        return self._parts.gauges.samples(self._durable.error)

    def _seal(self, _: dict[str, Any]) -> dict[str, Any]:
        self._parts.driver.drain()
        self._parts.journal.seal()
        return {}

    def _clear(self, arguments: dict[str, Any]) -> dict[str, list[Cleared]]:
        asked = convert(arguments, _Extensions)
        parts = self._parts
        batch = parts.driver.begin()
        removed = []
        for extension in dict.fromkeys(asked.extensions):
            lockout = parts.registrar.lockouts.get(extension)
            if lockout is None:
                continue
            suspended = bool(parts.registrar.lockouts.remaining(extension, batch.now))
            gone = Cleared(extension, lockout.known, lockout.failures, suspended)
            parts.registrations.changed(
                parts.registrar.lockouts.clear(extension, batch.now, asked.by), batch
            )
            if gone.failures:
                removed.append(gone)
        parts.driver.commit(batch)
        return {"removed": removed}

    async def _parameters(self, arguments: dict[str, Any]) -> Effective:
        asked = convert(arguments, _Parameters)
        change = self._durable.begin(asked.version, parameters=dict(checked(asked.values)))
        self.obey()
        return await self._durable.effective(change)

    async def _put(self, arguments: dict[str, Any]) -> Effective:
        asked = convert(arguments, _Put)
        endpoints = [endpoint_of(each) for each in asked.endpoints]
        change = self._durable.begin(asked.version, asked.after, put=asked.endpoints)
        await self._put_sliced(endpoints)
        return await self._durable.effective(change)

    async def _delete(self, arguments: dict[str, Any]) -> Effective:
        asked = convert(arguments, _Delete)
        change = self._durable.begin(asked.version, delete=asked.extensions)
        await self._remove_sliced(asked.extensions)
        return await self._durable.effective(change)

    async def _configure(self, arguments: dict[str, Any]) -> Effective:
        asked = convert(arguments, _Configure)
        parameters = dict(checked(asked.parameters))
        accounts = self._parts.registrar.accounts
        every = [endpoint_of(each) for each in asked.endpoints]
        changed = [each for each in every if accounts.get(each.extension) != each]
        wanted = {each.extension for each in every}
        wanted.update(name for name in asked.following if name in accounts)
        gone = [name for name in accounts if name not in wanted]
        gone += [name for name in self._parts.registrar.locations if name not in wanted]
        configuration = self._parts.configuration
        configuration.sequence += 1
        partial = bool(asked.following or asked.following_gateways)
        configuration.version = NO_CONFIG if partial else asked.version
        configuration.parameters = parameters
        if asked.gateways is not None:
            self._parts.gateways.replace(asked.gateways, keep=asked.following_gateways)
        self.obey()
        await self._remove_sliced(list(dict.fromkeys(gone)))
        await self._put_sliced(changed)
        moment = self._parts.clock.wall()
        large = len(changed) > MANY
        del asked, every, changed, wanted
        arguments.clear()
        if large:
            give_back()
        await self._durable.write()
        return Effective(moment)

    async def _put_sliced(self, endpoints: list[Endpoint]) -> None:
        parts = self._parts
        for part in _slices(endpoints):
            batch = parts.driver.begin()
            parts.registrations.swept(parts.registrar.put_endpoints(part, batch.now), batch)
            parts.driver.commit(batch)
            await asyncio.sleep(0)

    async def _remove_sliced(self, extensions: list[str]) -> None:
        parts = self._parts
        for part in _slices(extensions):
            batch = parts.driver.begin()
            parts.registrations.swept(parts.registrar.remove_endpoints(part), batch)
            parts.driver.commit(batch)
            await asyncio.sleep(0)

    def _moment(self) -> tuple[Registrar, float, float]:
        clock = self._parts.clock
        now = clock.now()
        return self._parts.registrar, now, clock.wall() - now


def _slices(items: list[T]) -> Iterable[list[T]]:
    return (items[start : start + SLICE] for start in range(0, len(items), SLICE))
