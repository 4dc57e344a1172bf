"""The order of what is blocked, worked out in short steps: pure, and given up at any of them.

Ten thousand rows take some hundred milliseconds to sort and gather. Who works it out takes steps
for as long as nobody waits for him, and goes on later.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from client.models.block_groups import GroupRow, Shown, home
from client.models.block_rows import BlockRow, Key

STEP = 200
"""Rows that are looked at between two steps: about a millisecond."""

Some = TypeVar("Some")
Steps = Generator[None, None, Some]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How rows are to stand.

    Attributes:
        sort_key: what rows and headings sort by; None: as they are.
        down: whether the greatest comes first.
        grouped: whether rows are gathered under their addresses.
        folded: says whether the group of an address with so many members is folded.
        known: a row as it is shown now, by its key; nothing for one that is not.
    """

    sort_key: Callable[[Shown], Any] | None
    down: bool
    grouped: bool
    folded: Callable[[str, int], bool]
    known: Callable[[Key], Shown | None] = field(default=lambda _key: None)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows from top to bottom by their keys, and the addresses that they are gathered under.

    A row that is shown already and has not changed is the very same object.
    """

    rows: dict[Hashable, Shown]
    groups: list[GroupRow]
    inside: dict[Key, str]


def arrange(rows: Sequence[BlockRow], wanted: Wanted) -> Steps[Arrangement]:
    """Sort *rows* and gather them if wanted; headings stand where the first of each was."""
    ordered = yield from _sorted(rows, wanted)
    tops: list[Shown] = list(ordered)
    if wanted.grouped:
        gathered = yield from _gathered(ordered, wanted)
        tops = yield from _sorted(gathered, wanted)
    groups: list[GroupRow] = []
    inside: dict[Key, str] = {}
    shown: dict[Hashable, Shown] = {}
    for place, top in enumerate(tops):
        if place % STEP == 0:
            yield
        shown[top.key] = _kept(top, wanted)
        if isinstance(top, GroupRow):
            groups.append(top)
            inside.update((member.key, top.address) for member in top.members)
            if not top.folded:
                shown.update((member.key, _kept(member, wanted)) for member in top.members)
    return Arrangement(shown, groups, inside)


def at_once(steps: Steps[Some]) -> Some:
    """Take all steps without a pause."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Some = end.value
            return result


def _sorted(rows: Sequence[Any], wanted: Wanted) -> Steps[list[Any]]:
    if wanted.sort_key is None:
        return list(rows)
    keys = []
    for place, row in enumerate(rows):
        if place % STEP == 0:
            yield
        keys.append(wanted.sort_key(row))
    yield
    places = sorted(range(len(rows)), key=keys.__getitem__, reverse=wanted.down)
    yield
    return [rows[place] for place in places]


def _gathered(rows: Sequence[BlockRow], wanted: Wanted) -> Steps[list[Shown]]:
    found: dict[str, list[BlockRow]] = {}
    for place, row in enumerate(rows):
        if place % STEP == 0:
            yield
        found.setdefault(home(row.address), []).append(row)
    tops: list[Shown] = []
    for place, (address, members) in enumerate(found.items()):
        if place % STEP == 0:
            yield
        folded = len(members) > 1 and wanted.folded(address, len(members))
        group = GroupRow(address, tuple(members), folded)
        tops.append(group if len(members) > 1 else members[0])
    return tops


def _kept(row: Shown, wanted: Wanted) -> Shown:
    """Return a row as it is shown already, if it is the same."""
    before = wanted.known(row.key)
    return before if before is not None and before == row else row
