"""The second tab: addresses that no rule blocks, with adding and removing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from client.api.block_values import Trusted
from client.models.block_changes import Distrusted, distrusted_text
from client.models.server_time import ServerTime
from client.models.trusted import TrustedTable
from client.models.trusted_feed import TrustedFeed
from client.views.actions.blocks import RemoveTrust
from client.views.dialogs.allow_mode import AllowModeDialog
from client.views.dialogs.trust import TrustDialog, open_trust
from client.views.pages.blocked.states import nobody_trusted
from client.views.pages.list_tab import ListTab
from client.views.widgets.buttons import Button
from client.views.widgets.menu import Menu
from client.views.widgets.page import PageContext

LESSER = ("by", "since")
LAST_WIDTH = 200


class TrustedTab(ListTab):
    """The allow list."""

    def __init__(
        self, context: PageContext, clock: ServerTime, parent: QWidget | None = None
    ) -> None:
        self.table = TrustedTable(context.formats, clock)
        super().__init__(context, self.table, "trusted", LESSER, LAST_WIDTH, parent)
        theme = context.theme
        self._clock = clock
        self.dialog: TrustDialog | None = None
        self.mode: AllowModeDialog | None = None
        self.feed = TrustedFeed(context.session, self.table, self)
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
        self.update_buttons()

    def _build(self) -> None:
        self.line.set_placeholder(self.tr("Address or comment"))
        self.line.add_widget(self.add_button)
        self.line.add_widget(self.remove_button)
        self.line.add_widget(self.mode_button)
        self.view.setAccessibleName(self.tr("Trusted addresses"))
        self.view.sortByColumn(self.table.column("value"), Qt.SortOrder.AscendingOrder)

    def _wire(self) -> None:
        self.feed.loaded.connect(self._show)
        self.feed.failed.connect(self.show_error)
        self.add_button.clicked.connect(lambda _on=False: self.open_dialog())
        self.remove_button.clicked.connect(lambda _on=False: self.remove_selected())
        self.mode_button.clicked.connect(lambda _on=False: self.open_mode())
        self.remove.done.connect(self._removed)
        self.remove.changed.connect(self.update_buttons)

    def _show(self) -> None:
        if self.table.rowCount():
            self.content.show_content()
        else:
            state = nobody_trusted()
            step = (self.tr("Trust an address…"), self.open_dialog) if self.may() else None
            self.content.show_empty(state.icon, state.title, state.text, step)
        self.update_buttons()
        self.changed.emit()

    def _added(self, _entry: Trusted) -> None:
        self.feed.reload()

    def _removed(self, result: Distrusted) -> None:
        self._context.toast(*distrusted_text(result))
        self.feed.reload()

    def update_buttons(self) -> None:
        """Offer removal while something is selected."""
        chosen = bool(self.view.selectionModel().selectedRows())
        self.remove_button.setEnabled(chosen and self.remove.isEnabled())
