"""Who was refused by the interface, counted, and put into the audit a few rows at a time.

Failed sign-ins and refused requests belong into the audit; but whoever sends a million of them must
not be able to fill it, or to push out what others did. So refusals are counted by what was refused
and by the subscriber they came from, and every quarter of an hour the most frequent become one row
each and all others one row together: at most :data:`MAX_ROWS` + 1 rows a quarter, some 1,100 a day
under an attack that never ends. The table of counts is bounded too; who finds no place in it is
counted among the others. Each single refusal is a line of the engine's log at once.

Deeds that an attacker can cause, such as the closing of sign-in for an address, have a budget for
rows at once; beyond it they are counted like everything else.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from engine.addresses import subscriber
from engine.store.audit import Audit

Kind = Literal["sign-in", "throttled", "blocked", "token", "role"]
"""A wrong name or password; a try while sign-in is closed; the closing itself; a request without
a valid token; one that the role does not allow."""

EVERY_S: Final = 900.0
MAX_ROWS: Final = 10
MAX_KEYS: Final = 1000
MAX_NAMES: Final = 5
AT_ONCE: Final = 10
"""Rows a quarter of an hour that are written at once, whoever causes them."""

SYSTEM: Final = "system"
_MAX_TEXT: Final = 64


@dataclass(slots=True)
class _Count:
    """Refusals of one kind to one subscriber since the last rows."""

    number: int = 0
    first: float = 0.0
    last: float = 0.0
    names: list[str] = field(default_factory=list)
    what: list[str] = field(default_factory=list)


class Refusals:
    """Counts since the last rows; safe from any thread.

    Args:
        wall: Present time, epoch seconds.
    """

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._lock = threading.Lock()
        self._counts: dict[tuple[Kind, str], _Count] = {}
        self._others = _Count()
        self._since = wall()
        self._budget = AT_ONCE

    def note(self, kind: Kind, address: str, name: str = "", what: str = "") -> None:
        """Count a refusal.

        Args:
            kind: What was refused.
            address: Of the sender.
            name: The operator that was tried, or that is signed in.
            what: The request: method and template of the path.
        """
        now = self._wall()
        key = kind, subscriber(address)
        with self._lock:
            count = self._counts.get(key)
            if count is None:
                if len(self._counts) < MAX_KEYS:
                    count = self._counts[key] = _Count(first=now)
                else:
                    count = self._others
                    count.first = count.first or now
            count.number += 1
            count.last = now
            _keep(count.names, name)
            _keep(count.what, what)

    def may_write(self) -> bool:
        """Whether a deed that an attacker can cause may have its row now; takes from the budget."""
        with self._lock:
            self._budget -= 1
            return self._budget >= 0

    def flush(self, audit: Audit, *, now: bool = False) -> int:
        """Write the rows if the time has come, or ``now``; how many.

        Raises:
            StoreError: the audit cannot be written; what was counted is kept for the next time.
        """
        with self._lock:
            passed = self._wall() - self._since
            # A clock that was put back begins anew.
            if not now and 0 <= passed < EVERY_S:
                return 0
            counts, others = self._counts, self._others
            self._counts, self._others = {}, _Count()
        rows = _rows(counts, others)
        try:
            audit.append_many(rows)
        except BaseException:
            with self._lock:
                self._others = _sum([self._others, others, *counts.values()])
            raise
        with self._lock:
            self._since, self._budget = self._wall(), AT_ONCE
        return len(rows)


def _rows(counts: dict[tuple[Kind, str], _Count], others: _Count) -> list[dict[str, Any]]:
    ranked = sorted(counts.items(), key=lambda item: -item[1].number)
    rows = [_row(kind, address, count) for (kind, address), count in ranked[:MAX_ROWS]]
    rest = _sum([others, *(count for _, count in ranked[MAX_ROWS:])])
    if rest.number:
        sources = len({address for (_, address), _ in ranked[MAX_ROWS:]})
        row = _row("others", "", rest)
        row["after"] |= {"sources_at_least": sources}
        rows.append(row)
    return rows


def _row(kind: str, address: str, count: _Count) -> dict[str, Any]:
    after = {
        "count": count.number,
        "first": count.first,
        "last": count.last,
        "names": count.names,
        "requests": count.what,
    }
    return {
        "actor": SYSTEM,
        "address": address,
        "action": f"refused.{kind}",
        "object": f"address:{address}" if address else "addresses",
        "after": after,
    }


def _sum(counts: list[_Count]) -> _Count:
    total = _Count()
    for count in counts:
        if count.number:
            total.number += count.number
            total.first = min(total.first or count.first, count.first)
            total.last = max(total.last, count.last)
    return total


def _keep(texts: list[str], text: str) -> None:
    """Remember a text among a few, cut to length."""
    text = text[:_MAX_TEXT]
    if text and text not in texts and len(texts) < MAX_NAMES:
        texts.append(text)
