"""The head of a page: where it is, what it is called, and at most three buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.theme import Theme
from client.views.widgets.buttons import Button

MAX_BUTTONS = 3


class PageHead(QWidget):
    """Path, title and buttons.

    Args:
        theme: the look.
        path: titles of the branches that lead here, translated.
        title: title of the page, translated.
    """

    def __init__(
        self, theme: Theme, path: Sequence[str], title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.set_property(self, "role", "clear")
        self._path = QLabel("  ›  ".join(path))
        theme.set_property(self._path, "role", "path")
        self._title = QLabel(title)
        theme.set_property(self._title, "role", "title")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._path)
        words.addWidget(self._title)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addLayout(words)
        self._row.addStretch(1)
        self._buttons: list[Button] = []

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def add_button(
        self,
        text: str,
        run: Callable[[], object],
        icon: str = "",
        *,
        primary: bool = False,
        danger: bool = False,
    ) -> Button:
        """Add a button at the right and return it; a page has at most three.

        Raises:
            ValueError: a fourth button was asked for.
        """
        if len(self._buttons) == MAX_BUTTONS:
            raise ValueError("a page head holds at most three buttons")
        button = Button(self._theme, text, icon, primary=primary, danger=danger)
        button.clicked.connect(lambda _checked=False: run())
        self._buttons.append(button)
        self._row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        return button

    def title(self) -> str:
        """Return the title."""
        return self._title.text()
