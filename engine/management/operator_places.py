"""Tells the switch from where operators are signed in, so that no rule of the defence bans them.

Whoever is signed in from this machine itself says nothing about a network: he sits behind a tunnel
or a proxy, or the program is a monitor. Loopback is not special to the defence, so it is left out.
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Final, Protocol

from engine.errors import ControlError
from engine.store.config_store import ConfigStore

AGAIN: Final = 5.0
"""Seconds after which the same is told again: a switch that was restarted knows nothing of it."""


class _Port(Protocol):
    def operators(self, addresses: list[str]) -> None:
        """See :class:`engine.management.block_port.BlockPort`."""


class OperatorPlaces:
    """Tells what changed.

    Args:
        config: Knows the sessions.
        port: The switch.
        wall: Epoch seconds.
    """

    def __init__(self, config: ConfigStore, port: _Port, wall: Callable[[], float]) -> None:
        self._config = config
        self._port = port
        self._wall = wall
        self._told: list[str] | None = None
        self._told_at = 0.0

    def tell(self) -> None:
        """Tell the switch, if there is something new; in a worker thread.

        A switch that does not answer is told at the next turn.

        Raises:
            StoreError: the sessions cannot be read.
        """
        now = self._wall()
        found = [each for each in self._config.sessions.addresses(now) if is_elsewhere(each)]
        if found == self._told and abs(now - self._told_at) < AGAIN:
            return
        try:
            self._port.operators(found)
        except ControlError:
            self._told = None
            return
        self._told, self._told_at = found, now


def is_elsewhere(address: str) -> bool:
    """Whether ``address`` is another machine's."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return not (found if mapped is None else mapped).is_loopback
