"""Tabs inside a page: which of its parts is shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QTabBar, QWidget

from client.theme import Theme

HEIGHT = 44
"""What the style gives a tab; measured before the style is known, a row of tabs is higher."""


class InnerTabs(QTabBar):
    """A row of tabs as wide and as high as its words need; arrow keys go along it.

    Args:
        theme: the look.
        name: what is chosen here, for those who hear it.
        titles: the words, translated.
    """

    def __init__(
        self, theme: Theme, name: str, titles: Iterable[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "pages")
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setFixedHeight(HEIGHT)
        for title in titles:
            self.addTab(title)
