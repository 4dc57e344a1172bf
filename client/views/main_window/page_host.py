"""Opens and closes pages: one of a kind, remembered, with their actions in the registry."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

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
        self._restoring = False
        tabs.close_wanted.connect(self.close)
        tabs.tabMoved.connect(self.remember)

    def open(self, key: str, filters: Mapping[str, object] | None = None) -> None:
        """Bring the page *key* to the front, opening it first if it is not open."""
        if key not in self._specs:
            return
        page = self._tabs.page_of(key)
        if page is None:
            spec = self._specs[key]
            page = spec.create(spec, self._context, self._tabs.stack)
            self._registry.add(key, page.offered())
            self._tabs.add(page)
            page.refresh()
        else:
            self._tabs.bring(page)
        if filters:
            page.show_with(filters)
        self.remember()

    def close(self, page: Page) -> None:
        """Close *page*, asking first if edits in it would be lost."""
        count = page.unsaved()
        if not count:
            self._drop(page)
            return
        question = Question(
            self.tr("Close {page}?").format(page=page.spec.title_text()),
            self.tr("Edits not applied yet would be lost: {count}.").format(count=count),
            self.tr("Close and lose the edits"),
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

    def unsaved(self) -> int:
        """Return how many edits are not applied, in all pages."""
        return sum(page.unsaved() for page in self._tabs.pages())

    def refresh_all(self) -> None:
        """Let every open page fetch what it shows."""
        for page in self._tabs.pages():
            page.refresh()

    def restore(self) -> None:
        """Open the pages that were open last time, or the first one."""
        settings = self._context.settings
        current = settings.get(CURRENT_TAB)
        self._restoring = True
        for key in settings.get(TABS):
            self.open(key)
        if not self._tabs.count() and self._specs:
            self.open(next(iter(self._specs)))
        if self._tabs.page_of(current) is not None:
            self.open(current)
        self._restoring = False
        self.remember()

    def remember(self) -> None:
        """Remember which pages are open, in which order, and which is in front."""
        front = self._tabs.current()
        if self._restoring or front is None:
            return
        settings = self._context.settings
        settings.set(TABS, [page.spec.key for page in self._tabs.pages()])
        settings.set(CURRENT_TAB, front.spec.key)

    def _drop(self, page: Page) -> None:
        self._registry.remove(page.spec.key)
        self._tabs.take(page)
        self.remember()
