"""Which blocks of the table have bits that can be believed.

The index of texts (:mod:`engine.store.cdr_grams`) goes by the numbers of rows. Records go away,
into the archive or for ever, and some time later DuckDB tidies up: it takes the gaps out of a group
of 122,880 rows, or puts a few groups into one, and rows behind a gap move down. Groups that it
leaves alone keep their numbers.

So each block remembers its last row and that row's flow number. When any row of a group moves, its
last one does; and rows of a later group may come behind it. A group is believed while its last row
is where it was and nothing has come behind. While one is not, a search of its time is asked once
more without the index, until what is known of that group was forgotten and made anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from engine.store.cancelling import Cursor
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.text_grams import VERSION
from engine.store.time_order import Span

GROUP_BLOCKS: Final = 122_880 // BLOCK_ROWS
"""Blocks of a group of rows of DuckDB."""

EVER: Final = 1 << 40
"""No block has such a number."""

_GROUPS: Final = f"""
SELECT block // {GROUP_BLOCKS} AS number, max(block) + 1, min("first"), max("last"), max(anchor),
    arg_max(anchor_flow, anchor), bool_and(version = {VERSION})
FROM cdr_block GROUP BY 1 ORDER BY 1
"""  # noqa: S608

_FLOWS: Final = "SELECT rowid, flow_no FROM cdr WHERE rowid IN (SELECT unnest(?::BIGINT[]))"


class Group(NamedTuple):
    """What is known of a group of rows: its first blocks, all of them but at the end of the table.

    Attributes:
        number: Which.
        end: The number behind that of its last block.
        first: Its oldest start, epoch milliseconds.
        last: Its newest.
        anchor: The last row there was; None when there was none.
        flow_no: Its flow number.
        current: Whether it was made by the present rule.
    """

    number: int
    end: int
    first: int
    last: int
    anchor: int | None
    flow_no: int | None
    current: bool

    @property
    def begin(self) -> int:
        """Its first block."""
        return self.number * GROUP_BLOCKS

    @property
    def behind(self) -> int:
        """Where a row would be that has come behind its last one."""
        return self.begin * BLOCK_ROWS if self.anchor is None else self.anchor + 1

    def touches(self, span: Span) -> bool:
        """Whether it has a record that began then."""
        return self.first < span.high and self.last >= span.low


def groups(cursor: Cursor) -> list[Group]:
    """All that something is known of, in order."""
    return [Group(*row) for row in cursor.execute(_GROUPS).fetchall()]


def doubtful(cursor: Cursor, some: Sequence[Group]) -> list[Group]:
    """Those of the groups that cannot be believed any more."""
    asked = [group.anchor for group in some if group.anchor is not None]
    asked += [group.behind for group in some]
    rows: list[tuple[Any, ...]] = cursor.execute(_FLOWS, [str(asked)]).fetchall() if asked else []
    found = dict(rows)
    return [group for group in some if not _stands(group, found)]


def missing(some: Iterable[Group]) -> Iterator[range]:
    """The blocks that nothing is known of, the last range without an end."""
    first = 0
    for group in some:
        if first < group.begin:
            yield range(first, group.begin)
        first = group.end
    yield range(first, EVER)


def _stands(group: Group, found: dict[int, int]) -> bool:
    alone = group.behind >= group.end * BLOCK_ROWS or group.behind not in found
    there = group.anchor is None or found.get(group.anchor) == group.flow_no
    return group.current and alone and there
