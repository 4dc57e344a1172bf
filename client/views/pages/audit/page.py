"""Who changed or undid what, from where, when and why; VOS3000 has it as the system log."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from client.api.audit_values import AuditEntry, ChainCheck
from client.api.errors import ApiError
from client.models.audit_difference import as_json
from client.models.audit_feed import AuditFeed, ChainFeed
from client.models.audit_table import AuditTable
from client.models.audit_words import object_word
from client.views.pages.audit.body import AuditBody
from client.views.pages.audit.chain_strip import ChainStrip
from client.views.pages.audit.filters import AuditFilters
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import Page, PageContext, PageSpec

NAME = "audit.csv"
PLACES = {"parameter": "parameters", "endpoint": "endpoints", "operator": "operators",
          "blacklist": "blocked", "suspension": "blocked", "address": "blocked"}  # fmt: skip
"""Pages that show an object, by its kind."""


class AuditPage(Page):
    """Entries of the audit, found by anything that is known of them."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        theme, formats = context.theme, context.formats
        self.table = AuditTable(formats, self)
        self.feed = AuditFeed(context.session, spec.key, self)
        self.chain = ChainFeed(context.session, spec.key, self)
        self.choices = AuditFilters(theme, formats, self.filters, self)
        self.strip = ChainStrip(theme, formats, self)
        self.body = AuditBody(context, self.table, self.content.holder)
        self.view = self.body.view
        self.content.set_widget(self.body)
        self.root.insertWidget(2, self.choices.panel)
        self.root.insertWidget(3, self.strip)
        self.save_button = self.head.add_button(self.tr("Export"), self.save, icon="download")
        self.save_button.setEnabled(context.session.may("operate"))
        self.offer(f"{spec.key}.save", self.tr("Export the audit"), self.save, icon="download")
        self.offer(
            f"{spec.key}.verify", self.tr("Verify the chain of the audit"), self.chain.verify,
            icon="shield-check",
        )  # fmt: skip
        self._wire()

    def refresh(self) -> None:
        """Ask for the newest entries, the choices and the state of the chain."""
        self.content.show_loading()
        self.feed.reload()
        self.feed.load_choices()
        self.chain.look()

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: ``text``, ``object`` or ``actor``."""
        self.choices.clear()
        self.filters.search.setText(str(filters.get("text", "")))
        self.choices.only(
            object_=str(filters.get("object", "")), actor=str(filters.get("actor", ""))
        )

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Every change with its state before and after, who made it, from where, when and why; "
            "refusals are summed up, so that nobody can fill the audit. The text is looked for in "
            "every field. The file has all entries that match, also those that are not shown yet. "
            "Each entry is sealed together with the one before it: Verify reads them all again and "
            "names the first that was changed, left out or put in. How long entries are kept is "
            "set by SERVER_AUDIT_KEEP_DAYS."
        )

    def save(self) -> None:
        """Ask for a file and write everything that matches."""
        if self.context.session.may("operate"):
            title = self.tr("Export the audit")
            self.context.prompts.save_file(self, title, NAME, self.feed.save)

    def menu(self, row: AuditEntry) -> Menu:
        """Return what can be done with an entry."""
        menu = Menu(self.context.theme, self)
        kind, sign, name = row.object.partition(":")
        named = object_word(row.object)
        if sign and kind in PLACES:
            go = partial(self.context.open_page, PLACES[kind], {"text": name})
            menu.add(self.tr("Show {name}").format(name=named), go, "external-link")
        only = self.tr("Only {name}")
        menu.add(only.format(name=named), partial(self.choices.only, object_=row.object), "filter")
        mine = partial(self.choices.only, actor=row.actor)
        menu.add(only.format(name=row.actor), mine, "user")
        menu.addSeparator()
        menu.add(self.tr("Copy"), self.view.copy_rows, "copy")
        menu.add(self.tr("Copy both states as JSON"), partial(self._copy, row), "copy")
        return menu

    # inside

    def _wire(self) -> None:
        self.choices.changed.connect(self._ask)
        self.feed.loading.connect(self.content.show_loading)
        self.feed.changed.connect(self._changed)
        self.feed.failed.connect(self._failed)
        self.feed.saved.connect(self._saved)
        self.feed.refused.connect(partial(self.context.prompts.error, self))
        self.feed.chosen_from.connect(self.choices.offer)
        self.chain.changed.connect(self._show_chain)
        self.chain.refused.connect(partial(self.context.prompts.error, self))
        self.strip.verify_wanted.connect(self.chain.verify)
        self.strip.entry_wanted.connect(lambda number: self.choices.only(number=number))
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.view.menu_wanted.connect(self._menu)
        self.body.pane.copy_wanted.connect(self._copy_shown)

    def _ask(self) -> None:
        self.feed.show(self.choices.terms())

    def _menu(self, place: QPoint, rows: list[AuditEntry]) -> None:
        if rows:
            popup(self.menu(rows[0]), place)

    def _copy_shown(self) -> None:
        entry = self.body.pane.entry()
        if entry is not None:
            self._copy(entry)

    def _copy(self, row: AuditEntry) -> None:
        QGuiApplication.clipboard().setText(as_json(row.before, row.after))
        self.context.toast(self.tr("Both states are copied."), "neutral")

    def _scrolled(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        if value >= bar.maximum() - bar.pageStep():
            self.feed.load_more()

    def _show_chain(self, check: ChainCheck) -> None:
        self.strip.show_check(check)
        if self.table.first_bad != self.strip.first_bad():
            self.table.first_bad = self.strip.first_bad()
            self.table.refresh_column("id")

    def _changed(self) -> None:
        rows = self.feed.rows
        self.table.set_rows(rows)
        words = self.tr("%Ln entry(s)", "", len(rows))
        self.filters.set_note(
            self.tr("{some}, more below").format(some=words) if self.feed.more else words
        )
        if rows:
            self.content.show_content()
            return
        self.content.show_empty(
            "list-search",
            self.tr("Nothing was found"),
            self.tr("No entry of the audit matches, as far back as entries are kept."),
            (self.tr("Show all"), self.choices.clear) if self.choices.active() else None,
        )

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _saved(self, path: Path) -> None:
        self.context.toast(self.tr("The audit was written to {file}.").format(file=path), "ok")
