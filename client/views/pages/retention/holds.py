"""The tab of legal holds: which there are, adding one, lifting one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.api.errors import ApiError
from client.api.keeping_values import Hold, Lifted
from client.api.view_values import SavedView
from client.models.alive import alive
from client.models.cdr_vocabulary import CdrWords
from client.models.filter_choices import filter_choices
from client.models.filter_proxy import FilterProxy
from client.models.holds import HoldFeed, HoldTable, what
from client.views.actions.holds import LiftHold
from client.views.dialogs.hold import HoldDialog
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.buttons import Button
from client.views.widgets.content import ContentStack
from client.views.widgets.filter_line import FilterLine
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import PageContext

LESSER = ("at", "by", "until")
LAST_WIDTH = 240
CDR_STATE = "cdr"


class HoldTab(QWidget):
    """Legal holds.

    Signals:
        changed: one came or went, so that a run removes other records.
    """

    changed = Signal()

    def __init__(
        self, context: PageContext, words: Callable[[], CdrWords], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._context, self._words = context, words
        self.dialog: HoldDialog | None = None
        self.table = HoldTable(context.formats, words, self)
        self.order = FilterProxy(self.table, self)
        self.feed = HoldFeed(context.session, self)
        self.line = FilterLine(theme)
        self.content = ContentStack(theme, context.formats, self)
        self.view = FittingTable(theme, "holds", context.settings, LESSER, LAST_WIDTH)
        self.lift = LiftHold("holds.lift", context.session, context.prompts, self)
        self.add_button = Button(theme, self.tr("Hold records…"), "lock")
        self.lift_button = Button(theme, self.tr("Lift…"), "lock-open", danger=True)
        self._build()
        self._wire()
        self._update()

    def reload(self) -> None:
        """Ask for the holds anew."""
        self.content.show_loading()
        self.feed.load()

    def may_add(self) -> bool:
        """Say whether the role may hold records."""
        return self._context.session.may("operate")

    def open_dialog(self) -> None:
        """Ask which records are to be held; the saved views are asked for first."""
        if self.may_add():
            opened = alive(self, self._open)
            self._context.session.call(
                "holds.views", lambda api: api.views(), opened, lambda _error: opened(())
            )

    def lift_selected(self) -> None:
        """Lift the selected hold, after a question."""
        rows: list[Hold] = self.view.rows()
        if rows and self.lift.isEnabled():
            told = what(rows[0], self._context.formats, self._words())
            self.lift.lift(rows[0], told)

    def menu(self) -> Menu | None:
        """Return the context menu of the selected hold, or nothing without one."""
        if not self.view.rows():
            return None
        menu = Menu(self._context.theme, self)
        lift = menu.add(self.tr("Lift…"), self.lift_selected, "lock-open")
        lift.setEnabled(self.lift.isEnabled())
        menu.add(self.tr("Copy"), self.view.copy_rows, "copy")
        return menu

    def _build(self) -> None:
        self.line.set_placeholder(self.tr("Reason, operator or records"))
        self.line.add_widget(self.add_button)
        self.line.add_widget(self.lift_button)
        self.view.setAccessibleName(self.tr("Legal holds"))
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.content.set_widget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.line)
        column.addWidget(self.content, 1)

    def _wire(self) -> None:
        self.line.search.searched.connect(self.order.set_text)
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.add_button.clicked.connect(lambda _on=False: self.open_dialog())
        self.lift_button.clicked.connect(lambda _on=False: self.lift_selected())
        self.lift.done.connect(self._lifted)
        self.lift.changed.connect(self._update)
        self.view.row_selected.connect(lambda _row: self._update())
        self.view.menu_wanted.connect(self._pop_up)

    def _open(self, views: tuple[SavedView, ...]) -> None:
        context = self._context
        choices = filter_choices(context.settings.page_state(CDR_STATE), views)
        dialog = HoldDialog(context.theme, context.formats, choices, self._words(), self.window())

        def added(hold: Hold) -> None:
            dialog.accept()
            context.toast(self.tr("Records are held: {reason}").format(reason=hold.reason), "ok")
            self.changed.emit()

        dialog.wanted.connect(
            lambda filters, until, reason: self.feed.add(
                filters, until, reason, added, dialog.complain
            )
        )
        self.dialog = dialog
        dialog.open()

    def _loaded(self, holds: tuple[Hold, ...]) -> None:
        self.table.set_rows(holds)
        if holds:
            self.content.show_content()
        else:
            self.content.show_empty(
                "lock",
                self.tr("No legal holds"),
                self.tr(
                    "Hold the records of a case, so that no run of retention removes them before "
                    "its date."
                ),
                (self.tr("Hold records…"), self.open_dialog) if self.may_add() else None,
            )
        self._update()

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.reload)

    def _lifted(self, _lifted: Lifted) -> None:
        self._context.toast(self.tr("The hold was lifted."), "ok")
        self.feed.load()
        self.changed.emit()

    def _update(self) -> None:
        self.add_button.setEnabled(self.may_add())
        self.lift_button.setEnabled(bool(self.view.rows()) and self.lift.isEnabled())
        may_lift = self._context.session.may("administer")
        self.lift_button.setToolTip("" if may_lift else self.tr("Only an administrator may."))

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            popup(menu, place)
