"""Wrong passwords for each operator since his latest sign-in.

For names that operators have only, so a guesser of names cannot make the table grow. It is in
memory: the audit has the refusals of all names, summed up, for longer.
"""

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Final, NamedTuple

KEPT: Final = 10
"""Failures of an operator that are told one by one."""


class Failure(NamedTuple):
    """When (epoch seconds), and from where."""

    at: float
    address: str


@dataclass(slots=True)
class _Entry:
    count: int = 0
    latest: deque[Failure] = field(default_factory=lambda: deque(maxlen=KEPT))


class FailedSignIns:
    """Failures by operator; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: dict[str, _Entry] = {}

    def failed(self, operator: str, address: str, at: float) -> None:
        """Count a wrong password for somebody there is."""
        with self._lock:
            entry = self._entries.setdefault(operator, _Entry())
            entry.count += 1
            entry.latest.appendleft(Failure(at, address))

    def forget(self, operator: str) -> None:
        """He signed in, or is no operator any more."""
        with self._lock:
            self._entries.pop(operator, None)

    def of(self, operator: str) -> tuple[int, list[Failure]]:
        """How many, and the latest of them, newest first."""
        with self._lock:
            entry = self._entries.get(operator)
            return (entry.count, list(entry.latest)) if entry else (0, [])
