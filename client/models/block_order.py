"""What is blocked as the page shows it: sorted, and gathered under addresses if that is wanted.

Sorting goes for headings and within each group. Which groups are folded is remembered by address,
so it outlives every reload; large ones are folded when they are first seen.

A few rows are arranged at once. Many are arranged in short slices, between which the window lives
on; what is shown changes when all of it is worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer

from client.formats import Formats
from client.models.arranged import ArrangedModel
from client.models.block_arranging import Arrangement, Steps, Wanted, arrange, at_once
from client.models.block_group_columns import columns_of
from client.models.block_groups import FEW, GroupRow, Shown, home, members_of
from client.models.block_rows import BlockRow, Key
from client.models.blocks import BlockTable
from client.models.columns import Column

MOST_FOLDS = 20_000
"""Groups of which it is remembered whether they are folded; those not seen are forgotten first."""

AT_ONCE = 500
"""Rows that are arranged without a pause: within ten milliseconds."""

SLICE_S = 0.008
"""Seconds that one slice of work on more of them takes."""


class BlockOrder(ArrangedModel[Shown]):
    """The rows of a table in an order, with headings or without.

    Args:
        table: what is blocked and fits the filters.
        formats: how figures are written.
        parent: the owner in Qt's sense.
    """

    def __init__(self, table: BlockTable, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(
            columns_of(table.columns, formats, self.is_inside), lambda row: row.key, parent
        )
        self._table = table
        self._column = table.column("since")
        self._down = True
        self._grouped = False
        self._folds: dict[str, bool] = {}
        self._inside: dict[Key, str] = {}
        self._steps: Steps[Arrangement] | None = None
        self._done: Arrangement | None = None
        self._stale = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)
        table.arranged.connect(self._follow)
        self.arrange()

    @property
    def busy(self) -> bool:
        """Whether an order is being worked out that is not shown yet."""
        return self._steps is not None

    @property
    def plain(self) -> tuple[Column[BlockRow], ...]:
        """The columns as they are of rows without headings, for copying."""
        return self._table.columns

    @property
    def grouped(self) -> bool:
        """Whether rows are gathered under their addresses."""
        return self._grouped

    def set_grouped(self, *, grouped: bool) -> None:
        """Gather the rows under their addresses, or list them."""
        if grouped != self._grouped:
            self._grouped = grouped
            self.arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort groups, and rows within them, by what a column says; -1 changes nothing."""
        if column >= 0:
            self._column, self._down = column, order is Qt.SortOrder.DescendingOrder
            self.arrange()

    def fold(self, address: str, *, folded: bool) -> None:
        """Hide or show what is beneath a heading."""
        self._folds[address] = folded
        self.arrange()

    def is_inside(self, row: BlockRow) -> bool:
        """Say whether a row stands beneath a heading."""
        return row.key in self._inside

    def heading(self, row: BlockRow) -> GroupRow | None:
        """Return the heading that a row stands beneath, if it does."""
        found = self.find(("group", home(row.address))) if self.is_inside(row) else None
        return found if isinstance(found, GroupRow) else None

    def entries(self) -> list[BlockRow]:
        """Return everything that is blocked from top to bottom, folded or not, no headings."""
        return members_of(self._rows)

    def arrange(self) -> None:
        """Bring the rows into their order after anything has changed."""
        rows = self._table.rows()
        wanted = Wanted(
            self.columns[self._column].sort_key, self._down, self._grouped, self._is_folded,
            self.find,
        )  # fmt: skip
        steps, self._stale = arrange(rows, wanted), False
        if len(rows) <= AT_ONCE:
            self._show(at_once(steps))
            return
        self._steps, self._done = steps, None
        self._timer.start()

    def _follow(self) -> None:
        """Arrange what has changed in the table; what is under way is brought to its end first.

        Under an attack something changes all the time, and it would never come to one.
        """
        if self.busy and self._table.count() > AT_ONCE:
            self._stale = True
        else:
            self.arrange()

    def _slice(self) -> None:
        """Go on for a moment; Qt is told of all that leaves, and in the next slice of the rest."""
        if self._done is not None:
            stale = self._stale
            self._show(self._done)
            if stale:
                self.arrange()
            return
        steps, end = self._steps, monotonic() + SLICE_S
        try:
            while steps is not None:
                next(steps)
                if monotonic() >= end:
                    return
        except StopIteration as finished:
            self._done = finished.value
            self._take_out(finished.value.rows)

    def _show(self, done: Arrangement) -> None:
        self._steps = self._done = None
        self._timer.stop()
        moved, self._inside = done.inside != self._inside, done.inside
        self._forget(done.groups)
        self.become_these(done.rows, repaint=moved)

    def _is_folded(self, address: str, count: int) -> bool:
        return self._folds.setdefault(address, count > FEW)

    def _forget(self, groups: Sequence[GroupRow]) -> None:
        if self._grouped and len(self._folds) > MOST_FOLDS:
            seen = {group.address for group in groups}
            kept = [item for item in self._folds.items() if item[0] in seen]
            self._folds = dict(kept[:MOST_FOLDS])
