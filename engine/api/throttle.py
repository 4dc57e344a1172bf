"""Guessing the password of an operator stops being possible after a few tries.

Failures are counted twice: for the pair of name and address, and for the address alone, so that
neither many passwords for one name nor one password for many names gets far. At the limit the key
is closed for a while, for the right password too; the time does not grow by trying on. A success
resets both counters; failures are forgotten when the same time has passed since the latest.

The table is bounded: when it is full, what was touched longest ago is forgotten. Addresses of
IPv6 count by their /64 network, which is what one subscriber gets.
"""

import hashlib
import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, NamedTuple

from engine.addresses import subscriber

MAX_KEYS: Final = 10_000
_MAX_NAME: Final = 64


class Policy(NamedTuple):
    """From SERVER_LOGIN_FAILED_LIMIT and SERVER_LOGIN_FAILED_DISABLE_TIME."""

    limit: int
    seconds: float


@dataclass(slots=True)
class _Entry:
    failures: int = 0
    latest: float = 0.0
    since: float = 0.0


class Closed(NamedTuple):
    """A name from an address, or an address, whose sign-ins are refused now.

    Attributes:
        id: Names it, and tells nothing.
        name: The operator's name, "" when it is the address with any name.
        network: The address, or the network of IPv6.
        failures: How many there were.
        since: When it was closed, monotonic seconds.
        until: When it opens.
    """

    id: str
    name: str
    network: str
    failures: int
    since: float
    until: float


class Throttle:
    """Failed sign-ins by name and address; times are monotonic seconds."""

    def __init__(self, max_keys: int = MAX_KEYS) -> None:
        self._max_keys = max_keys
        self._lock = threading.Lock()
        self._entries: OrderedDict[tuple[str, str], _Entry] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def wait(self, name: str, address: str, now: float, policy: Policy) -> int:
        """Whole seconds until a sign-in is looked at again; 0 when it may be tried now."""
        with self._lock:
            left = [self._left(key, now, policy) for key in _keys(name, address)]
        return math.ceil(max(left))

    def failed(self, name: str, address: str, now: float, policy: Policy) -> bool:
        """Count a failure; True when it is the one that closes a key."""
        with self._lock:
            counts = [self._count(key, now, policy) for key in _keys(name, address)]
        return policy.limit in counts

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of this name and of this address."""
        with self._lock:
            for key in _keys(name, address):
                self._entries.pop(key, None)

    def closed(self, now: float, policy: Policy) -> list[Closed]:
        """Everything that is closed now, the latest first."""
        with self._lock:
            found = [
                Closed(_id(key), *key, each.failures, each.since, each.latest + policy.seconds)
                for key, each in self._entries.items()
                if self._left(key, now, policy)
            ]
        return sorted(found, key=lambda each: (each.since, each.id), reverse=True)

    def open(self, closed: Closed) -> bool:
        """Forget the failures of one of them; False when there are none any more."""
        with self._lock:
            return self._entries.pop((closed.name, closed.network), None) is not None

    def _left(self, key: tuple[str, str], now: float, policy: Policy) -> float:
        entry = self._entries.get(key)
        if entry is None or entry.failures < policy.limit:
            return 0.0
        return max(0.0, entry.latest + policy.seconds - now)

    def _count(self, key: tuple[str, str], now: float, policy: Policy) -> int:
        entry = self._entries.setdefault(key, _Entry())
        if entry.latest + policy.seconds <= now:
            entry.failures = 0
        entry.failures += 1
        entry.latest = now
        if entry.failures == policy.limit:
            entry.since = now
        self._entries.move_to_end(key)
        if len(self._entries) > self._max_keys:
            self._entries.popitem(last=False)
        return entry.failures


def _keys(name: str, address: str) -> tuple[tuple[str, str], tuple[str, str]]:
    network = subscriber(address)
    return (name[:_MAX_NAME] or " ", network), ("", network)


def _id(key: tuple[str, str]) -> str:
    return hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:32]
