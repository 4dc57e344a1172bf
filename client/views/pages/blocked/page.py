"""The page of everything that is blocked, put together: filters, table, own address, two tabs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.api.errors import ApiError
from client.models.block_feed import MOST, BlockFeed
from client.models.block_rows import BlockRow, Layer, blocking
from client.models.block_spans import TRUST
from client.models.blocks import BlockTable
from client.models.cdr_filter import literally
from client.models.server_time import ServerTime
from client.session import State
from client.views.dialogs.firewall_rules import FirewallRulesDialog, open_firewall_rules
from client.views.pages.blocked.body import BlockBody
from client.views.pages.blocked.export import BlockExport
from client.views.pages.blocked.filters import BlockFilters
from client.views.pages.blocked.handling import BlockHandling
from client.views.pages.blocked.kernel import KernelNotice
from client.views.pages.blocked.lists import BlockLists
from client.views.pages.blocked.menu import Offers, block_menu, trust_menu
from client.views.pages.blocked.own import OwnNotice
from client.views.pages.blocked.states import nothing
from client.views.pages.blocked.trusted import TrustedTab
from client.views.pages.nothing import Nothing
from client.views.widgets.buttons import Button
from client.views.widgets.inner_tabs import InnerTabs
from client.views.widgets.menu import Menu, popup
from client.views.widgets.notice import Notice
from client.views.widgets.page import Page, PageContext, PageSpec

BLOCKED, TRUSTED = 0, 1


class BlockedPage(Page):
    """Everything that is blocked, live, and how to undo it."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.table = BlockTable(context.formats, ServerTime(), self)
        self.feed = BlockFeed(context.session, self.table, self)
        self.chips = BlockFilters(context.theme, self.filters, self)
        self.body = BlockBody(context, self.table, self.content.holder)
        self.view = self.body.view
        self.handling = BlockHandling(self, self.table, self.feed)
        self.exporter = BlockExport(self, self.body.order)
        self.lists = BlockLists(self, context, self.table.clock)
        self.rules: FirewallRulesDialog | None = None
        self._nothing: Nothing | None = None
        self._empty: QWidget | None = None
        self._answered = False
        self._build()
        self._wire()
        self._offer()
        self._role_changed()

    def refresh(self) -> None:
        """Load both lists anew."""
        self.content.show_loading()
        self.feed.reload()
        self.feed.find_own()
        if "trusted" in self.__dict__:
            self.trusted.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask now and then while the page is seen."""
        super().showEvent(event)
        self.feed.set_seen(seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow events alone while the page is hidden."""
        super().hideEvent(event)
        self.feed.set_seen(seen=False)

    @cached_property
    def trusted(self) -> TrustedTab:
        """The tab of trusted addresses, made when it is first wanted."""
        tab = TrustedTab(self.context, self.table.clock, self)
        tab.hide()
        self.root.addWidget(tab, 1)
        tab.reload()
        return tab

    def focus_search(self) -> None:
        """Put the cursor into the search field of the tab in front."""
        if self.tabs.currentIndex() == TRUSTED:
            self.trusted.focus_search()
        else:
            super().focus_search()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Everything that is refused now, whatever refuses it: addresses and networks whose "
            "messages are dropped, telephone numbers, extensions that are locked after wrong "
            "passwords, sources that ask for more than their limit, and refused sign-ins of "
            "operators. Each row "
            "says why, by whom and until when. Unblock undoes it in every layer at once; Unblock "
            "and trust keeps the rules away from it for a time. Type an address to see what blocks "
            "it. Trusted addresses, on the second tab, are never blocked by a rule."
        )

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: ``text``, ``layer``."""
        self.tabs.setCurrentIndex(BLOCKED)
        layer = filters.get("layer")
        known = next((each for each in Layer if each == layer), None)
        self.chips.set(str(filters.get("text", "")), known)

    def _trust(self) -> None:
        self.trusted.open_dialog()

    def may(self) -> bool:
        """Say whether the role may block and unblock."""
        return self.context.session.may("operate")

    def block_address(self) -> None:
        """Ask which address is to be blocked."""
        self.handling.open_dialog()

    def show_rules(self) -> None:
        """Show what is blocked as a file for another firewall."""
        self.rules = open_firewall_rules(self.context, self)

    def unblock_selected(self, trust_s: int = 0) -> None:
        """Undo the selected rows, after a question."""
        if self.handling.undo.isEnabled():
            self.handling.undo.unblock(self.body.selected(), trust_s)

    def keep_selected(self) -> None:
        """Let the selected blocks never end, after a question."""
        if self.handling.keep.isEnabled():
            self.handling.keep.keep(self.body.selected())

    def show_records(self, row: BlockRow) -> None:
        """Open the call records of an address, or of an extension."""
        wanted = {"caller_ips": (row.address,)}
        if row.layer is Layer.EXTENSION:
            wanted = {"callers": (literally(row.what),)}
        elif row.layer is Layer.NUMBER:
            wanted = {"numbers": (literally(row.what),)}
        self.context.open_page("cdr", wanted)

    def menu(self) -> Menu | None:
        """Return the context menu of the selected rows, or nothing when there are none."""
        rows = self.body.selected()
        if not rows:
            return None
        return block_menu(self.context.theme, self, rows, self._offers(), may=self.may())

    def trust_menu(self) -> Menu:
        """Return the choices of how long the selected addresses are trusted."""
        return trust_menu(self.context.theme, self, self.body.selected(), self._offers())

    # construction

    def _build(self) -> None:
        self.export_button = self.head.add_button(
            self.tr("Export as CSV"), self.exporter.save, "download"
        )
        self.import_button = self.head.add_button(
            self.tr("Import list…"), self.lists.choose, "upload"
        )
        self.block_button = self.head.add_button(
            self.tr("Block an address…"), self.block_address, "ban", primary=True
        )
        theme = self.context.theme
        titles = (self.tr("Blocked"), self.tr("Trusted addresses"))
        self.tabs = InnerTabs(theme, self.tr("What is shown"), titles)
        self.rules_button = Button(theme, self.tr("Firewall rules…"), "file-export")
        self.rules_button.clicked.connect(self.show_rules)
        self.own = OwnNotice(self.context, self.handling.undo)
        self.away = Notice(theme, tone="warning", icon="plug-connected-x")
        self.away.hide()
        self.kernel = KernelNotice(self.context)
        line = QHBoxLayout()
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.rules_button)
        self.root.insertWidget(1, self.own)
        self.root.insertLayout(2, line)
        for widget in (self.away, self.kernel):
            self.root.insertWidget(self.root.indexOf(self.filters) + 1, widget)
        self.content.set_widget(self.body)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.chips.searched.connect(self._search)
        self.chips.chosen.connect(self._choose)
        self.chips.grouped.connect(lambda on: self.body.group(on=on))
        self.feed.loaded.connect(lambda: self._follow(fresh=True))
        self.feed.followed.connect(self._follow)
        self.feed.failed.connect(self._failed)
        self.handling.changed.connect(self._follow)
        self.lists.imported.connect(self.feed.reload)
        self.handling.undo.changed.connect(self._update)
        self.handling.keep.changed.connect(self._update)
        self.body.unblock_wanted.connect(self.unblock_selected)
        self.view.row_selected.connect(lambda _row: self._update())
        self.view.menu_wanted.connect(lambda place, _rows: self._pop_up(place))
        strip = self.body.strip
        strip.unblock_wanted.connect(self.unblock_selected)
        strip.trust_wanted.connect(self._choose_trust)
        strip.keep_wanted.connect(self.keep_selected)
        strip.widen_wanted.connect(lambda: self._first(self.handling.widen))
        strip.records_wanted.connect(lambda: self._first(self.show_records))
        strip.copy_wanted.connect(self.view.copy_rows)
        self.context.session.state_changed.connect(self._session_changed)

    def _offer(self) -> None:
        key = "blocked.offer"
        self.changes = [
            self.offer(f"{key}.block", self.tr("Block an address…"), self.block_address,
                       icon="ban", shortcut="Ctrl+N"),
            self.offer(f"{key}.number", self.tr("Block a number…"),
                       self.handling.open_number_dialog, icon="phone-off"),
            self.offer(f"{key}.import", self.tr("Import a list of addresses to block…"),
                       self.lists.choose, icon="upload"),
            self.offer(f"{key}.unblock", self.tr("Unblock the selected entries…"),
                       self.unblock_selected, icon="lock-open", shortcut="Ctrl+U"),
            self.offer(f"{key}.trust", self.tr("Unblock and trust for 1 hour…"),
                       lambda: self.unblock_selected(TRUST[0]), icon="shield-check"),
            self.offer(f"{key}.keep", self.tr("Block the selected addresses for good…"),
                       self.keep_selected, icon="lock"),
            self.offer(f"{key}.trusted", self.tr("Trust an address…"), self._trust,
                       icon="shield"),
        ]  # fmt: skip
        self.offer(f"{key}.export", self.tr("Export what is blocked as CSV…"), self.exporter.save,
                   icon="download", shortcut="Ctrl+E")  # fmt: skip
        self.offer(f"{key}.rules", self.tr("Firewall rules of what is blocked…"), self.show_rules,
                   icon="file-export")  # fmt: skip

    def _offers(self) -> Offers:
        actions = self.handling
        return Offers(
            unblock=actions.undo.unblock, keep=actions.keep.keep, widen=actions.widen,
            block_source=actions.block_source, records=self.show_records,
            extension=lambda name: self.context.open_page("endpoints", {"text": name}),
            details=self.body.open_pane, export=self.exporter.save_rows, copy=self.view.copy_rows,
            copy_text=QGuiApplication.clipboard().setText,
        )  # fmt: skip

    # what is shown

    def _tab_chosen(self, place: int) -> None:
        for widget in (self.filters, self.content):
            widget.setVisible(place == BLOCKED)
        if place == TRUSTED or "trusted" in self.__dict__:
            self.trusted.setVisible(place == TRUSTED)
        self.away.setVisible(place == BLOCKED and bool(self.feed.degraded))
        self.kernel.set_seen(seen=place == BLOCKED)
        for button in (self.export_button, self.rules_button):
            button.setVisible(place == BLOCKED)

    def _search(self, text: str) -> None:
        self.table.search(text)
        self._follow()

    def _choose(self, layer: Layer | None) -> None:
        self.table.choose(layer)
        self._follow()

    def _failed(self, error: ApiError) -> None:
        self.body.set_live(live=False)
        self.content.show_error(error, self.refresh)

    def _follow(self, *, fresh: bool = False) -> None:
        """Bring what depends on the rows up to date."""
        if fresh:
            self._answered = True
            self.body.set_live(live=True)
            if self.content.is_stale():
                self.content.set_stale(None)
        self.chips.count(self.table.counts())
        self.body.follow()
        row = blocking(self.table.loaded(), self.feed.own)
        self.own.show_row(row, self.feed.own, may=self.may())
        note = self.tr("updated live")
        if not self.feed.complete:
            count = self.context.formats.count(MOST)
            note = self.tr("the first {count} of each layer").format(count=count)
        self.filters.set_note(note)
        text = self.tr("Locked extensions are not known now: {why}")
        self.away.set(text.format(why=self.feed.degraded))
        self.away.setVisible(bool(self.feed.degraded) and self.tabs.currentIndex() == BLOCKED)
        self.kernel.show_status(self.feed.kernel, seen=self.tabs.currentIndex() == BLOCKED)
        self._update()
        self._show_content(fresh=fresh)

    def _show_content(self, *, fresh: bool) -> None:
        """Show the table, or why there is nothing in it; before the first answer, nothing."""
        if self.table.rowCount():
            if fresh or self.content.state_widget() is not self.body:
                self.content.show_content()
            return
        if not self._answered:
            return
        state = nothing(self.table.text, self.table.layer, self.chips.clear)
        if state != self._nothing or self.content.state_widget() is not self._empty:
            self._nothing = state
            self._empty = self.content.show_empty(state.icon, state.title, state.text, state.step)

    # what the operator does

    def _first(self, run: object) -> None:
        rows = self.body.selected()
        if len(rows) == 1 and callable(run):
            run(rows[0])

    def _choose_trust(self) -> None:
        button = self.body.strip.trust
        popup(self.trust_menu(), button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _update(self) -> None:
        busy = not (self.handling.undo.isEnabled() and self.handling.keep.isEnabled())
        self.body.strip.show_rows(self.body.selected(), may=self.may(), busy=busy)
        self.export_button.setEnabled(bool(self.table.rowCount()))

    def _session_changed(self, state: object) -> None:
        if state is State.RECONNECTING and self.table.rowCount():
            self.body.set_live(live=False)
            self.content.set_stale(datetime.now(UTC))
        self._role_changed()

    def _role_changed(self) -> None:
        may = self.may()
        for button in (self.block_button, self.import_button):
            button.setVisible(may)
        for action in self.changes:
            action.setVisible(may)
            action.setEnabled(may)
        if "trusted" in self.__dict__:
            self.trusted.show_role()
        self._update()

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            popup(menu, place)
