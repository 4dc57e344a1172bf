"""The page of running calls, put together: filters, table, totals, live events, hanging up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from client.api.errors import ApiError
from client.models.call_changes import HungUp, hung_up_text
from client.models.call_feed import CallFeed
from client.models.call_rows import CallState
from client.models.calls import CallTable
from client.session import State
from client.views.actions.calls import HangUp
from client.views.dialogs.trial import open_trial
from client.views.pages.current_call.body import CallBody
from client.views.pages.current_call.filters import CallFilters
from client.views.pages.current_call.menu import Offers, call_menu
from client.views.pages.current_call.states import nothing
from client.views.pages.nothing import Nothing
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import Page, PageContext, PageSpec


class CurrentCallPage(Page):
    """All running calls, live."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.table = CallTable(context.formats, parent=self)
        self.feed = CallFeed(context.session, self.table, self)
        self.chips = CallFilters(context.theme, self.filters, self)
        self.body = CallBody(context, self.table, self.content.holder)
        self.view = self.body.view
        self.action = HangUp("current-calls.hang-up", context.session, context.prompts, self)
        self._nothing: Nothing | None = None
        self._empty: QWidget | None = None
        self._build()
        self._wire()
        self._offer()
        self._role_changed()

    def refresh(self) -> None:
        """Load the list anew."""
        self.content.show_loading()
        self.feed.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what happens while the page is seen."""
        super().showEvent(event)
        self.feed.set_seen(seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing while the page is hidden."""
        super().hideEvent(event)
        self.feed.set_seen(seen=False)

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Every call that runs now: connecting until the other side answers at all, ringing, "
            "then talking. The duration counts the talk time once both talk. Select one or many "
            "calls and hang them up with the button, the menu or the Delete key; a question comes "
            "first. Ended calls leave the list and are found in the CDR."
        )

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: ``text`` and ``gateway``."""
        self.chips.set(str(filters.get("text", "")), str(filters.get("gateway", "")))

    def may(self) -> bool:
        """Say whether the role may hang up."""
        return self.context.session.may("operate")

    def hang_up_selected(self) -> None:
        """Hang up the selected calls, after a question."""
        if self.action.isEnabled():
            self.action.hang_up(self.body.selected())

    def menu(self) -> Menu | None:
        """Return the context menu of the selected rows, or nothing when there are none."""
        calls = self.body.selected()
        if not calls:
            return None
        offers = Offers(
            hang_up=self.action.hang_up,
            search=lambda text: self.chips.set(text, ""),
            gateway=lambda name: self.chips.set("", name),
            trace=lambda call: self.context.open_page("call-trace", {"call": call}),
            copy=self.view.copy_rows,
            copy_id=QGuiApplication.clipboard().setText,
        )
        return call_menu(self.context.theme, self, calls, offers, may=self.may())

    # construction

    def _build(self) -> None:
        self.button = self.head.add_button(
            self.tr("Hang up…"), self.hang_up_selected, "phone-off", danger=True
        )
        self.content.set_widget(self.body)

    def _wire(self) -> None:
        self.chips.asked.connect(self._ask)
        self.chips.chosen.connect(self._choose)
        self.feed.loaded.connect(lambda: self._follow(fresh=True))
        self.feed.followed.connect(self._follow)
        self.feed.failed.connect(self._failed)
        self.feed.named.connect(self.chips.name_gateways)
        self.body.hang_up_wanted.connect(self.hang_up_selected)
        self.view.row_selected.connect(lambda _row: self._update_button())
        self.view.menu_wanted.connect(lambda place, _rows: self._pop_up(place))
        self.action.done.connect(self._hung_up)
        self.action.changed.connect(self._update_button)
        self.context.session.state_changed.connect(self._session_changed)

    def _offer(self) -> None:
        self.offered_hang_up = self.offer(
            "current-calls.offer.hang-up", self.tr("Hang up the selected calls…"),
            self.hang_up_selected, icon="phone-off", shortcut="Ctrl+H",
        )  # fmt: skip
        self.offer(
            "current-calls.offer.test-call", self.tr("Test call…"),
            lambda: open_trial(self.context, self), icon="phone-call",
        )  # fmt: skip
        for state, words, icon in (
            (None, self.tr("Show all running calls"), "phone"),
            (CallState.ANSWERED, self.tr("Show calls that talk"), "phone-call"),
            (CallState.RINGING, self.tr("Show calls that ring"), "phone-ringing"),
        ):
            key = f"current-calls.offer.{state or 'all'}"
            self.offer(key, words, self.chips.states[state].click, icon=icon)

    # loading

    def _ask(self, text: str, gateway: str) -> None:
        self.content.show_loading()
        self.feed.show(text, gateway)

    def _choose(self, state: CallState | None) -> None:
        self.table.choose(state)
        self.body.sum_up()
        self._update_button()
        self._show_content(fresh=False)

    def _failed(self, error: ApiError) -> None:
        self.body.set_live(live=False)
        self.content.show_error(error, self.refresh)

    def _follow(self, *, fresh: bool = False) -> None:
        """Bring what depends on the rows up to date."""
        self.body.set_live(live=True)
        self.chips.count(self.table.counts())
        self.body.sum_up()
        self._update_button()
        note = self.tr("updated live")
        if not self.feed.complete:
            loaded = self.context.formats.count(self.table.loaded())
            note = self.tr("the first {count}").format(count=loaded)
        self.filters.set_note(note)
        if self.content.is_stale():
            self.content.set_stale(None)
        self._show_content(fresh=fresh)

    def _show_content(self, *, fresh: bool) -> None:
        """Show the table, or why there is nothing in it."""
        if self.table.rowCount():
            if fresh or self.content.state_widget() is not self.body:
                self.content.show_content()
            return
        state = nothing(self.feed.text, self.feed.gateway, self.table.state, self.chips.clear)
        if state != self._nothing or self.content.state_widget() is not self._empty:
            self._nothing = state
            self._empty = self.content.show_empty(state.icon, state.title, state.text, state.step)

    # changes

    def _hung_up(self, result: HungUp) -> None:
        self.feed.ended((*result.done, *result.over))
        self.context.toast(*hung_up_text(result))
        self._follow()

    def _update_button(self) -> None:
        chosen = len(self.view.selectionModel().selectedRows())
        words = self.tr("Hang up…")
        if chosen > 1:
            words = self.tr("Hang up %Ln call(s)…", "", chosen)
        self.button.setText(words)
        usable = chosen > 0 and self.action.isEnabled()
        self.button.setEnabled(usable)
        self.offered_hang_up.setEnabled(usable)

    def _session_changed(self, state: object) -> None:
        if state is State.RECONNECTING and self.table.rowCount():
            self.body.set_live(live=False)
            self.content.set_stale(datetime.now(UTC))
        self._role_changed()

    def _role_changed(self) -> None:
        may = self.may()
        self.button.setVisible(may)
        self.offered_hang_up.setVisible(may)
        self._update_button()

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            popup(menu, place)
