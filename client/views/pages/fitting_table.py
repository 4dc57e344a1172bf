"""A table that never needs a horizontal scroll bar: lesser columns step aside when it is narrow.

Beside an open details pane, which shows every field of the selected row anyway, there is no room
for all columns. Those named first step aside first, so that the last column, the one with the
sentence, stays readable. They come back by themselves. What the operator hides or widens by hand
is remembered; what steps aside for a while is not.
"""

from __future__ import annotations

from collections.abc import Sequence

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
        wanted = self._wanted_width()
        for key in self._lesser:
            number = numbers[key]
            by_hand = self.isColumnHidden(number) and number not in self._aside
            if by_hand:
                continue
            if wanted > self.viewport().width():
                wanted -= self._step_aside(number, own[number])
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

    def _last(self, *, aside: bool = False) -> int:
        """Return the last column that is seen, or that would be if there was room; -1 for none."""
        header = self.horizontalHeader()
        numbers = [header.logicalIndex(place) for place in range(header.count())]
        seen = [
            number
            for number in numbers
            if not header.isSectionHidden(number) or (aside and number in self._aside)
        ]
        return seen[-1] if seen else -1

    def _wanted_width(self) -> int:
        """Return what all columns would need, the last one with its least width."""
        last = self._last(aside=True)
        wanted = [number for number in range(self.model().columnCount()) if self._wanted(number)]
        others = sum(self._own_width(number) for number in wanted if number != last)
        return others + min(self._last_width, self._own_width(last)) if wanted else 0

    def _wanted(self, number: int) -> bool:
        """Say whether the operator wants to see a column, also while there is no room for it."""
        return super()._wanted(number) or number in self._aside

    def _step_aside(self, number: int, own: int) -> int:
        """Hide a column of a width of its own and return the room it leaves."""
        if number not in self._aside:
            header = self.horizontalHeader()
            last = header.visualIndex(number) == header.count() - 1
            self._aside[number] = self._last_width if last else own
            self.setColumnHidden(number, True)
        return self._aside[number]

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
        """The columns as the operator wants them: with those that have stepped aside.

        Worked out in a heading that nobody sees, so that nothing moves in the one that is seen.
        """
        state = super()._columns_state()
        if not self._aside:
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
