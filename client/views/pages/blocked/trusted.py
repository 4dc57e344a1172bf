"""The second tab: addresses that no rule blocks, with adding and removing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.api.block_values import Trusted
from client.api.errors import ApiError
from client.models.block_changes import Distrusted, distrusted_text
from client.models.filter_proxy import FilterProxy
from client.models.server_time import ServerTime
from client.models.trusted import TrustedTable
from client.models.trusted_feed import TrustedFeed
from client.views.actions.blocks import RemoveTrust
from client.views.dialogs.allow_mode import AllowModeDialog
from client.views.dialogs.trust import TrustDialog, open_trust
from client.views.pages.blocked.states import nobody_trusted
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.buttons import Button
from client.views.widgets.content import ContentStack
from client.views.widgets.filter_line import FilterLine
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import PageContext

LESSER = ("by", "since")
LAST_WIDTH = 200


class TrustedTab(QWidget):
    """The allow list.

    Signals:
        changed: an entry came or went.
    """

    changed = Signal()

    def __init__(
        self, context: PageContext, clock: ServerTime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._context, self._clock = context, clock
        self.dialog: TrustDialog | None = None
        self.mode: AllowModeDialog | None = None
        self.table = TrustedTable(context.formats, clock, self)
        self.feed = TrustedFeed(context.session, self.table, self)
        self.line = FilterLine(theme)
        self.content = ContentStack(theme, context.formats, self)
        self.view = FittingTable(theme, "trusted", context.settings, LESSER, LAST_WIDTH)
        self.order = FilterProxy(self.table, self)
        self.remove = RemoveTrust("trusted.remove", context.session, context.prompts, self)
        self.add_button = Button(theme, self.tr("Trust an address…"), "plus")
        self.remove_button = Button(theme, self.tr("Remove…"), "trash", danger=True)
        self.mode_button = Button(theme, self.tr("Only trusted addresses…"), "shield-check")
        self._build()
        self._wire()
        self.show_role()

    def reload(self) -> None:
        """Ask for the list anew."""
        self.content.show_loading()
        self.feed.reload()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.line.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def may(self) -> bool:
        """Say whether the role may change the list."""
        return self._context.session.may("operate")

    def open_dialog(self, value: str = "") -> None:
        """Ask which address is to be trusted."""
        if self.may():
            self.dialog = open_trust(self._context, self, value, self._clock)
            self.dialog.trusted.connect(self._added)

    def open_mode(self) -> None:
        """Show whether anybody else is served."""
        self.mode = AllowModeDialog(self._context, self._clock, self)
        self.mode.open()

    def remove_selected(self) -> None:
        """Take the selected entries off the list, after a question."""
        if self.remove.isEnabled():
            self.remove.remove(self.view.rows())

    def menu(self) -> Menu | None:
        """Return the context menu of the selected rows, or nothing when there are none."""
        rows: list[Trusted] = self.view.rows()
        if not rows:
            return None
        menu = Menu(self._context.theme, self)
        if self.may():
            menu.add(self.tr("Remove…"), self.remove_selected, "trash")
            menu.addSeparator()
        records = {"caller_ips": (rows[0].value,)}
        menu.add(
            self.tr("Show its call records"),
            lambda: self._context.open_page("cdr", records), "file-analytics",
        )  # fmt: skip
        menu.add(self.tr("Copy"), self.view.copy_rows, "copy")
        return menu

    def show_role(self) -> None:
        """Offer only what the role allows."""
        for button in (self.add_button, self.remove_button):
            button.setVisible(self.may())
        self._update()

    def _build(self) -> None:
        self.line.set_placeholder(self.tr("Address or comment"))
        self.line.add_widget(self.add_button)
        self.line.add_widget(self.remove_button)
        self.line.add_widget(self.mode_button)
        self.view.setAccessibleName(self.tr("Trusted addresses"))
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(self.table.column("value"), Qt.SortOrder.AscendingOrder)
        self.content.set_widget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.line)
        column.addWidget(self.content, 1)

    def _wire(self) -> None:
        self.line.search.searched.connect(self.order.set_text)
        self.feed.loaded.connect(self._show)
        self.feed.failed.connect(self._failed)
        self.add_button.clicked.connect(lambda _on=False: self.open_dialog())
        self.remove_button.clicked.connect(lambda _on=False: self.remove_selected())
        self.mode_button.clicked.connect(lambda _on=False: self.open_mode())
        self.remove.done.connect(self._removed)
        self.remove.changed.connect(self._update)
        self.view.row_selected.connect(lambda _row: self._update())
        self.view.menu_wanted.connect(lambda place, _rows: self._pop_up(place))

    def _show(self) -> None:
        if self.table.rowCount():
            self.content.show_content()
        else:
            state = nobody_trusted()
            step = (self.tr("Trust an address…"), self.open_dialog) if self.may() else None
            self.content.show_empty(state.icon, state.title, state.text, step)
        self._update()
        self.changed.emit()

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.reload)

    def _added(self, _entry: Trusted) -> None:
        self.feed.reload()

    def _removed(self, result: Distrusted) -> None:
        self._context.toast(*distrusted_text(result))
        self.feed.reload()

    def _update(self) -> None:
        chosen = bool(self.view.selectionModel().selectedRows())
        self.remove_button.setEnabled(chosen and self.remove.isEnabled())

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            popup(menu, place)
