"""The pane at the right of a table: everything about the selected row, and where it is edited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from client.models.columns import Pill
from client.theme import Theme
from client.views.widgets.pill_label import PillLabel
from client.views.widgets.value_label import ValueLabel, breakable

WIDTH = 356
EDGE = 18


class DetailsPane(QFrame):
    """Title, pill, fields, any widgets, and a footer; scrolls when it is too long."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.set_property(self, "role", "card")
        self.setFixedWidth(WIDTH)
        # Each part knows its place from the start: what gets another parent is styled once more.
        self._scroll = QScrollArea(self)
        self._inner = QWidget(self._scroll.viewport())
        self._title = self._label("heading")
        self._subtitle = self._label("muted")
        self._pill_row = QHBoxLayout()
        self._pill_row.addStretch(1)
        self._body_holder = QWidget(self._inner)
        self._body = QVBoxLayout(self._body_holder)
        self._footer = self._label("faint")
        self._grid: QGridLayout | None = None
        self._build()

    def set_title(self, text: str) -> None:
        """Show the name of what is selected."""
        self._title.setText(breakable(text))
        self.setAccessibleName(text)

    def set_subtitle(self, text: str) -> None:
        """Show a sentence under the title; an empty one takes no room."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text))

    def set_footer(self, text: str) -> None:
        """Show a small line at the bottom, for example who changed it last."""
        self._footer.setText(text)
        self._footer.setVisible(bool(text))

    def add_pill(self, pill: Pill) -> PillLabel:
        """Show a state under the title."""
        label = PillLabel(self._theme, pill)
        self._pill_row.insertWidget(self._pill_row.count() - 1, label)
        return label

    def add_section(self, title: str) -> None:
        """Begin a group of fields under a small heading."""
        label = self._label("label", self._body_holder)
        label.setText(title)
        self._body.addSpacing(6)
        self._body.addWidget(label)
        self._grid = None

    def add_field(self, label: str, value: str = "") -> QLabel:
        """Add a named value that can be selected and copied; return it to change it later."""
        if self._grid is None:
            self._grid = QGridLayout()
            self._grid.setHorizontalSpacing(12)
            self._grid.setVerticalSpacing(6)
            self._grid.setColumnStretch(1, 1)
            self._body.addLayout(self._grid)
        row = self._grid.rowCount()
        name = self._label("muted", self._body_holder)
        text = ValueLabel(self._theme, self._body_holder)
        name.setText(label)
        name.setWordWrap(False)
        text.setText(value)
        text.setAccessibleName(label)
        name.setBuddy(text)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, row, 0, top)
        self._grid.addWidget(text, row, 1, top)
        return text

    def add_widget(self, widget: QWidget) -> None:
        """Add any widget under what is there."""
        self._body.addWidget(widget)
        self._grid = None

    def set_bar(self, widget: QWidget) -> None:
        """Keep *widget*, the buttons of a long form, in sight below what scrolls."""
        self._outer.addWidget(widget)
        widget.setContentsMargins(EDGE, 8, EDGE, 12)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until *widget* is in sight."""
        self._scroll.ensureWidgetVisible(widget)

    def clear(self) -> None:
        """Take everything out, for another row."""
        self.set_title("")
        self.set_subtitle("")
        self.set_footer("")
        while self._pill_row.count() > 1:
            _drop(self._pill_row.takeAt(0))
        self._take_out(self._body)
        self._grid = None

    def _take_out(self, layout: QVBoxLayout | QGridLayout) -> None:
        while layout.count():
            item = layout.takeAt(0)
            inner = item.layout() if item else None
            if isinstance(inner, (QVBoxLayout, QGridLayout)):
                self._take_out(inner)
                inner.deleteLater()
            _drop(item)

    def _label(self, role: str, parent: QWidget | None = None) -> QLabel:
        label = QLabel(parent or self._inner)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self._theme.set_property(label, "role", role)
        return label

    def _build(self) -> None:
        self._theme.set_property(self._body_holder, "role", "clear")
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(8)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(EDGE, 14, EDGE, 14)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        column.addLayout(self._pill_row)
        column.addWidget(self._body_holder)
        column.addStretch(1)
        column.addWidget(self._footer)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inner)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(1, 1, 1, 1)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scroll)
        self.clear()


def _drop(item: QLayoutItem | None) -> None:
    widget = item.widget() if item else None
    if widget is not None:
        widget.hide()
        widget.deleteLater()
