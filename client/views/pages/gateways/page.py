"""The page of mapping gateways, or of routing gateways, put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from client.api.call_values import Gateway
from client.api.errors import ApiError
from client.models.gateway_feed import GatewayFeed
from client.models.gateways import GatewayTable
from client.models.server_time import ServerTime
from client.session import State
from client.views.pages.gateways.body import GatewayBody
from client.views.pages.gateways.handling import GatewayHandling
from client.views.pages.gateways.menu import Offers, gateway_menu
from client.views.pages.gateways.pane import GatewayPane
from client.views.pages.gateways.states import nothing
from client.views.pages.nothing import Nothing
from client.views.widgets.menu import Menu, popup
from client.views.widgets.notice import Notice
from client.views.widgets.page import Page, PageContext, PageSpec


class GatewayPage(Page):
    """All gateways of one kind, ``mapping`` or ``routing``, with their live figures."""

    def __init__(
        self, spec: PageSpec, context: PageContext, parent: QWidget | None = None,
        *, kind: str = "mapping",
    ) -> None:  # fmt: skip
        super().__init__(spec, context, parent)
        self.kind = kind
        self.table = GatewayTable(kind, context.formats, ServerTime(), self)
        self.feed = GatewayFeed(context.session, self.table, self)
        self.body = GatewayBody(context, self.table, self.content.holder)
        self.view = self.body.view
        self.handling = GatewayHandling(self, self.table)
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
        figures = self.tr(
            "ASR, ACD and PDD are those of the last 100 calls; the bar shows how much of the "
            "capacity is in use. A gateway in quarantine asked for a pause or did not answer and "
            "gets no calls until then."
        )
        if self.kind == "routing":
            first = self.tr(
                "Routing gateways are the carriers calls go to. The longest prefix that fits the "
                "called number decides, then the lowest priority, then the weight."
            )
        else:
            first = self.tr(
                "Mapping gateways are the switches calls come from, known by their addresses."
            )
        return f"{first} {figures}"

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: ``text``."""
        self.filters.search.setText(str(filters.get("text", "")))

    def unsaved(self) -> int:
        """How many forms hold something that is not saved."""
        return self.body.unsaved()

    @property
    def pane(self) -> GatewayPane:
        """The gateway that is looked at."""
        return self.body.pane

    def may(self) -> bool:
        """Say whether the role may change gateways."""
        return self.context.session.may("administer")

    def new_gateway(self) -> None:
        """Open the form of a new gateway."""
        if self.may():
            self.content.show_content()
            self.body.open_form()

    def open(self, name: str) -> None:
        """Show everything about a gateway."""
        gateway = self.table.gateway(name)
        if gateway is not None:
            self.body.open_pane()
            self.pane.show_gateway(gateway, may_edit=self.may())

    def delete_selected(self) -> None:
        """Delete the selected gateways, after a typed confirmation."""
        if self.handling.delete.isEnabled():
            self.handling.delete.delete([row.name for row in self.body.selected()])

    def switch_selected(self) -> None:
        """Disable the selected gateways that are enabled; when none is, enable them."""
        rows = self.body.selected()
        on = [row.name for row in rows if row.enabled]
        if not rows or not self.handling.enable.isEnabled():
            return
        if on:
            self.handling.enable.disable(on)
        else:
            self.handling.enable.enable([row.name for row in rows])

    def menu(self) -> Menu | None:
        """Return the context menu of the selected rows, or nothing when there are none."""
        rows = self.body.selected()
        if not rows:
            return None
        actions = self.handling
        offers = Offers(
            details=self.open, calls=self._show_calls, copy=self.view.copy_rows,
            enable=actions.enable.enable, disable=actions.enable.disable,
            delete=actions.delete.delete,
        )  # fmt: skip
        return gateway_menu(self.context.theme, self, rows, offers, may=self.may())

    # construction

    def _new_words(self) -> str:
        if self.kind == "routing":
            return self.tr("New routing gateway")
        return self.tr("New mapping gateway")

    def _build(self) -> None:
        self.new_button = self.head.add_button(
            self._new_words(), self.new_gateway, "plus", primary=True
        )
        self.filters.set_placeholder(self.tr("Name or address"))
        self.away = Notice(self.context.theme, tone="warning", icon="plug-connected-x")
        self.away.set(
            self.tr("The softswitch is away: there are no live figures. Changes are kept for it.")
        )
        self.away.hide()
        self.root.insertWidget(2, self.away)
        self.content.set_widget(self.body)

    def _wire(self) -> None:
        self.filters.search.searched.connect(self._search)
        self.feed.loaded.connect(self._loaded)
        self.feed.refreshed.connect(self._follow)
        self.feed.failed.connect(self._failed)
        self.body.delete_wanted.connect(self.delete_selected)
        self.view.menu_wanted.connect(lambda place, _rows: self._pop_up(place))
        self.view.activated_row.connect(lambda row: self.open(row.name))
        self.view.row_selected.connect(self._selected)
        self.body.made.connect(lambda form, new: self.handling.attach(form, new=new))
        self.handling.changed.connect(self.feed.outdate)
        self.handling.changed.connect(self._follow)
        self.handling.created.connect(self._created)
        self.handling.saved.connect(self._saved)
        self.context.session.state_changed.connect(self._session_changed)

    def _offer(self) -> None:
        key = f"gateways.{self.kind}.offer"
        self.changes = [
            self.offer(f"{key}.new", self._new_words(), self.new_gateway, icon="plus",
                       shortcut="Ctrl+N"),
            self.offer(f"{key}.switch", self.tr("Enable or disable the selected gateways"),
                       self.switch_selected, icon="power", shortcut="Ctrl+E"),
            self.offer(f"{key}.delete", self.tr("Delete the selected gateways…"),
                       self.delete_selected, icon="trash"),
        ]  # fmt: skip

    # loading

    def _search(self, text: str) -> None:
        self.content.show_loading()
        self.feed.show(text)

    def _loaded(self) -> None:
        self._show_content(fresh=True)
        self._follow()

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _follow(self) -> None:
        """Bring what depends on the rows up to date."""
        rows = self.table.rows()
        self.away.setVisible(bool(rows) and all(row.live is None for row in rows))
        self.filters.set_note(self._note(len(rows)))
        if self.content.is_stale():
            self.content.set_stale(None)
        shown = self.body.looked_at()
        fresh = self.table.gateway(shown.name) if shown is not None else None
        if self.body.pane_shown() and fresh is None:
            self.body.close_pane()
        elif self.body.pane_shown() and fresh is not None and fresh != shown:
            self.pane.show_gateway(fresh, may_edit=self.may())
        self._show_content()

    def _note(self, count: int) -> str:
        words = self.tr("%Ln gateway(s)", "", count)
        calls = self.table.calls()
        if calls is None:
            return words
        return words + " · " + self.tr("%Ln call(s) now", "", calls)

    def _show_content(self, *, fresh: bool = False) -> None:
        """Show the table, or why there is nothing in it; an open form stays open."""
        if self.table.rowCount() or self.body.creating():
            if fresh or self.content.state_widget() is not self.body:
                self.content.show_content()
            return
        state = nothing(
            self.kind, self.feed.text, self.new_gateway, self.filters.search.reset, may=self.may()
        )
        if state != self._nothing or self.content.state_widget() is not self._empty:
            self._nothing = state
            self._empty = self.content.show_empty(state.icon, state.title, state.text, state.step)

    # changes

    def _selected(self, row: Gateway | None) -> None:
        shown = self.body.looked_at()
        other = row is not None and (shown is None or shown.name != row.name)
        if row is not None and other and self.body.pane_shown() and not self.pane.form.edited():
            self.open(row.name)

    def _created(self, gateway: Gateway) -> None:
        self.body.close_pane()
        self._show_content()
        self.view.select_key(gateway.name)

    def _saved(self, gateway: Gateway) -> None:
        stored = self.table.gateway(gateway.name)
        if stored is not None:
            self.pane.form.show_gateway(stored, force=True)

    def _show_calls(self, name: str) -> None:
        self.context.open_page("current-calls", {"gateway": name})

    def _session_changed(self, state: object) -> None:
        if state is State.RECONNECTING and self.table.rowCount():
            self.content.set_stale(datetime.now(UTC))
        self._role_changed()

    def _role_changed(self) -> None:
        may = self.may()
        self.new_button.setVisible(may)
        for action in self.changes:
            action.setVisible(may)
            action.setEnabled(may)

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            popup(menu, place)
