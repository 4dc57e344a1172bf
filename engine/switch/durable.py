"""Changes of the configuration, numbered, and made durable in the switch's own copy.

A disk that refuses the copy does not undo a change, because the operator may be about to cure
exactly that; management holds the truth and pushes it again when versions differ. The copy is
tried again whenever management says hello, which it does every second.

Nothing here is called twice at a time: changes are carried out one after the other.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from engine.clock import Clock
from engine.control.messages import Effective
from engine.logs import get_logger
from engine.registrar.accounts import Accounts
from engine.switch.configcopy import MAX_CHANGES, Change, ConfigCopy, Configuration
from engine.switch.endpoints import configs_of
from engine.switch.gateways import Gateways

_log = get_logger(__name__)


class Durable:
    """The configuration in force and its copy on the disk.

    Attributes:
        configuration: What management pushed last.
        error: Why the copy is behind, "" while it is not.
    """

    def __init__(
        self,
        clock: Clock,
        copy: ConfigCopy,
        configuration: Configuration,
        accounts: Accounts,
        gateways: Gateways,
    ) -> None:
        self._clock = clock
        self._copy = copy
        self._accounts = accounts
        self._gateways = gateways
        self.configuration = configuration
        self.error = ""

    def begin(self, version: int, after: int | None = None, **what: Any) -> Change:
        """A change that leads to ``version`` from the one before, or from ``after``; it is applied.

        When this switch has another version it missed something. It obeys the change and keeps
        its version, so that management sees the difference and pushes everything.
        """
        configuration = self.configuration
        if configuration.version not in (version, version - 1 if after is None else after):
            version = configuration.version
        change = Change(configuration.sequence + 1, version, **what)
        configuration.apply(change)
        return change

    async def effective(self, change: Change) -> Effective:
        """Make ``change``, which is in force, durable; the moment it took effect."""
        moment = self._clock.wall()
        if self._copy.changes >= MAX_CHANGES or self.error:
            await self.write()
        else:
            await self._store(lambda: self._copy.append(change))
        return Effective(moment)

    async def write(self) -> None:
        """Write the whole configuration anew."""
        accounts, gateways = self._accounts, list(self._gateways)
        configuration, count = self.configuration, len(accounts)
        await self._store(
            lambda: self._copy.write(configuration, configs_of(accounts), count, gateways)
        )

    async def _store(self, action: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(action)
        except OSError as error:
            before, self.error = self.error, error.strerror or str(error)
            if self.error != before:
                _log.error("the copy of the configuration is behind", reason=self.error)
        else:
            self.error = ""
