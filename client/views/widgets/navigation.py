"""The navigation tree: branches with the words operators know, leaves that open pages.

Only pages that exist have a leaf, and only branches with a leaf exist: the tree is made from the
page specs. A click or Return on a leaf opens its page; the page in front is the selected leaf.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from client.theme import Theme
from client.views.widgets.page import PageSpec, page_words

WIDTH = 262
ROW = 28
ICON = 18
INDENT = 16
EDGE = 8
ARROW = 12
WORDS = 30
KeyRole = Qt.ItemDataRole.UserRole + 1
IconRole = Qt.ItemDataRole.UserRole + 2

BRANCH_ICONS = {
    "Operation management": "phone",
    "Gateway operation": "router",
    "Softswitch management": "server-2",
    "Additional settings": "settings",
    "Data query": "database-search",
    "Business analysis": "chart-bar",
    "Alarm management": "alert-triangle",
    "Security": "shield",
    "System": "device-desktop",
    "System management": "adjustments",
    "System settings": "tool",
}

Index = QModelIndex | QPersistentModelIndex


def build_model(specs: Sequence[PageSpec]) -> QStandardItemModel:
    """Return the tree of *specs*: branches in the order in which they first occur."""
    model = QStandardItemModel()
    branches: dict[tuple[str, ...], QStandardItem] = {(): model.invisibleRootItem()}
    for spec in specs:
        for depth in range(1, len(spec.path) + 1):
            path = spec.path[:depth]
            if path not in branches:
                branch = _item(page_words(path[-1]), BRANCH_ICONS.get(path[-1], "table"), "")
                branches[path[:-1]].appendRow(branch)
                branches[path] = branch
        branches[spec.path].appendRow(_item(spec.title_text(), spec.icon, spec.key))
    return model


def _item(text: str, icon: str, key: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(key, KeyRole)
    item.setData(icon, IconRole)
    item.setToolTip(text)
    item.setEditable(False)
    item.setSelectable(bool(key))
    return item


class NavigationDelegate(QStyledItemDelegate):
    """Paints one line: the ground over the whole width when selected, an icon, the words."""

    def __init__(self, theme: Theme, parent: QTreeView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tree = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the fixed height of a line."""
        return QSize(WIDTH, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the line."""
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        whole = QRectF(EDGE, rect.top() + 1, self._tree.viewport().width() - 2 * EDGE, ROW - 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            ground = "accent_ground" if selected else "neutral_ground"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(whole, 6, 6)
        self._paint_branch_arrow(painter, rect, index)
        self._paint_words(painter, rect, index, tone="accent" if selected else "muted")
        painter.restore()

    def _paint_branch_arrow(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not index.model().hasChildren(index):
            return
        name = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
        ratio = self._tree.devicePixelRatioF()
        pixmap = self._theme.pixmap(name, "muted", 12, ratio)
        painter.drawPixmap(rect.left() + ARROW, rect.top() + (ROW - 12) // 2, pixmap)

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, tone: str) -> None:
        ratio = self._tree.devicePixelRatioF()
        pixmap = self._theme.pixmap(index.data(IconRole), tone, ICON, ratio)
        left = rect.left() + WORDS
        painter.drawPixmap(left, rect.top() + (ROW - ICON) // 2, pixmap)
        painter.setFont(self._theme.font(weight=500 if tone == "accent" else 400))
        painter.setPen(self._theme.colour("accent" if tone == "accent" else "text"))
        place = QRect(left + ICON + 8, rect.top(), rect.right() - left - ICON - 12, ROW)
        words = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


class Navigation(QTreeView):
    """The tree at the left.

    Signals:
        page_wanted: key of a page.
    """

    page_wanted = Signal(str)

    def __init__(
        self, theme: Theme, specs: Sequence[PageSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Navigation"))
        self._model = build_model(specs)
        self._model.setParent(self)
        self.setModel(self._model)
        self.setItemDelegate(NavigationDelegate(theme, self))
        theme.changed.connect(self.viewport().update)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(INDENT)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.expandAll()
        self.clicked.connect(self._use)
        self.activated.connect(self._use)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint nothing: the delegate paints the arrows, so that the ground is one piece."""

    def select_page(self, key: str) -> None:
        """Select the leaf of the page *key*."""
        found = self._model.match(
            self._model.index(0, 0), KeyRole, key, 1,
            Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
        )  # fmt: skip
        if found:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(found[0], flags.ClearAndSelect)

    def _use(self, index: QModelIndex) -> None:
        key = index.data(KeyRole)
        if key:
            self.page_wanted.emit(key)
        else:
            self.setExpanded(index, not self.isExpanded(index))
