"""Taking back what a source caused besides its own block: lockouts and counted failures.

An extension that nobody but the source attacked begins anew. An existing one that others attacked
as well does so, too: its owner waits for it, while a guesser gains no more than the attempts that
anybody has. Of an invented one that others attack the lockout stays.

There can be a hundred thousand of them, so they are looked at in slices, between which messages are
handled.
"""

import asyncio
from collections.abc import Callable
from ipaddress import ip_address
from typing import Final

import msgspec

from engine.control.messages import Cleared, Undone
from engine.defence.places import Network, as_network
from engine.errors import ControlError
from engine.registrar import Lockout, Registrar
from engine.registrar.lockout import State
from engine.switch.batch import Batch
from engine.switch.driver import Driver
from engine.switch.registrations import Registrations

SLICE: Final = 1_000
"""Lockouts looked at between two looks at the sockets."""

MAX_NAMED: Final = 1_000
"""Extensions answered by name."""


class Wanted(msgspec.Struct):
    """Whose doing is taken back, and who does it."""

    value: str
    by: str = ""


class Caused:
    """Takes it back.

    Args:
        registrar: Has the lockouts.
        registrations: Stores and tells what became of them.
        driver: Writes it.
    """

    def __init__(self, registrar: Registrar, registrations: Registrations, driver: Driver) -> None:
        self._registrar, self._registrations, self._driver = registrar, registrations, driver

    async def undo(self, wanted: Wanted) -> Undone:
        """Clear every extension that the source attacked; see above for those of several.

        Raises:
            ControlError: the place is none.
        """
        try:
            within = _Within(as_network(wanted.value))
        except ValueError as error:
            raise ControlError(f"{wanted.value[:60]!a} is no address and no network") from error
        found = [each.extension for each in self._registrar.lockouts]
        removed: list[Cleared] = []
        count = 0
        for start in range(0, len(found), SLICE):
            batch = self._driver.begin()
            for extension in found[start : start + SLICE]:
                gone = self._clear(extension, within, wanted.by, batch)
                if gone is not None:
                    count += 1
                    removed += [gone] if len(removed) < MAX_NAMED else []
            self._driver.commit(batch)
            await asyncio.sleep(0)
        return Undone(removed, count)

    def _clear(self, extension: str, within: "_Within", by: str, batch: Batch) -> Cleared | None:
        lockouts = self._registrar.lockouts
        lockout = lockouts.get(extension)
        if lockout is None or lockout.state is State.CLEAR or not _caused(lockout, within):
            return None
        suspended = bool(lockouts.remaining(extension, batch.now))
        gone = Cleared(extension, lockout.known, lockout.failures, suspended)
        self._registrations.changed(lockouts.clear(extension, batch.now, by), batch)
        return gone


class _Within:
    """Whether addresses lie in a network; few of them attack many extensions."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._seen: dict[str, bool] = {}

    def __call__(self, source: str) -> bool:
        known = self._seen.get(source)
        if known is None:
            if len(self._seen) >= SLICE:
                self._seen.clear()
            known = self._seen[source] = self._look(source)
        return known

    def _look(self, source: str) -> bool:
        try:
            address = ip_address(source.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return (address if mapped is None else mapped) in self._network


def _caused(lockout: Lockout, within: Callable[[str], bool]) -> bool:
    some = any if lockout.known else all
    return bool(lockout.sources) and some(within(source) for source in lockout.sources)
