"""Saved views at the filter bar: a chip that names the one in use, and its menu.

The chip knows the filter bar and the table, so that the page needs to know nothing of views: what
is shown is compared with what the view keeps, and a difference is said on the chip.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint

from client.api.view_values import SavedView
from client.models.cdr_filter import CdrFilter
from client.models.cdr_view import Shown, differs, shown_by
from client.models.cdr_views import CdrViews
from client.views.dialogs.view_name import ViewNameDialog
from client.views.pages.cdr.filter_bar import FilterBar
from client.views.pages.cdr.views_menu import ViewDeeds, views_menu
from client.views.widgets.chip import Chip
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import Page
from client.views.widgets.prompts import Answer, Question
from client.views.widgets.table_view import TableView

SHORT = 28
"""Characters of a name on the chip; all of it is in the tip."""


class SavedViews(QObject):
    """The views of one page.

    Args:
        page: whose context is used, and which offers the actions.
        bar: the line of filters, which the chip leads.
        table: whose columns a view keeps.
        show: shows the records of another filter.
    """

    def __init__(
        self, page: Page, bar: FilterBar, table: TableView, show: Callable[[CdrFilter], object]
    ) -> None:
        super().__init__(page)
        self._page, self._bar, self._table, self._show = page, bar, table, show
        self._context = page.context
        self.model = CdrViews(page.context.session, page.context.settings, self)
        self.chip = Chip(page.context.theme, "", icon="eye")
        self.dialog: ViewNameDialog | None = None
        bar.lead_with(self.chip)
        self.chip.clicked.connect(self.open_menu)
        bar.shown.connect(lambda _filter: self._label())
        bar.changed.connect(lambda _filter: self.model.wait_no_more())
        table.columns_chosen.connect(self._label)
        self.model.changed.connect(self._label)
        self.model.begun.connect(self.use)
        self.model.saved.connect(self._saved)
        self.model.failed.connect(partial(page.context.prompts.error, page))
        page.offer("cdr.views", self.tr("Choose a view"), self.open_menu, icon="eye")
        page.offer("cdr.save-view", self.tr("Save as a new view…"), self.save_as, icon="plus")
        self._label()

    def load(self) -> None:
        """Ask which views there are."""
        self.model.load()

    def leave(self) -> None:
        """Go on without a view; what is shown stays."""
        self.model.use(None)

    def shown(self) -> Shown:
        """What the page shows now."""
        return Shown(self._bar.filter(), self._table.shown_columns())

    def use(self, view: SavedView) -> None:
        """Show what a view keeps."""
        self.model.use(view)
        wanted = shown_by(view)
        self._table.show_columns(wanted.columns)
        self._show(wanted.filter)

    def menu(self) -> Menu:
        """The menu as things stand."""
        deeds = ViewDeeds(
            use=self.use,
            leave=self.leave,
            save=lambda view: self.model.save(view, self.shown()),
            save_as=self.save_as,
            rename=self.rename,
            share=lambda view, on: self.model.share(view, shared=on),
            begin_with=self._begin_with,
            delete=self.delete,
        )
        may = self._context.session.may("operate")
        return views_menu(
            self._context.theme, self.model, deeds, self._page,
            differs=self._differs(), may_share=may,
        )  # fmt: skip

    def open_menu(self) -> None:
        """Drop the menu from the chip."""
        popup(self.menu(), self.chip.mapToGlobal(QPoint(0, self.chip.height() + 4)))

    def save_as(self) -> None:
        """Ask for a name and keep what is shown under it."""
        dialog = self._ask_name(self.tr("Save as a new view"), "", may_share=True)
        shown = self.shown()
        dialog.wanted.connect(
            lambda name, shared: self.model.save_as(
                name, shown, shared=shared, failed=dialog.complain
            )
        )

    def rename(self, view: SavedView) -> None:
        """Ask for another name of a view."""
        dialog = self._ask_name(self.tr("Rename the view"), view.name, may_share=False)
        dialog.wanted.connect(lambda name, _shared: self.model.rename(view, name, dialog.complain))

    def delete(self, view: SavedView) -> None:
        """Delete a view after asking."""
        text = self.tr("The records stay. Nobody but you used this view.")
        if view.shared:
            text = self.tr("The records stay. Everybody loses this view.")
        question = Question(
            self.tr("Delete the view “{name}”?").format(name=view.name),
            text,
            self.tr("Delete"),
            tone="bad",
        )

        def answered(answer: Answer) -> None:
            if answer.accepted:
                self.model.delete(view, answer.reason)

        self._context.prompts.confirm(self._page, question, answered)

    # inside

    def _ask_name(self, title: str, name: str, *, may_share: bool) -> ViewNameDialog:
        may = self._context.session.may("operate") if may_share else None
        self.dialog = ViewNameDialog(
            self._context.theme, title, name, self._page.window(), may_share=may
        )
        self.model.saved.connect(self.dialog.accept)
        self.dialog.open()
        return self.dialog

    def _saved(self, view: SavedView) -> None:
        text = self.tr("The view “{name}” is saved.").format(name=view.name)
        self._context.toast(text, "ok")

    def _begin_with(self, view: SavedView | None) -> None:
        self.model.begin_with(view)
        text = self.tr("The page begins with what was shown last.")
        if view is not None:
            text = self.tr("The page begins with “{name}”.").format(name=view.name)
        self._context.toast(text, "ok")

    def _differs(self) -> bool:
        active = self.model.active
        return active is not None and differs(active, self.shown())

    def _label(self) -> None:
        """Name the view in use, and say when something else is shown than it keeps."""
        active = self.model.active
        text, tone = self.tr("Views"), "neutral"
        if active is not None:
            name = active.name if len(active.name) <= SHORT else active.name[: SHORT - 1] + "…"
            text, tone = self.tr("View: {name}").format(name=name), "accent"
            if self._differs():
                text, tone = self.tr("View: {name} (changed)").format(name=name), "warning"
        self.chip.set_text(text)
        self.chip.set_tip(active.name if active else "")
        self._context.theme.set_tone(self.chip, tone)
