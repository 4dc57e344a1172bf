"""The Endpoint Management page, put together: chips, table, pane, actions, live events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from client.api.errors import ApiError
from client.api.values import Endpoint
from client.models.alive import alive
from client.models.endpoint_feed import EndpointFeed
from client.models.endpoint_pages import Shows
from client.models.endpoint_policy import LOCKOUT, EndpointPolicy, fetch_policy
from client.models.endpoints import EndpointTable
from client.models.server_time import ServerTime
from client.session import State
from client.views.pages.endpoint_management.body import EndpointBody
from client.views.pages.endpoint_management.chips import EndpointChips
from client.views.pages.endpoint_management.files import EndpointFiles
from client.views.pages.endpoint_management.handling import Handling
from client.views.pages.endpoint_management.looking import Looking
from client.views.pages.endpoint_management.menu import Offers, row_menu
from client.views.pages.endpoint_management.pane import EndpointPane, NewPane
from client.views.pages.endpoint_management.states import Steps, nothing
from client.views.widgets.menu import Menu, popup
from client.views.widgets.notice import Notice
from client.views.widgets.page import Page, PageContext, PageSpec


class EndpointManagementPage(Page):
    """All endpoints, and the unknown extensions under attack."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.policy = EndpointPolicy()
        self.table = EndpointTable(context.formats, ServerTime(), self)
        self.feed = EndpointFeed(context.session, self.table, self)
        self.chips = EndpointChips(context.theme, self.filters, self)
        self.body = EndpointBody(context, self.table, self.content.holder)
        self.view = self.body.view
        self.looking = Looking(self.body, self.table, context.session, self)
        self.handling = Handling(self, self.table, self.feed)
        self.files = EndpointFiles(self, self.feed)
        self._build()
        self._wire()
        self._offer()
        self._role_changed()

    def refresh(self) -> None:
        """Load the list anew."""
        self.content.show_loading()
        self.feed.reload()
        self.context.session.call(
            "endpoints.policy",
            fetch_policy,
            alive(self, self._take_policy),
            lambda _error: None,
            latest=True,
        )

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Every telephone account: whether it is registered, from where, and whether it is "
            "suspended after wrong passwords, why and for how long. Right-click a suspended one "
            "and clear it; it may register at once. Group by source to see one attacker behind "
            "many extensions. “Unknown under attack” are numbers that do not exist here."
        )

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: ``status`` and ``text``."""
        wanted = str(filters.get("status", ""))
        shows = Shows(wanted) if wanted in set(Shows) else Shows.ALL
        self.chips.set(shows, str(filters.get("text", "")))

    def unsaved(self) -> int:
        """How many forms hold something that is not saved."""
        return self.body.unsaved()

    def new_endpoint(self) -> None:
        """Open the form of a new endpoint."""
        self.content.show_content()
        self.body.open_form()

    def clear_selected(self) -> None:
        """Clear the suspensions of the selected rows."""
        rows = [row for row in self.body.selected() if row.locked or row.failures]
        self.handling.clear.clear([row.extension for row in rows], self.policy.retries)

    def delete_selected(self) -> None:
        """Delete the selected endpoints, after a typed confirmation."""
        if self.handling.delete.isEnabled():
            self.handling.delete.delete(
                [row.extension for row in self.body.selected() if row.known]
            )

    def menu(self) -> Menu | None:
        """Return the context menu of the selected rows, or nothing when there are none."""
        rows = self.body.selected()
        if not rows:
            return None
        actions = self.handling
        offers = Offers(
            clear=lambda names: actions.clear.clear(names, self.policy.retries),
            details=self.looking.open, copy=self.view.copy_rows, cdrs=self._show_cdrs,
            enable=actions.enable.enable, disable=actions.enable.disable,
            delete=actions.delete.delete,
        )  # fmt: skip
        may = self.context.session.may("operate")
        return row_menu(self.context.theme, self, rows, offers, may=may)

    # construction

    def _build(self) -> None:
        self.import_button = self.head.add_button(
            self.tr("Import…"), self.files.choose_import, "upload"
        )
        self.export_button = self.head.add_button(
            self.tr("Export…"), self.files.choose_export, "download"
        )
        self.new_button = self.head.add_button(
            self.tr("New endpoint"), self.new_endpoint, "plus", primary=True
        )
        self.degraded = Notice(self.context.theme, tone="warning", icon="plug-connected-x")
        self.degraded.hide()
        self.root.insertWidget(2, self.degraded)
        self.content.set_widget(self.body)

    def _wire(self) -> None:
        session = self.context.session
        self.chips.changed.connect(self._show)
        self.chips.grouped.connect(self.table.set_grouped)
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.feed.counted.connect(self.chips.count)
        self.feed.degraded.connect(self._degraded)
        self.view.menu_wanted.connect(lambda place, _rows: self._pop_up(place))
        self.body.delete_wanted.connect(self.delete_selected)
        for changed in (self.table.rowsInserted, self.table.rowsRemoved):
            changed.connect(lambda *_rows: self._show_content())
        self.feed.loading_more.connect(lambda _on: self._show_note())
        self.body.pane_made.connect(self._pane_made)
        self.body.new_made.connect(self._new_made)
        self.handling.created.connect(self._created)
        self.handling.saved.connect(lambda _endpoint: self.looking.show_again())
        self.files.imported.connect(self.refresh)
        session.state_changed.connect(self._session_changed)

    def _offer(self) -> None:
        offer = self.offer
        offer("endpoints.offer.clear", self.tr("Clear registration suspend of the selection"),
              self.clear_selected, icon="lock-open", shortcut="Ctrl+U")  # fmt: skip
        self.new_action = offer("endpoints.offer.new", self.tr("New endpoint"),
                                self.new_endpoint, icon="plus", shortcut="Ctrl+N")  # fmt: skip
        self.import_action = offer("endpoints.offer.import", self.tr("Import endpoints…"),
                                   self.files.choose_import, icon="upload")  # fmt: skip
        offer("endpoints.offer.export", self.tr("Export endpoints…"), self.files.choose_export,
              icon="download", shortcut="Ctrl+E")  # fmt: skip
        offer("endpoints.offer.group", self.tr("Group by source"), self.chips.group_chip.toggle,
              icon="world", shortcut="Ctrl+G")  # fmt: skip
        offer("endpoints.offer.suspended", self.tr("Show suspended endpoints"),
              lambda: self.chips.set(Shows.SUSPENDED), icon="lock")  # fmt: skip
        offer("endpoints.offer.unknown", self.tr("Show unknown extensions under attack"),
              lambda: self.chips.set(Shows.UNKNOWN), icon="lock-question")  # fmt: skip

    def _pane_made(self, pane: EndpointPane) -> None:
        pane.close_wanted.connect(self.body.close_pane)
        pane.clear_wanted.connect(
            lambda name: self.handling.clear.clear([name], self.policy.retries)
        )
        pane.form.set_policy(self.policy.passwords)
        self.handling.attach_edit(pane.form)

    def _new_made(self, pane: NewPane) -> None:
        pane.form.cancelled.connect(self.body.close_pane)
        pane.form.set_policy(self.policy.passwords)
        self.handling.attach_new(pane.form)

    # loading

    def _show(self, shows: Shows, text: str) -> None:
        self.content.show_loading()
        self.feed.show(shows, text)

    def _loaded(self) -> None:
        self._show_content(fresh=True)
        self._show_note()

    def _show_note(self) -> None:
        """Say that the list is live, and honestly how much of it is loaded."""
        if self.feed.complete:
            self.filters.set_note(self.tr("updated live"))
        else:
            loaded = self.context.formats.count(len(self.table.loaded))
            self.filters.set_note(self.tr("{count} loaded").format(count=loaded))
        self.chips.fit()

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _take_policy(self, policy: EndpointPolicy) -> None:
        self.policy = policy
        for form in self.body.forms():
            form.set_policy(policy.passwords)
        if not self.table.loaded and self.content.state_widget() is not self.body:
            self._show_content()

    def _show_content(self, *, fresh: bool = False) -> None:
        """Show the table, or why there is nothing in it; an open form stays open."""
        creating = not self.body.panes.isHidden() and not self.body.pane_shown()
        if self.table.rowCount() or creating:
            if fresh or self.content.state_widget() is not self.body:
                self.content.show_content()
            return
        steps = Steps(
            turn_on=lambda: self.context.open_page("parameters", {"name": LOCKOUT}),
            create=self.new_endpoint,
            show_all=lambda: self.chips.set(Shows.ALL),
        )
        may = self.context.session.may("operate")
        state = nothing(self.feed.shows, self.feed.text, self.policy, steps, may=may)
        self.content.show_empty(state.icon, state.title, state.text, state.step)

    def _degraded(self, why: str) -> None:
        words = self.tr("States are not known now: {why}").format(why=why)
        self.degraded.set(words)
        self.degraded.setVisible(bool(why))

    # changes

    def _created(self, endpoint: Endpoint) -> None:
        self.body.close_pane()
        self._show_content()
        self.view.select_key(("extension", endpoint.extension))

    def _session_changed(self, state: object) -> None:
        if state is State.RECONNECTING and self.table.rowCount():
            self.content.set_stale(datetime.now(UTC))
        self._role_changed()

    def _role_changed(self) -> None:
        may = self.context.session.may("operate")
        why = "" if may else self.tr("Operators and administrators change endpoints.")
        for button in (self.import_button, self.new_button):
            button.setEnabled(may)
            button.setToolTip(why)
        for action in (self.new_action, self.import_action):
            action.setEnabled(may)

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            popup(menu, place)

    def _show_cdrs(self, address: str) -> None:
        self.context.open_page("cdr", {"ips": (address,)})
