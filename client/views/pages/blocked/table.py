"""The table of what is blocked: groups fold by key and by click, and are copied with all of them.

Right opens a group or goes into it, Left folds it or goes from a row to its heading, as in every
tree; Return does either.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from client.formats import pasted
from client.models.block_groups import GroupRow, members_of
from client.models.block_order import BlockOrder
from client.models.block_rows import BlockRow
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.page import PageContext

LESSER = ("last_hit", "repeats", "by", "hits", "since")
LAST_WIDTH = 220
SIGN_WIDTH = 28
"""Pixels at the left of a heading in which a click folds it."""


class BlockView(FittingTable):
    """Rows and headings.

    Signals:
        entry_wanted: a row that is no heading was opened.

    Args:
        context: look, settings.
        order: what is shown.
        parent: the owner in Qt's sense.
    """

    entry_wanted = Signal(object)

    def __init__(
        self, context: PageContext, order: BlockOrder, parent: QWidget | None = None
    ) -> None:
        self._order = order
        super().__init__(context.theme, "blocked", context.settings, LESSER, LAST_WIDTH, parent)
        self.setAccessibleName(self.tr("Everything that is blocked"))
        self.setModel(order)
        self.setSortingEnabled(True)
        self.activated_row.connect(self._activate)

    def entries(self) -> list[BlockRow]:
        """Return the selected rows; a selected heading stands for all beneath it."""
        return members_of(self.rows())

    def fold(self, group: GroupRow, *, folded: bool) -> None:
        """Fold or unfold a group and stay on its heading."""
        self._order.fold(group.address, folded=folded)
        self.select_key(group.key)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard; of a heading, all that is beneath it."""
        entries = self.entries()
        if not entries:
            return
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        columns = [self._order.plain[place] for place in places if self._wanted(place)]
        lines = ["\t".join(column.title for column in columns)]
        lines += ["\t".join(pasted(column.text(row)) for column in columns) for row in entries]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold, unfold and go in and out with Left and Right."""
        steps = {Qt.Key.Key_Left: self._go_out, Qt.Key.Key_Right: self._go_in}
        step = steps.get(Qt.Key(event.key()))
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        )  # fmt: skip
        if step is None or not plain or not self._order.grouped or not step():
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold where the sign of a heading is."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        group = self._at(index)
        sign = (
            index.column() == self._order.column("what")
            and place.x() - self.columnViewportPosition(index.column()) < SIGN_WIDTH
        )
        if isinstance(group, GroupRow) and sign and event.button() is Qt.MouseButton.LeftButton:
            self.fold(group, folded=not group.folded)
            return
        super().mousePressEvent(event)

    def _go_in(self) -> bool:
        row = self._at(self.currentIndex())
        if not isinstance(row, GroupRow):
            return row is not None and self._order.is_inside(row)
        if row.folded:
            self.fold(row, folded=False)
        else:
            self._go_to(row.members[0].key)
        return True

    def _go_out(self) -> bool:
        row = self._at(self.currentIndex())
        if isinstance(row, GroupRow):
            self.fold(row, folded=True)
            return True
        heading = self._order.heading(row) if row is not None else None
        if heading is not None:
            self._go_to(heading.key)
        return heading is not None

    def _go_to(self, key: object) -> None:
        index = self._order.index(self._order.place(key), max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _at(self, index: QModelIndex) -> BlockRow | GroupRow | None:
        return self._order.at(index.row()) if index.isValid() else None

    def _activate(self, row: object) -> None:
        if isinstance(row, GroupRow):
            self.fold(row, folded=not row.folded)
        else:
            self.entry_wanted.emit(row)
