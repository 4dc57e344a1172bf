"""A list of changes: what, who, when, why; in the pane of one parameter and overall."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.api.errors import ApiError
from client.formats import Formats
from client.models.parameter_history import ChangeEntry, byline, headline
from client.theme import Theme
from client.views.widgets.details_pane import DetailsPane
from client.views.widgets.error_texts import advice


class ChangeList(QWidget):
    """Changes as two lines each, newest first."""

    def __init__(
        self, theme: Theme, formats: Formats, *, named: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formats = formats
        self._named = named
        theme.set_property(self, "role", "clear")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.setAccessibleName(self.tr("History"))

    def show_changes(self, entries: Iterable[ChangeEntry]) -> None:
        """Show these changes, or say that there are none."""
        self._clear()
        shown = 0
        for shown, entry in enumerate(entries, start=1):  # noqa: B007 - the count is used below
            self._add(headline(entry, named=self._named), "strong")
            self._add(byline(entry, self._formats), "faint")
            self._column.addSpacing(6)
        if not shown:
            self._add(self.tr("Never changed."), "muted")

    def say(self, text: str) -> None:
        """Say something instead of changes."""
        self._clear()
        self._add(text, "muted")

    def texts(self) -> list[str]:
        """Return the lines that are shown."""
        labels = self.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [label.text() for label in labels if not label.isHidden()]

    def _add(self, text: str, role: str) -> None:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._theme.set_property(label, "role", role)
        self._column.addWidget(label)

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


class HistoryPane(DetailsPane):
    """The latest changes of all parameters."""

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.set_title(self.tr("History"))
        self.set_subtitle(self.tr("The latest changes of all parameters, newest first."))
        self.changes = ChangeList(theme, formats, named=True)
        self.add_widget(self.changes)

    def show_error(self, error: ApiError) -> None:
        """Say why there is no history."""
        self.changes.say(advice(error))
