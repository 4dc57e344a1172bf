"""Everything that was ever locked out or blocked, put together (requirements 104, 112-115)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from client.api.errors import ApiError
from client.api.history_values import PastEvent
from client.models.history_feed import HistoryFeed, terms_of
from client.models.history_text import LAYERS, HistoryTable, layer_word
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.chip import Chip
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import Page, PageContext, PageSpec

LESSER = ("repeats", "hits", "until", "by", "layer")
LAST_WIDTH = 260
NAME = "security-history.csv"


class HistoryPage(Page):
    """Past events, found by anything that is known of them."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.table = HistoryTable(context.formats, self)
        self.feed = HistoryFeed(context.session, self)
        self.view = FittingTable(
            context.theme, "history", context.settings, LESSER, LAST_WIDTH, self.content.holder
        )
        self.view.setAccessibleName(self.tr("Past lockouts and blocks"))
        self.view.setModel(self.table)
        self.content.set_widget(self.view)
        self.layer = ""
        self.chips: dict[str, Chip] = {}
        self._build()
        self._wire()

    def refresh(self) -> None:
        """Ask for the newest events."""
        self.content.show_loading()
        self.feed.reload()

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: a text, an address or an extension."""
        self.filters.search.setText(str(filters.get("text", "")))
        self._choose(str(filters.get("layer", "")))

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Everything that was ever locked out or blocked, and how it ended: extensions, "
            "addresses, networks and numbers. The field looks for an address (also within blocked "
            "networks), a network, or words in any column. The file has all rows that match, also "
            "those that are not shown yet. How long events are kept is set by "
            "SERVER_SECURITY_HISTORY_KEEP_DAYS."
        )

    def _build(self) -> None:
        theme = self.context.theme
        self.filters.set_placeholder(self.tr("Address, network, extension, operator or reason"))
        for layer in ("", *LAYERS):
            word = layer_word(layer) if layer else self.tr("All")
            chip = self.filters.add_chip(Chip(theme, word, checkable=True))
            chip.clicked.connect(lambda _on=False, layer=layer: self._choose(layer))
            self.chips[layer] = chip
        self.chips[""].setChecked(True)
        may = self.context.session.may("operate")
        self.save_button = self.head.add_button(self.tr("Export"), self.save, icon="download")
        self.save_button.setEnabled(may)
        self.offer("history.save", self.tr("Export the history"), self.save, icon="download")

    def _wire(self) -> None:
        self.filters.search.searched.connect(lambda _text: self._ask())
        self.feed.loading.connect(self.content.show_loading)
        self.feed.changed.connect(self._changed)
        self.feed.failed.connect(self._failed)
        self.feed.saved.connect(self._saved)
        self.feed.refused.connect(partial(self.context.prompts.error, self))
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.view.menu_wanted.connect(self._menu)

    def save(self) -> None:
        """Ask for a file and write everything that matches."""
        if self.context.session.may("operate"):
            title = self.tr("Export the history")
            self.context.prompts.save_file(self, title, NAME, self.feed.save)

    def menu(self, row: PastEvent) -> Menu:
        """Return what can be done with an event."""
        menu = Menu(self.context.theme, self)
        menu.add(self.tr("Only this one"), partial(self._only, row.value), "filter")
        blocked = partial(self.context.open_page, "blocked", {"text": row.value})
        menu.add(self.tr("Look among the blocked"), blocked, "ban")
        menu.addSeparator()
        menu.add(self.tr("Copy"), self.view.copy_rows, "copy")
        return menu

    # inside

    def _menu(self, place: QPoint, rows: list[PastEvent]) -> None:
        if rows:
            popup(self.menu(rows[0]), place)

    def _only(self, value: str) -> None:
        self.filters.search.setText(value)
        self._ask()

    def _choose(self, layer: str) -> None:
        self.layer = layer if layer in self.chips else ""
        for key, chip in self.chips.items():
            chip.setChecked(key == self.layer)
        self._ask()

    def _ask(self) -> None:
        self.feed.show(terms_of(self.filters.search.text(), self.layer))

    def _scrolled(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        if value >= bar.maximum() - bar.pageStep():
            self.feed.load_more()

    def _changed(self) -> None:
        rows = self.feed.rows
        self.table.set_rows(rows)
        words = self.tr("%Ln event(s)", "", len(rows))
        self.filters.set_note(
            self.tr("{some}, more below").format(some=words) if self.feed.more else words
        )
        if rows:
            self.content.show_content()
            return
        self.content.show_empty(
            "history",
            self.tr("Nothing was found"),
            self.tr("Nothing was locked out or blocked that matches, as far back as is kept."),
        )

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _saved(self, path: Path) -> None:
        self.context.toast(self.tr("The history was written to {file}.").format(file=path), "ok")
