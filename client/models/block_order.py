"""What is blocked as the page shows it: sorted, and gathered under addresses if that is wanted.

Sorting goes for headings and within each group. Which groups are folded is remembered by address,
so it outlives every reload; large ones are folded when they are first seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from client.formats import Formats
from client.models.arranged import ArrangedModel
from client.models.block_group_columns import columns_of
from client.models.block_groups import FEW, GroupRow, Shown, group_rows, home, members_of
from client.models.block_rows import BlockRow, Key
from client.models.blocks import BlockTable
from client.models.columns import Column

MOST_FOLDS = 20_000
"""Groups of which it is remembered whether they are folded; those not seen are forgotten first."""


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
        table.arranged.connect(self.arrange)
        self.arrange()

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
        rows = self._sorted(self._table.rows())
        if not self._grouped:
            self._show(rows)
            return
        tops = self._sorted(group_rows(rows, self._is_folded))
        shown: list[Shown] = []
        for top in tops:
            shown.append(top)
            if isinstance(top, GroupRow) and not top.folded:
                shown.extend(top.members)
        self._forget(tops)
        self._show(shown)

    def _show(self, rows: Sequence[Shown]) -> None:
        groups = [row for row in rows if isinstance(row, GroupRow)]
        inside = {member.key: group.address for group in groups for member in group.members}
        moved = inside != self._inside
        self._inside = inside
        self.become(rows, repaint=moved)

    def _sorted(self, rows: Iterable[Any]) -> list[Any]:
        key = self.columns[self._column].sort_key
        return sorted(rows, key=key, reverse=self._down) if key is not None else list(rows)

    def _is_folded(self, address: str, count: int) -> bool:
        return self._folds.setdefault(address, count > FEW)

    def _forget(self, tops: Sequence[Shown]) -> None:
        if len(self._folds) > MOST_FOLDS:
            seen = {top.address for top in tops if isinstance(top, GroupRow)}
            kept = [item for item in self._folds.items() if item[0] in seen]
            self._folds = dict(kept[:MOST_FOLDS])
