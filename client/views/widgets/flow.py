"""A layout that puts widgets side by side and goes on in the next line when one is full.

A widget that expands, such as a field to type into, is content with the least it needs and takes
all that its line has left.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets, each as large as it wants to be but never wider than the layout.

    What expands ends its line.

    Args:
        gap: between widgets and between lines, in device-independent pixels.
        parent: whose layout it is.
        one_line: ask for the room of all widgets in one line; there are more where it is not given.
    """

    def __init__(
        self, gap: int = 8, parent: QWidget | None = None, *, one_line: bool = False
    ) -> None:
        super().__init__(parent)
        self._one_line = one_line
        self._items: list[QLayoutItem] = []
        self._known: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)
        self._known.clear()

    def lead_with(self, widget: QWidget) -> None:
        """Put a widget in front of all others."""
        self.addWidget(widget)
        self._items.insert(0, self._items.pop())
        self.invalidate()

    def invalidate(self) -> None:
        """Forget what was worked out: an item has changed."""
        self._known.clear()
        super().invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at *index*, or nothing."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at *index* out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines; Qt asks for it again and again."""
        if width not in self._known:
            self._known[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._known[width]

    def setGeometry(self, area: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(area)
        self._arrange(area, place=True)

    def sizeHint(self) -> QSize:
        """As little as it can be, or one line if that is wished."""
        if not self._one_line:
            return self.minimumSize()
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """One widget high, and narrow: a long chip is cut rather than the window made wide."""
        heights = (item.sizeHint().height() for item in self._items if not item.isEmpty())
        return QSize(0, max(heights, default=0))

    def _arrange(self, area: QRect, *, place: bool) -> int:
        x, y, high = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
            wanted = item.minimumSize().width() if grows else item.sizeHint().width()
            size = QSize(min(wanted, max(1, area.width())), item.sizeHint().height())
            if x > area.x() and x + size.width() > area.right() + 1:
                x, y, high = area.x(), y + high + self.spacing(), 0
            if grows:
                size.setWidth(area.right() + 1 - x)
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            high = max(high, size.height())
        return y + high - area.y()
