"""The table of every page: whole rows, fixed height, remembered columns, rows that can be copied.

Widths, order and visibility of columns are kept under a name and a schema number. The selection
survives a reset of the model by the keys of the rows, so that a refresh never moves the operator
away from the row that is being looked at.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractProxyModel,
    QByteArray,
    QItemSelectionModel,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from client.formats import pasted
from client.models.columns import Column
from client.models.row_model import ColumnRole, KeyRole, RowModel, RowRole
from client.settings import COMPACT, Settings
from client.theme import Theme
from client.views.widgets.menu import Menu
from client.views.widgets.pill_delegate import PillDelegate

ROW = 32
COMPACT_ROW = 26
SAVE_MS = 500
MOST_CHOSEN = 10_000


class TableView(QTableView):
    """A table of rows.

    Signals:
        row_selected: the row in front, or None.
        menu_wanted: where (global) and for which rows a context menu is asked for.
        activated_row: the row on which Return was pressed or that was double-clicked.
        columns_chosen: the operator showed, hid or moved a column.

    Args:
        theme: the look.
        name: under which the columns are remembered.
        settings: where they are remembered.
    """

    row_selected = Signal(object)
    menu_wanted = Signal(QPoint, list)
    activated_row = Signal(object)
    columns_chosen = Signal()

    def __init__(
        self, theme: Theme, name: str, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = f"columns/{name}"
        self._settings = settings
        self._kept: list[Hashable] = []
        self._save_later = QTimer(self)
        self._save_later.setSingleShot(True)
        self._save_later.setInterval(SAVE_MS)
        self._save_later.timeout.connect(self._save_columns)
        self.setItemDelegate(PillDelegate(theme, self))
        theme.changed.connect(self.viewport().update)
        self._set_up()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show *model*, a `RowModel` or a proxy of one, with its remembered columns."""
        super().setModel(model)
        if model is None:
            return
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            # A heading that is painted asks every row of its column whether it is selected.
            header.setSelectionModel(QItemSelectionModel(model, header))
        self._restore_columns()

    def rows(self) -> list[Any]:
        """Return the selected rows, from top to bottom."""
        found = map(self._row, self.chosen())
        return [row for row in found if row is not None]

    def chosen(self) -> list[int]:
        """Return the numbers of the selected rows, from top to bottom, `MOST_CHOSEN` at most.

        Everything may be selected, and that may be a million rows of which most are not known.
        """
        if self.model() is None:
            return []
        ranges = sorted(self.spans())
        numbers = (number for top, bottom in ranges for number in range(top, bottom + 1))
        return sorted(set(islice(numbers, MOST_CHOSEN)))

    def spans(self) -> list[tuple[int, int]]:
        """Return the first and the last row of every stretch that is selected."""
        chosen = self.selectionModel().selection()
        stretches = (chosen.at(place) for place in range(chosen.count()))
        return [(stretch.top(), stretch.bottom()) for stretch in stretches]

    def select_key(self, key: Hashable) -> bool:
        """Select the row with *key* alone and scroll to it; False when it is not shown."""
        number = self._view_row(key)
        if number < 0:
            return False
        self.selectRow(number)
        self.scrollTo(self.model().index(number, 0))
        return True

    def selectRow(self, row: int) -> None:
        """Select this row alone.

        Qt's own adds it to the others, or takes it out, while the operator holds Control: a table
        that is loaded anew just then would hand an action more rows than were chosen.
        """
        index = self.model().index(row, max(self.horizontalHeader().logicalIndexAt(0), 0))
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )

    def text_of(self, rows: list[int], separator: str) -> str:
        """Return the columns of *rows* that the operator chose as text, headings first."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        columns = [number for number in places if self._wanted(number)]
        lines = [separator.join(self._column(number).title for number in columns)]
        lines += [separator.join(self._texts(row, columns)) for row in rows]
        return "\n".join(lines)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, as text separated by tabs."""
        rows = [number for number in self.chosen() if self._row(number) is not None]
        if rows:
            QGuiApplication.clipboard().setText(self.text_of(rows, "\t"))

    def shown_columns(self) -> tuple[str, ...]:
        """Return the keys of the columns that the operator wants to see, in their order."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(self._column(number).key for number in places if self._wanted(number))

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show exactly these columns, in this order; keys that are not known are passed over."""
        header = self.horizontalHeader()
        numbers = {self._column(number).key: number for number in range(header.count())}
        known = [numbers[key] for key in keys if key in numbers]
        if not known:
            return
        for place, number in enumerate(known):
            header.moveSection(header.visualIndex(number), place)
        for number in range(header.count()):
            self.setColumnHidden(number, number not in known)
        self._save_later.start()

    def columns_menu(self) -> Menu:
        """Return a menu in which columns are switched on and off."""
        menu = Menu(self._theme, self)
        for number in range(self.model().columnCount()):
            action = QAction(self._column(number).title, menu)
            action.setCheckable(True)
            action.setChecked(self._wanted(number))
            action.toggled.connect(
                lambda shown, number=number: self._show_column(number, shown=shown)
            )
            menu.addAction(action)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C and open with Return."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.activated_row.emit(current.data(RowRole))
            return
        if event.key() == Qt.Key.Key_Menu and current.isValid():
            place = self.visualRect(current).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place), self.rows())
            return
        super().keyPressEvent(event)

    # inside

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        compact = self._settings.get(COMPACT)
        self.verticalHeader().setMinimumSectionSize(COMPACT_ROW)
        self.verticalHeader().setDefaultSectionSize(COMPACT_ROW if compact else ROW)
        header = self.horizontalHeader()
        header.setAccessibleName(self.tr("Column headings"))
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        header.setResizeContentsPrecision(0)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.columns_menu().popup(header.mapToGlobal(place))
        )
        for changed in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            changed.connect(self._columns_changed)
        header.sectionMoved.connect(self.columns_chosen)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self.activated_row.emit(index.data(RowRole)))

    def _column(self, number: int) -> Column[Any]:
        column = self.model().headerData(number, Qt.Orientation.Horizontal, ColumnRole)
        if not isinstance(column, Column):
            raise TypeError("the model of a TableView is a RowModel or a proxy of one")
        return column

    def _wanted(self, number: int) -> bool:
        """Say whether the operator wants to see a column."""
        return not self.isColumnHidden(number)

    def _ask_menu(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place), self.rows())

    def _row(self, number: int) -> Any:
        """The row of a number, or None while it is not known; asked for ten thousand at a time."""
        model = self.model()
        if isinstance(model, RowModel):
            return model.at(number)
        return model.index(number, 0).data(RowRole)

    def _texts(self, number: int, columns: Sequence[int]) -> Iterator[str]:
        """What the cells of a row show."""
        model, row = self.model(), self._row(number)
        for column in columns:
            if isinstance(model, RowModel) and row is not None:
                yield pasted(model.columns[column].text(row))
            else:
                yield pasted(str(model.index(number, column).data() or ""))

    def _selection_changed(self) -> None:
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isSelected(current):
            self.row_selected.emit(self._row(current.row()))
        else:
            known = (row for row in map(self._row, self.chosen()) if row is not None)
            self.row_selected.emit(next(known, None))

    def _source(self) -> RowModel[Any] | None:
        model: Any = self.model()
        while isinstance(model, QAbstractProxyModel):
            model = model.sourceModel()
        return model if isinstance(model, RowModel) else None

    def _view_row(self, key: Hashable) -> int:
        source, model = self._source(), self.model()
        place = source.place(key) if source else -1
        if source is None or place < 0:
            return -1
        index = source.index(place, 0)
        if isinstance(model, QAbstractProxyModel):
            return model.mapFromSource(index).row()
        return index.row()

    def _keep_selection(self) -> None:
        model = self.model()
        known = (number for number in self.chosen() if self._row(number) is not None)
        self._kept = [model.index(number, 0).data(KeyRole) for number in known]

    def _restore_selection(self) -> None:
        """Select the same rows again; when they are gone, say that nothing is selected."""
        flags = QItemSelectionModel.SelectionFlag
        found = [number for number in map(self._view_row, self._kept) if number >= 0]
        for place, number in enumerate(found):
            index = self.model().index(number, 0)
            if place == 0:
                self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.selectionModel().select(index, flags.Select | flags.Rows)
        if self._kept and not found:
            self.row_selected.emit(None)
        self._kept = []

    def _restore_columns(self) -> None:
        header = self.horizontalHeader()
        numbers = range(self.model().columnCount())
        self._show_usual(numbers)
        state = self._settings.layout(self._name)
        if not state.isEmpty():
            header.restoreState(state)
            count = bytes(self._settings.layout(f"{self._name}.count").data())
            known = int(count) if count.isdigit() else 0
            # A column that is new is nobody's choice.
            self._show_usual(numbers[known:] if known else filter(self._seems_new, numbers))
        header.setStretchLastSection(True)
        self._save_later.stop()

    def _seems_new(self, number: int) -> bool:
        """Say whether the remembered heading had no such column: Qt gave it a width of its own."""
        column, width = self._column(number), self.columnWidth(number)
        return (
            column.hidden and width == self.horizontalHeader().defaultSectionSize() != column.width
        )

    def _show_usual(self, numbers: Iterable[int]) -> None:
        """Give columns their usual width, and show those that usually are."""
        for number in numbers:
            column = self._column(number)
            self.setColumnWidth(number, column.width)
            self.setColumnHidden(number, column.hidden)

    def _columns_changed(self) -> None:
        self._save_later.start()

    def _save_columns(self) -> None:
        self._settings.save_layout(self._name, self._columns_state())
        count = QByteArray(str(self.horizontalHeader().count()).encode())
        self._settings.save_layout(f"{self._name}.count", count)

    def _columns_state(self) -> QByteArray:
        """The columns as they are to be remembered."""
        return self.horizontalHeader().saveState()

    def _show_column(self, number: int, *, shown: bool) -> None:
        self.setColumnHidden(number, not shown)
        self._save_later.start()
        self.columns_chosen.emit()
