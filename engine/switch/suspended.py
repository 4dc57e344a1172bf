"""Pages of lockouts, found in slices.

An attack can make a hundred thousand of them. Whoever looks gets one page in alphabetical order,
and between two slices of the search messages are handled, so that no phone waits for an operator.
"""

import asyncio
from heapq import nsmallest
from operator import attrgetter
from typing import Final

import msgspec

from engine.control.messages import SuspensionInfo
from engine.registrar import Lockout, Registrar
from engine.switch.states import suspension_info

MAX_PAGE: Final = 10_001
"""Lockouts answered at a time: the longest page of the HTTP interface, and one that tells whether
there are more; 2 MB."""

SLICE: Final = 2_000
"""Lockouts looked at between two looks at the sockets: about a millisecond."""

_extension: Final = attrgetter("extension")


class Wanted(msgspec.Struct):
    """Which lockouts.

    Attributes:
        after: Only extensions greater than this one.
        limit: How many at most.
        known: Only those of existing extensions, only those of others, or None for both.
        q: Text that occurs in the extension or in a source address, in any case.
    """

    after: str = ""
    limit: int = 1_000
    known: bool | None = None
    q: str = ""

    def matches(self, lockout: Lockout) -> bool:
        """Whether ``lockout`` is wanted."""
        if lockout.extension <= self.after or self.known not in (None, lockout.known):
            return False
        text = self.q.casefold()
        if not text or text in lockout.extension.casefold():
            return True
        return any(text in source.casefold() for source in lockout.sources)


async def page(
    wanted: Wanted, registrar: Registrar, now: float, wall_offset: float
) -> list[SuspensionInfo]:
    """The first lockouts in alphabetical order that are in force at ``now`` and wanted."""
    limit = max(1, min(wanted.limit, MAX_PAGE))
    running = list(registrar.lockouts.suspended(now))
    best: list[Lockout] = []
    for start in range(0, len(running), SLICE):
        found = [each for each in running[start : start + SLICE] if wanted.matches(each)]
        if len(best) == limit:
            last = best[-1].extension
            found = [each for each in found if each.extension < last]
        if found:
            best = nsmallest(limit, best + found, key=_extension)
        await asyncio.sleep(0)
    # One that ended meanwhile is over.
    return [suspension_info(each, now, wall_offset) for each in best if each.until > now]
