"""A list in which columns are ticked and dragged into their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from client.theme import Theme

NAME = Qt.ItemDataRole.UserRole
HEIGHT = 168
"""Six columns and a half, so that one sees that there are more."""


class ColumnList(QListView):
    """Columns to choose from.

    Signals:
        chosen: other columns are ticked, or they stand in another order.

    Args:
        theme: the look.
        titles: what each column is called, in the usual order.
    """

    chosen = Signal()

    def __init__(
        self, theme: Theme, titles: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "ticks")
        self._titles = dict(titles)
        self._columns = QStandardItemModel(self)
        self.setModel(self._columns)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Columns, in their order"))
        self.setFixedHeight(HEIGHT)
        self.set_columns(tuple(titles))
        self._columns.itemChanged.connect(lambda _item: self.chosen.emit())
        # One that is dragged is put in at its new place first, and then taken out of the old one.
        self._columns.rowsRemoved.connect(lambda *_places: self.chosen.emit())

    def columns(self) -> tuple[str, ...]:
        """Return the names of the ticked columns, from top to bottom."""
        items = (self._columns.item(place) for place in range(self._columns.rowCount()))
        ticked = Qt.CheckState.Checked
        return tuple(str(item.data(NAME)) for item in items if item.checkState() == ticked)

    def set_columns(self, names: Sequence[str]) -> None:
        """Tick exactly these columns and put them on top, in this order."""
        known = [name for name in dict.fromkeys(names) if name in self._titles]
        rest = [name for name in self._titles if name not in known]
        self._columns.clear()
        for name in (*known, *rest):
            item = QStandardItem(self._titles[name])
            item.setData(name, NAME)
            item.setCheckable(True)
            item.setDropEnabled(False)  # what is dropped goes beside it, not into it
            item.setCheckState(Qt.CheckState.Checked if name in known else Qt.CheckState.Unchecked)
            self._columns.appendRow(item)
        self.chosen.emit()

    def tick(self, name: str, *, on: bool) -> None:
        """Tick a column, or take its tick away."""
        for place in range(self._columns.rowCount()):
            item = self._columns.item(place)
            if item.data(NAME) == name:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
