"""The tab of legal holds: which there are, adding one, lifting one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from client.api.keeping_values import Hold, Lifted
from client.api.view_values import SavedView
from client.models.alive import alive
from client.models.cdr_vocabulary import CdrWords
from client.models.filter_choices import PAGE, filter_choices
from client.models.holds import HoldFeed, HoldTable, what
from client.views.actions.holds import LiftHold
from client.views.dialogs.hold import HoldDialog
from client.views.pages.list_tab import ListTab
from client.views.widgets.buttons import Button
from client.views.widgets.menu import Menu
from client.views.widgets.page import PageContext

LESSER = ("at", "by", "until")
LAST_WIDTH = 240
CDR_STATE = "cdr"


class HoldTab(ListTab):
    """Legal holds; one more or less, and a run removes other records."""

    def __init__(
        self, context: PageContext, words: Callable[[], CdrWords], parent: QWidget | None = None
    ) -> None:
        self.table = HoldTable(context.formats, words)
        super().__init__(context, self.table, "holds", LESSER, LAST_WIDTH, parent)
        theme = context.theme
        self._words = words
        self.dialog: HoldDialog | None = None
        self.feed = HoldFeed(context.session, self)
        self.lift = LiftHold("holds.lift", context.session, context.prompts, self)
        self.add_button = Button(theme, self.tr("Hold records…"), "lock")
        self.lift_button = Button(theme, self.tr("Lift…"), "lock-open", danger=True)
        self._build()
        self._wire()
        self.update_buttons()

    def reload(self) -> None:
        """Ask for the holds anew."""
        self.content.show_loading()
        self.feed.load()

    def open_dialog(self, choice: str = "") -> None:
        """Ask which records are to be held; the saved views are asked for first.

        Args:
            choice: key of the `FilterChoice` that is offered first; if empty the filter of the CDR
                page, which the operator has just looked through, or the first where it has none.
        """
        if self.may():
            opened = alive(self, partial(self._open, choice))
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

    def _wire(self) -> None:
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self.show_error)
        self.add_button.clicked.connect(lambda _on=False: self.open_dialog())
        self.lift_button.clicked.connect(lambda _on=False: self.lift_selected())
        self.lift.done.connect(self._lifted)
        self.lift.changed.connect(self.update_buttons)

    def _open(self, choice: str, views: tuple[SavedView, ...]) -> None:
        context = self._context
        choices = filter_choices(context.settings.page_state(CDR_STATE), views)
        dialog = HoldDialog(context.theme, context.formats, choices, self._words(), self.window())
        if not choice and any(each.key == PAGE for each in choices):
            choice = PAGE
        if choice:
            dialog.source.set_value(choice)

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
                (self.tr("Hold records…"), self.open_dialog) if self.may() else None,
            )
        self.update_buttons()

    def _lifted(self, _lifted: Lifted) -> None:
        self._context.toast(self.tr("The hold was lifted."), "ok")
        self.feed.load()
        self.changed.emit()

    def update_buttons(self) -> None:
        """Offer what the role and the selection allow."""
        self.add_button.setEnabled(self.may())
        self.lift_button.setEnabled(bool(self.view.rows()) and self.lift.isEnabled())
        may_lift = self._context.session.may("administer")
        self.lift_button.setToolTip("" if may_lift else self.tr("Only an administrator may."))
