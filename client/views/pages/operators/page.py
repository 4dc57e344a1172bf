"""Who may sign in: roles, passwords, sessions and refused sign-ins; for administrators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.api.block_values import Throttle
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.operator_values import Operator, SignedIn
from client.models.filter_proxy import FilterProxy
from client.models.operators import OperatorFeed, OperatorTable, Staff, role_word
from client.views.pages.fitting_table import FittingTable
from client.views.pages.operators.form import OperatorForm
from client.views.pages.operators.pane import OperatorPane
from client.views.widgets.page import Page, PageContext, PageSpec
from client.views.widgets.prompts import Answer, Question

LESSER = ("changed", "strength", "failures")
LAST_WIDTH = 120
LOOK_MS = 15_000
"""Sessions come and go without an event."""


class OperatorPage(Page):
    """All operators, with what can be done to them."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        theme = context.theme
        self.table = OperatorTable(context.formats, self)
        self.feed = OperatorFeed(context.session, self)
        body = QWidget(self.content.holder)
        theme.set_property(body, "role", "clear")
        self.view = FittingTable(theme, "operators", context.settings, LESSER, LAST_WIDTH, body)
        self.view.setAccessibleName(self.tr("Operators"))
        self.order = FilterProxy(self.table, self)
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(self.table.column("name"), Qt.SortOrder.AscendingOrder)
        self.pane = OperatorPane(theme, context.formats, body)
        self.pane.hide()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        row.addWidget(self.pane)
        self.content.set_widget(body)
        self.filters.set_placeholder(self.tr("Name or role"))
        self.new = self.head.add_button(
            self.tr("New operator"), self.new_operator, icon="plus", primary=True
        )
        self.offer("operators.new", self.tr("New operator"), self.new_operator, icon="plus")
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._wire()

    def refresh(self) -> None:
        """Ask who there is."""
        self.content.show_loading()
        self.feed.load()
        self._timer.start()

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: a name."""
        self.filters.search.setText(str(filters.get("text", "")))
        self.order.set_text(str(filters.get("text", "")))

    def unsaved(self) -> int:
        """Return whether something was typed that is not sent."""
        form = self.pane.form
        return int(not self.pane.isHidden() and form is not None and form.dirty())

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Operators sign in with a name and a password. Administrators change everything, "
            "operators act on endpoints, blocks, calls and exports, auditors read. A new password, "
            "another role and disabling end the sessions of an operator at once. The last "
            "administrator stays one, and nobody takes his own access away. What an operator did "
            "stays in the audit, also when he is removed."
        )

    def new_operator(self) -> None:
        """Ask for a new operator."""
        if self.context.session.may("administer"):
            self.view.clearSelection()
            self.pane.show_new(self.feed.listing)
            self.pane.show()

    # inside

    def _wire(self) -> None:
        self.filters.search.searched.connect(self.order.set_text)
        self._timer.timeout.connect(self._look)
        self.view.row_selected.connect(self._selected)
        self.view.activated_row.connect(self._selected)
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.feed.refused.connect(partial(self.context.prompts.error, self))
        self.pane.made.connect(self._listen)
        self.pane.sign_out_wanted.connect(self._sign_out)
        self.pane.let_in_wanted.connect(self._let_in)
        self.pane.enable_wanted.connect(self._enable)
        self.pane.remove_wanted.connect(self._remove)
        self.pane.close_wanted.connect(self.pane.hide)

    def _listen(self, form: OperatorForm) -> None:
        form.add_wanted.connect(partial(self._add, form))
        form.role_wanted.connect(self._set_role)
        form.password_wanted.connect(partial(self._set_password, form))
        form.copied.connect(
            lambda: self.context.toast(self.tr("The password is copied."), "neutral")
        )

    def _look(self) -> None:
        if self.isVisible():
            self.feed.load()

    def _loaded(self, staff: Staff) -> None:
        self.table.set_rows(staff.operators)
        self.new.setEnabled(self.context.session.may("administer"))
        self.content.show_content()
        row = self.pane.row
        if self.pane.isHidden() or row is None or self.unsaved():
            return
        fresh = self.table.find(row.name)
        if fresh is None:
            self.pane.hide()
        else:
            self._show(fresh)

    def _failed(self, error: ApiError) -> None:
        self._timer.stop()
        self.content.show_error(error, self.refresh)

    def _selected(self, row: Operator | None) -> None:
        if row is not None:
            self._show(row)
            self.pane.show()

    def _show(self, row: Operator) -> None:
        self.pane.show_operator(row, self.feed.listing, self.context.session.user)

    def _add(self, form: OperatorForm, name: str, password: str, role: str, why: str) -> None:
        def added(row: Operator) -> None:
            form.clear()
            self.pane.hide()
            self.context.toast(self.tr("{name} may sign in now.").format(name=row.name), "ok")

        self.feed.change(
            lambda api: api.add_operator(name, password, role), added, form.complain, why
        )

    def _set_role(self, role: str) -> None:
        text = self.tr("{name} becomes: {role}. His sessions end; he signs in again.")
        row = self.pane.row
        if row is not None:
            words = text.format(name=row.name, role=role_word(role))
            question = Question(self.tr("Change the role?"), words, self.tr("Change"))
            self._ask(question, lambda api: api.update_operator(row.name, role=role))

    def _set_password(self, form: OperatorForm, password: str) -> None:
        row = self.pane.row
        if row is None:
            return

        def work(api: ApiClient) -> object:
            return api.update_operator(row.name, password=password)

        text = self.tr("The sessions of {name} end; the new password counts from now on.")
        question = Question(self.tr("Set a new password?"), text.format(name=row.name),
                            self.tr("Set"))  # fmt: skip
        self._ask(question, work, form.complain, form.clear)

    def _enable(self, on: bool) -> None:
        row = self.pane.row
        if row is None:
            return
        title = self.tr("Allow sign-in again?") if on else self.tr("Refuse sign-in?")
        text = self.tr("{name} may sign in.") if on else self.tr("The sessions of {name} end.")
        word = self.tr("Enable") if on else self.tr("Disable")
        question = Question(title, text.format(name=row.name), word, "accent" if on else "bad")
        self._ask(question, lambda api: api.update_operator(row.name, enabled=on))

    def _remove(self) -> None:
        row = self.pane.row
        if row is None:
            return
        text = self.tr(
            "{name} cannot sign in any more, and the views that only he saw are gone. What he did "
            "stays in the audit."
        )
        question = Question(self.tr("Remove the operator?"), text.format(name=row.name),
                            self.tr("Remove"), "bad")  # fmt: skip
        self._ask(question, lambda api: api.remove_operator(row.name))

    def _sign_out(self, session: SignedIn) -> None:
        text = self.tr("The client of {name} at {address} is signed out at once.")
        words = text.format(name=session.operator, address=session.address)
        question = Question(self.tr("Sign out?"), words, self.tr("Sign out"), "bad")
        self._ask(question, lambda api: api.end_session(session.id))

    def _let_in(self, throttle: Throttle) -> None:
        who = throttle.name or throttle.address
        text = self.tr("The refused sign-ins are forgotten; the next one counts anew.")
        question = Question(self.tr("Let {name} sign in again?").format(name=who), text,
                            self.tr("Let in"))  # fmt: skip
        self._ask(question, lambda api: api.open_throttle(throttle.id))

    def _ask(
        self,
        question: Question,
        work: Callable[[ApiClient], Any],
        failed: Callable[[ApiError], object] | None = None,
        done: Callable[[], object] | None = None,
    ) -> None:
        """Ask *question*, then do *work* with the reason that was given."""

        def answered(answer: Answer) -> None:
            if not answer.accepted:
                return
            begun = self.feed.change(work, lambda _row: done and done(), failed, answer.reason)
            if not begun:
                self.context.toast(self.tr("Another change is under way."), "warning")

        self.context.prompts.confirm(self, question, answered)
