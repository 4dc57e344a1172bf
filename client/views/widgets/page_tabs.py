"""The open pages as tabs over a stack: movable, closable, in an order that can be remembered."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from client.theme import Theme
from client.views.widgets.buttons import IconButton
from client.views.widgets.inner_tabs import HEIGHT
from client.views.widgets.page import Page


class PageTabs(QTabBar):
    """A tab for every open page; the pages are in ``stack``.

    Signals:
        page_shown: the page that came to the front, or None.
        close_wanted: a page whose tab was closed; the owner decides.

    Attributes:
        stack: shows the page in front.
    """

    page_shown = Signal(object)
    close_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.stack = QStackedWidget()
        theme.set_property(self, "role", "pages")
        self.setAccessibleName(self.tr("Open pages"))
        self.setMovable(True)
        self.setExpanding(False)
        self.setFixedHeight(HEIGHT)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._fresh: set[Page] = set()
        self._bring = QTimer(self, singleShot=True, interval=0)
        self._bring.timeout.connect(self._bring_front)
        self.currentChanged.connect(self._show)

    def add(self, page: Page) -> None:
        """Add *page* behind the others and bring it to the front.

        Making a page and showing it for the first time both take a moment; what is to be done
        meanwhile comes between the two.
        """
        self.insert(self.count(), page)
        self.setCurrentIndex(self.count() - 1)
        if self.count() == 1:
            self._show(0)

    def insert(self, place: int, page: Page) -> None:
        """Add *page* before the tab at *place* and leave the one in front there."""
        page.hide()
        self._fresh.add(page)
        self.stack.addWidget(page)
        place = self.insertTab(place, page.spec.title_text())
        self.setTabData(place, page)
        self.setTabButton(place, QTabBar.ButtonPosition.RightSide, self._close_button(page))

    def pages(self) -> list[Page]:
        """Return the open pages, from left to right."""
        return [self.tabData(place) for place in range(self.count())]

    def page_of(self, key: str) -> Page | None:
        """Return the open page with *key*, or nothing."""
        return next((page for page in self.pages() if page.spec.key == key), None)

    def current(self) -> Page | None:
        """Return the page in front."""
        place = self.currentIndex()
        return self.tabData(place) if place >= 0 else None

    def bring(self, page: Page) -> None:
        """Bring *page* to the front."""
        self.setCurrentIndex(self.pages().index(page))

    def step(self, by: int) -> None:
        """Go to the next or the previous tab, around the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def take(self, page: Page) -> None:
        """Close the tab of *page* and delete the page."""
        self.removeTab(self.pages().index(page))
        self.stack.removeWidget(page)
        self._fresh.discard(page)
        page.hide()
        page.deleteLater()

    def minimumSizeHint(self) -> QSize:
        """Let the row of tabs shrink: buttons at its ends then scroll it."""
        return QSize(120, super().minimumSizeHint().height())

    def _close_button(self, page: Page) -> IconButton:
        name = self.tr("Close {page}").format(page=page.spec.title_text())
        button = IconButton(self._theme, "x", name, "faint")
        button.setIconSize(QSize(13, 13))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: self.close_wanted.emit(page))
        return button

    def _show(self, place: int) -> None:
        page = self.tabData(place) if place >= 0 else None
        if page in self._fresh:
            self._bring.start()
        elif page is not None:
            self.stack.setCurrentWidget(page)
        self.page_shown.emit(page)

    def _bring_front(self) -> None:
        page = self.current()
        if page is not None:
            self._fresh.discard(page)
            self.stack.setCurrentWidget(page)
