"""Groups of extensions behind one source, and runs of numbers that a scanner walked through.

Two patterns tell an attack from a typing error (requirements 112 and 113): several extensions
suspended from the same address, and extension numbers in sequence. Both are found here, from the
rows that are loaded, as plain values; the table shows them as header rows and notes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

#: Fewer numbers in a row than this happen by chance in any office.
SHORTEST_RUN = 3

#: Digits a number may have to take part in a run: longer ones are not extension numbers and
#: would only cost arithmetic.
LONGEST_NUMBER = 18

#: The source of the group of all extensions that are alone behind theirs and not suspended: a
#: heading for each of them would hide the few that tell something.
SCATTERED = "*"


class Grouped(Protocol):
    """What grouping needs to know of a row."""

    @property
    def extension(self) -> str:
        """The number or name the row is about."""
        ...

    @property
    def source_address(self) -> str:
        """The address it is seen from, without port; empty when nobody is."""
        ...

    @property
    def locked(self) -> bool:
        """Whether it is suspended now."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """Extension numbers that follow each other without a gap.

    Attributes:
        first: The lowest number, as written.
        last: The highest number, as written.
        count: How many numbers the run has.
    """

    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """The rows behind one source.

    Attributes:
        source: The address without its port; empty for rows that nobody has been seen from, and
            SCATTERED for those that are alone behind their sources.
        rows: Positions in the sequence that was grouped, in its order.
        locked: How many of them are suspended.
        runs: Sequential numbers among the suspended ones, longest first.
    """

    source: str
    rows: tuple[int, ...]
    locked: int
    runs: tuple[Run, ...]


def group_by_source(rows: Sequence[Grouped]) -> tuple[Group, ...]:
    """Gather rows by the address they come from.

    The sources with the most suspended extensions come first, then the most extensions; then
    those alone behind their sources, together; rows without a source come last.
    """
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row.source_address, []).append(place)
    scattered: list[int] = []
    for source, found in list(places.items()):
        if source and len(found) == 1 and not rows[found[0]].locked:
            scattered += places.pop(source)
    groups = [_group(source, found, rows) for source, found in places.items()]
    if scattered:
        groups.append(_group(SCATTERED, sorted(scattered), rows))
    return tuple(sorted(groups, key=_order))


def _group(source: str, places: Sequence[int], rows: Sequence[Grouped]) -> Group:
    locked = [rows[place].extension for place in places if rows[place].locked]
    return Group(source, tuple(places), len(locked), sequential_runs(locked))


def _order(group: Group) -> tuple[int, int, int, str]:
    late = 2 if not group.source else int(group.source == SCATTERED)
    return (late, -group.locked, -len(group.rows), group.source)


def sequential_runs(extensions: Iterable[str]) -> tuple[Run, ...]:
    """Find numbers that follow each other, at least SHORTEST_RUN of them, longest run first.

    Numbers only run with numbers of the same length: 0999 is not the neighbour of 1000 for a
    dial plan, and 007 is not 7.
    """
    by_length: dict[int, set[int]] = {}
    for extension in extensions:
        if extension.isascii() and extension.isdigit() and len(extension) <= LONGEST_NUMBER:
            by_length.setdefault(len(extension), set()).add(int(extension))
    runs = [
        Run(str(first).zfill(width), str(last).zfill(width), last - first + 1)
        for width, numbers in by_length.items()
        for first, last in _stretches(sorted(numbers))
        if last - first + 1 >= SHORTEST_RUN
    ]
    return tuple(sorted(runs, key=lambda run: (-run.count, run.first)))


def _stretches(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    start = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
            yield numbers[start], numbers[place - 1]
            start = place


def run_of(extension: str, runs: Iterable[Run]) -> Run | None:
    """The run an extension belongs to, if any."""
    for run in runs:
        if len(run.first) == len(extension) and run.first <= extension <= run.last:
            return run
    return None


def address_of(source: str) -> str:
    """The address of a source without its port: "203.0.113.24:5060" and "[2001:db8::1]:5060"."""
    text = source.strip()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    if text.count(":") == 1:
        return text.partition(":")[0]
    return text
