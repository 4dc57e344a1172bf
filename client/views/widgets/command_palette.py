"""Go to anything: one field that finds every action and every page by its words.

Words may be typed in any order and shortened; what cannot be used now is shown last and greyed,
so that it can be found and its shortcut learnt.
"""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from client.theme import Theme
from client.views.widgets.late_icons import draw_icons

WIDTH = 560
ROW = 34
SHOWN = 10
EDGE = 12
ActionRole = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def matches(text: str, query: str) -> bool:
    """Say whether every word of *query* occurs in *text*, whatever the case and the order."""
    folded = text.casefold()
    return all(word in folded for word in query.casefold().split())


class PaletteModel(QAbstractListModel):
    """The actions that match what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[QAction] = []
        self._shown: list[QAction] = []

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Search among *actions* from now on."""
        self._all = [action for action in actions if action.text() and action.isVisible()]
        self.search("")

    def search(self, query: str) -> None:
        """Show what matches *query*: usable first, then as they came."""
        self.beginResetModel()
        found = [action for action in self._all if matches(plain_text(action), query)]
        self._shown = sorted(found, key=lambda action: not action.isEnabled())
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many match."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words or the action of a line."""
        if not index.isValid():
            return None
        action = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return plain_text(action)
        return action if role == ActionRole else None


def plain_text(action: QAction) -> str:
    """Return the words of *action* without mnemonics."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


class PaletteDelegate(QStyledItemDelegate):
    """Paints an icon, the words, and the shortcut at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the fixed height of a line."""
        return QSize(SHOWN * ROW, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the line."""
        rect: QRect = option.rect
        action = index.data(ActionRole)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("accent_ground"))
        place = rect.adjusted(EDGE, 0, -EDGE, 0)
        action.icon().paint(painter, QRect(place.left(), place.top() + 9, 16, 16))
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("text" if action.isEnabled() else "faint"))
        words = place.adjusted(28, 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, index.data())
        painter.setPen(self._theme.colour("muted"))
        shortcut = action.shortcut().toString()
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, shortcut)


class CommandPalette(QFrame):
    """The box at the top of the window; Escape and a click elsewhere close it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.set_property(self, "role", "palette")
        self._frame = parent
        self._came_from: QWidget | None = None
        self.model = PaletteModel(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Go to a page or do something…"))
        self.field.setAccessibleName(self.tr("Go to anything"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.view = QListView()
        self.view.setAccessibleName(self.tr("What was found"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(PaletteDelegate(theme, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.view)
        self.setFixedWidth(WIDTH)
        self.hide()

    def open(self, actions: Sequence[QAction]) -> None:
        """Show the palette over *actions*, empty and with the cursor in it."""
        self._came_from = self._frame.focusWidget()
        draw_icons(self._theme, actions)
        self.model.set_actions(actions)
        self.field.clear()
        self._search("")
        self.move(QPoint((self._frame.width() - WIDTH) // 2, 64))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the lines with the arrows while typing; leave with Escape."""
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.view.currentIndex())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _search(self, text: str) -> None:
        self.model.search(text)
        self.view.setCurrentIndex(self.model.index(0, 0))
        lines = max(1, min(SHOWN, self.model.rowCount()))
        self.view.setFixedHeight(lines * ROW + 2)
        self.adjustSize()

    def _move(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            place = (self.view.currentIndex().row() + by) % count
            self.view.setCurrentIndex(self.model.index(place, 0))

    def _leave(self) -> None:
        self.hide()
        if self._came_from is not None and shiboken6.isValid(self._came_from):
            self._came_from.setFocus()

    def _run(self, index: QModelIndex) -> None:
        action = index.data(ActionRole) if index.isValid() else None
        if isinstance(action, QAction) and action.isEnabled():
            self._leave()
            action.trigger()
