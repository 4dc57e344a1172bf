"""What a page is: a place in the navigation, a frame, and what it gets from outside.

A page is built by its spec when it is first opened. It fetches in ``refresh``, through the session,
and shows the answer; it holds no connection and knows no other page. What it can do beyond
clicking it offers as actions, which the window puts into the palette.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.formats import Formats
from client.session import Session
from client.settings import Settings
from client.theme import Theme
from client.views.widgets.content import ContentStack
from client.views.widgets.filter_line import FilterLine
from client.views.widgets.late_icons import name_icon
from client.views.widgets.page_head import PageHead
from client.views.widgets.prompts import Prompts

EDGE = 24
GAP = 14


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page gets.

    Attributes:
        session: the way to the engine.
        settings: what is remembered.
        theme: the look.
        formats: numbers and times as text.
        prompts: questions to the operator.
        toast: shows a passing message of a tone.
        open_page: opens another page by its key, with filters for its ``show_with``.
    """

    session: Session
    settings: Settings
    theme: Theme
    formats: Formats
    prompts: Prompts
    toast: Callable[[str, str], None]
    open_page: Callable[[str, Mapping[str, object]], None]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A place in the navigation; path and title are English sources in the context ``Pages``."""

    key: str
    path: tuple[str, ...]
    title: str
    icon: str
    create: Callable[[PageSpec, PageContext, QWidget | None], Page]

    def title_text(self) -> str:
        """Return the title in the language of the operator."""
        return page_words(self.title)

    def path_texts(self) -> tuple[str, ...]:
        """Return the path in the language of the operator."""
        return tuple(page_words(part) for part in self.path)


def page_words(source: str) -> str:
    """Return a title or a branch of the navigation in the language of the operator."""
    return QCoreApplication.translate("Pages", source)


class Page(QWidget):
    """Base of all pages: head, filters and content, top to bottom.

    Attributes:
        spec: which place this is.
        context: what it got.
        head: path, title and buttons.
        filters: search field and chips; hidden while empty.
        content: the content and its states.
        root: the layout of all of it.
    """

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.context = context
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self.setAccessibleName(spec.title_text())
        self.head = PageHead(theme, spec.path_texts(), spec.title_text(), self)
        self.filters = FilterLine(theme, self)
        self.content = ContentStack(theme, context.formats, self)
        self.root = QVBoxLayout(self)
        self.root.setContentsMargins(EDGE, 20, EDGE, 16)
        self.root.setSpacing(GAP)
        self.root.addWidget(self.head)
        self.root.addWidget(self.filters)
        self.root.addWidget(self.content, 1)
        self._offered: list[QAction] = []

    def refresh(self) -> None:
        """Fetch what is shown; called when the page is opened, with F5 and after a reconnect."""
        raise NotImplementedError

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def help_text(self) -> str:
        """Return what this page is for and how it is used, in a few sentences."""
        raise NotImplementedError

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for; a page without filters ignores it."""

    def unsaved(self) -> int:
        """Return how many edits would be lost by closing."""
        return 0

    def underway(self) -> str:
        """Say what closing would stop, in one sentence; an empty text if there is nothing."""
        return ""

    def offer(
        self,
        key: str,
        text: str,
        run: Callable[[], object],
        *,
        icon: str = "",
        shortcut: str = "",
        enabled: bool = True,
    ) -> QAction:
        """Offer an action: in the palette, and by its shortcut while the page is in front.

        Args:
            key: unique in the client, ``page.action``.
            text: what it does, translated.
            run: does it.
            icon: name of a bundled icon.
            shortcut: for example ``Ctrl+E``.
            enabled: whether it can be used now; change it on the returned action.
        """
        action = QAction(text, self)
        action.setObjectName(key)
        action.setEnabled(enabled)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if icon:
            name_icon(action, icon)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)
        self._offered.append(action)
        return action

    def offered(self) -> list[QAction]:
        """Return the actions of this page."""
        return list(self._offered)
