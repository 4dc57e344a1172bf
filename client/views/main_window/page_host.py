"""Opens and closes pages: one of a kind, remembered, with their actions in the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QTimer

from client.settings import CURRENT_TAB, TABS
from client.views.actions.registry import ActionRegistry
from client.views.widgets.page import Page, PageContext, PageSpec
from client.views.widgets.page_tabs import PageTabs
from client.views.widgets.prompts import Answer, Question


class PageHost(QObject):
    """Keeps the open pages of one window."""

    def __init__(
        self,
        specs: Mapping[str, PageSpec],
        context: PageContext,
        tabs: PageTabs,
        registry: ActionRegistry,
    ) -> None:
        super().__init__(tabs)
        self._specs = specs
        self._context = context
        self._tabs = tabs
        self._registry = registry
        self._kept: list[str] = []
        self._restore = QTimer(self, singleShot=True, interval=0)
        self._restore.timeout.connect(self._restore_next)
        tabs.close_wanted.connect(self.close)
        tabs.tabMoved.connect(self.remember)

    def open(self, key: str, filters: Mapping[str, object] | None = None) -> None:
        """Bring the page *key* to the front, opening it first if it is not open."""
        if key not in self._specs:
            return
        page = self._tabs.page_of(key)
        if page is None:
            page = self._make(key)
            self._tabs.add(page)
            page.refresh()
        else:
            self._tabs.bring(page)
        if filters:
            page.show_with(filters)
        self.remember()

    def close(self, page: Page) -> None:
        """Close *page*, asking first if something in it would be lost."""
        losses = self._losses([page])
        if not losses:
            self._drop(page)
            return
        edits = self.tr("Close and lose the edits")
        question = Question(
            self.tr("Close {page}?").format(page=page.spec.title_text()),
            losses,
            edits if page.unsaved() else self.tr("Close and stop it"),
            tone="bad",
            ask_reason=False,
        )

        def answered(answer: Answer) -> None:
            if answer.accepted:
                self._drop(page)

        self._context.prompts.confirm(self._tabs, question, answered)

    def close_current(self) -> None:
        """Close the page in front."""
        page = self._tabs.current()
        if page is not None:
            self.close(page)

    def losses(self) -> str:
        """Say what closing all pages would lose, in sentences; an empty text if it is nothing."""
        return self._losses(self._tabs.pages())

    def refresh_all(self) -> None:
        """Let every open page fetch what it shows."""
        for page in self._tabs.pages():
            page.refresh()

    def restore(self) -> None:
        """Open the page that was in front last time, or the first one, and then the others.

        Each of the others takes a turn of the event loop, so that the window answers meanwhile.
        """
        settings = self._context.settings
        known = [key for key in settings.get(TABS) if key in self._specs]
        self._kept = list(dict.fromkeys(known)) or list(self._specs)[:1]
        current = settings.get(CURRENT_TAB)
        if self._kept:
            self.open(current if current in self._kept else self._kept[-1])
        self._restore.start()

    def _restore_next(self) -> None:
        open_ = [page.spec.key for page in self._tabs.pages()]
        key = next((key for key in self._kept if key not in open_), None)
        if key is None:
            self._kept = []
            self.remember()
            return
        page = self._make(key)
        before = self._kept[: self._kept.index(key)]
        place = max((number for number, other in enumerate(open_) if other in before), default=-1)
        self._tabs.insert(place + 1, page)
        page.refresh()
        self._restore.start()

    def remember(self) -> None:
        """Remember which pages are open, in which order, and which is in front."""
        front = self._tabs.current()
        if self._kept or front is None:
            return
        settings = self._context.settings
        settings.set(TABS, [page.spec.key for page in self._tabs.pages()])
        settings.set(CURRENT_TAB, front.spec.key)

    def _losses(self, pages: Sequence[Page]) -> str:
        count = sum(page.unsaved() for page in pages)
        edits = self.tr("Edits not applied yet would be lost: {count}.").format(count=count)
        told = [edits] if count else []
        return " ".join(filter(None, [*told, *(page.underway() for page in pages)]))

    def _make(self, key: str) -> Page:
        spec = self._specs[key]
        page = spec.create(spec, self._context, self._tabs.stack)
        self._registry.add(key, page.offered())
        return page

    def _drop(self, page: Page) -> None:
        self._kept = [key for key in self._kept if key != page.spec.key]
        self._registry.remove(page.spec.key)
        self._tabs.take(page)
        self.remember()
