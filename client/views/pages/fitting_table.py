"""A table that never needs a horizontal scroll bar: lesser columns step aside when it is narrow.

Beside an open details pane, which shows every field of the selected row anyway, there is no room
for all columns. Those named first step aside first, so that the last column, the one with the
sentence, stays readable. They come back by themselves. What the operator hides or widens by hand
is remembered; what steps aside for a while is not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractItemModel, QByteArray, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from client.settings import Settings
from client.theme import Theme
from client.views.widgets.table_view import TableView


class FittingTable(TableView):
    """A table view whose lesser columns step aside.

    Signals:
        fitted: columns stepped aside or came back.

    Args:
        theme: the look.
        name: under which the columns are remembered.
        settings: where they are remembered.
        lesser: keys of columns that may step aside, the least wanted first.
        last_width: what the last visible column must at least have.
    """

    fitted = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        settings: Settings,
        lesser: Sequence[str],
        last_width: int,
        parent: QWidget | None = None,
    ) -> None:
        self._lesser = tuple(lesser)
        self._last_width = last_width
        self._aside: dict[int, int] = {}
        self._stretched: tuple[int, int] | None = None
        super().__init__(theme, name, settings, parent)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show *model* and fit its columns."""
        self._aside.clear()
        self._stretched = None
        super().setModel(model)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.fit()

    def aside(self) -> list[str]:
        """Return the keys of the columns that have stepped aside."""
        return [self._column(number).key for number in self._aside]

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show exactly these columns, as far as there is room."""
        for number in tuple(self._aside):
            self._come_back(number)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)  # or it stretches each one that is last for a moment
        if self._stretched is not None:
            self.setColumnWidth(*self._stretched)
        super().show_columns(keys)
        last = self._last()
        self._stretched = (last, self.columnWidth(last)) if last >= 0 else None
        header.setStretchLastSection(True)
        self.fit()

    def fit(self) -> None:
        """Let columns step aside or come back, as the width of the table asks."""
        if self.model() is None:
            return
        before, widths = tuple(self._aside), self._widths()
        # Of a column that it hears to be another width, a table paints everything right of it
        # once more after its next painting. Here it is told once, and before that.
        with QSignalBlocker(self.horizontalHeader()):
            self._fit()
        if self._widths() != widths:
            self.updateGeometries()
            self.viewport().update()
        if tuple(self._aside) != before:
            self.fitted.emit()

    def _fit(self) -> None:
        own = [self._own_width(number) for number in range(self.model().columnCount())]
        numbers = {self._column(number).key: number for number in range(self.model().columnCount())}
        kept = {number for number in numbers.values() if self._wanted(number)}
        for key in self._lesser:
            number = numbers[key]
            if number not in kept:  # hidden by hand
                continue
            if self._needed_width(kept, own) > self.viewport().width():
                kept.discard(number)
                self._step_aside(number, own[number])
            else:
                self._come_back(number)
        self._stretch_last(own)

    def _widths(self) -> list[int]:
        header = self.horizontalHeader()
        return [header.sectionSize(number) for number in range(header.count())]

    def _stretch_last(self, own: Sequence[int]) -> None:
        """Give the last column what is left; Qt alone only lets it grow, not shrink.

        Args:
            own: the widths of all columns before anyone stretched one of them. The last column
                may be so only while others are aside, and has its own width again afterwards.
        """
        header, last = self.horizontalHeader(), self._last()
        if last >= 0:
            if self._stretched is not None and self._stretched[0] != last:
                self.setColumnWidth(*self._stretched)
            others = header.length() - header.sectionSize(last)
            room = self.viewport().width() - others
            header.resizeSection(last, max(room, header.minimumSectionSize()))
            self._stretched = last, own[last]

    def _own_width(self, number: int) -> int:
        """Return the width of a column as it was before it was stretched or stepped aside."""
        if number in self._aside:
            return self._aside[number]
        if self._stretched is not None and self._stretched[0] == number:
            return self._stretched[1]
        return self.columnWidth(number)

    def _last(self) -> int:
        """Return the last column that is seen; -1 for none."""
        header = self.horizontalHeader()
        numbers = (header.logicalIndex(place) for place in range(header.count()))
        return max(
            (number for number in numbers if not header.isSectionHidden(number)),
            key=header.visualIndex, default=-1,
        )  # fmt: skip

    def _needed_width(self, kept: Collection[int], own: Sequence[int]) -> int:
        """Return what these columns need, the last one of them no more than its least width."""
        last = max(kept, key=self.horizontalHeader().visualIndex, default=-1)
        needed = sum(own[number] for number in kept if number != last)
        return needed + (min(self._last_width, own[last]) if kept else 0)

    def _wanted(self, number: int) -> bool:
        """Say whether the operator wants to see a column, also while there is no room for it."""
        return super()._wanted(number) or number in self._aside

    def _step_aside(self, number: int, own: int) -> None:
        """Hide a column of a width of its own."""
        if number not in self._aside:
            self._aside[number] = own
            self.setColumnHidden(number, True)

    def _come_back(self, number: int) -> None:
        width = self._aside.pop(number, None)
        if width is not None:
            self.setColumnHidden(number, False)
            self.setColumnWidth(number, width)

    def _show_column(self, number: int, *, shown: bool) -> None:
        self._aside.pop(number, None)
        super()._show_column(number, shown=shown)
        self.fit()

    def _columns_state(self) -> QByteArray:
        """The columns as the operator wants them: with those aside, and none of them stretched.

        Worked out in a heading that nobody sees, so that nothing moves in the one that is seen.
        """
        state = super()._columns_state()
        if not self._aside and self._stretched is None:
            return state
        twin = QHeaderView(Qt.Orientation.Horizontal)
        twin.setModel(self.model())
        twin.restoreState(state)
        for number, width in self._aside.items():
            twin.setSectionHidden(number, False)
            twin.resizeSection(number, width)
        if self._stretched is not None:
            twin.resizeSection(*self._stretched)
        state = twin.saveState()
        twin.deleteLater()
        return state
