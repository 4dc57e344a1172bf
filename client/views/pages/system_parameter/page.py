"""The System Parameter page, put together: filters, table, pane, and what can be done.

Nothing is sent while values are typed. Edits are collected in a book, shown in the table, and go
together with one reason; what became of each is said in the page, with the moment it took effect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from client.api.errors import ApiError
from client.api.values import Parameter
from client.models import parameter_history
from client.models.alive import alive
from client.models.dry_runs import proposed
from client.models.parameter_edits import EditBook
from client.models.parameter_feed import ParameterFeed
from client.models.parameters import ParameterFilter, ParameterRow, ParameterTable
from client.models.server_time import ServerTime
from client.session import State
from client.views.actions.parameters import ApplyEdits
from client.views.actions.timed import ExtendChange
from client.views.dialogs.dry_run import open_dry_run
from client.views.dialogs.self_proof import open_self_proof
from client.views.dialogs.trial import open_trial
from client.views.pages.system_parameter.body import ParameterBody
from client.views.pages.system_parameter.editing import Editing
from client.views.pages.system_parameter.export import ParameterExport
from client.views.pages.system_parameter.filters import ParameterFilters
from client.views.pages.system_parameter.menu import Offers, parameter_menu
from client.views.pages.system_parameter.pane import ParameterPane
from client.views.pages.system_parameter.timed import TimedBar
from client.views.widgets.buttons import IconButton
from client.views.widgets.menu import Menu, popup
from client.views.widgets.notice import Notice
from client.views.widgets.one_by_one import OneByOne
from client.views.widgets.page import Page, PageContext, PageSpec


class SystemParameterPage(Page):
    """All parameters, or with a *group* those of one group first."""

    def __init__(
        self,
        spec: PageSpec,
        context: PageContext,
        parent: QWidget | None = None,
        *,
        group: str = "",
    ) -> None:
        super().__init__(spec, context, parent)
        session = context.session
        self.book = EditBook()
        self.clock = ServerTime()
        self.table = ParameterTable(self.book, context.formats, self, self.clock)
        self.feed = ParameterFeed(session, self.table, self.book, spec.key, self)
        self.apply_action = ApplyEdits(
            f"{spec.key}.apply", session, context.prompts, self, self.book
        )
        self.extend_action = ExtendChange(f"{spec.key}.extend", session, context.prompts, self)
        self.timed = TimedBar(context.theme, context.formats, self.clock, self)
        self.turns = OneByOne(self)
        self.chips = ParameterFilters(context.theme, self.filters, group, self)
        self.exporter = ParameterExport(context, self, self.shown)
        self.result = Notice(context.theme, parent=self)
        self.editing = Editing(
            self.table, self.book, self.apply_action, self.clock, context.formats, self.result, self
        )
        self._current = ""
        self._history_loaded = False
        self._build()
        self._wire()
        self._offer()
        self.table.set_filter(self.chips.filter())
        self._show_pending()

    def refresh(self) -> None:
        """Load the list anew; pending edits stay."""
        self.content.show_loading()
        self.feed.reload()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Every setting of the softswitch. Select one, type its value at the right and apply; "
            "several edits go together, with a reason that is kept in the audit. A change may be "
            "kept for a time only and returns by itself. Ctrl+Z takes an edit back before it is "
            "applied; the history says who changed what and why. Values are checked while you "
            "type, and act on the very next registration or call."
        )

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: ``text``, ``group``, and ``name`` to select."""
        wanted = ParameterFilter(
            text=str(filters.get("text", "")), group=str(filters.get("group", ""))
        )
        self.chips.set(wanted)
        self._current = str(filters.get("name", ""))
        self._select_current()

    def unsaved(self) -> int:
        """How many edits are pending."""
        return len(self.book)

    @property
    def pane(self) -> ParameterPane:
        """The selected parameter; made when it is first asked for."""
        return self.body.pane

    def shown(self) -> Sequence[Parameter]:
        """Return the stored parameters that pass the filter."""
        return [row.parameter for row in self.table.rows()]

    def apply(self) -> None:
        """Send the pending edits."""
        self.editing.apply(self.pane.reason.text().strip())

    def undo(self) -> None:
        """Take the last edit back and show where it was."""
        name = self.editing.undo()
        if name is not None:
            self.view.select_key(name)

    def show_history(self) -> None:
        """Show the overall history instead of the selected parameter, or go back."""
        if not self.body.toggle_history():
            return
        history = self.body.history
        self.context.session.call(
            f"{self.spec.key}.overall", parameter_history.overall,
            alive(self, history.changes.show_changes), alive(self, history.show_error),
            latest=True,
        )  # fmt: skip

    # construction

    def _build(self) -> None:
        theme, context = self.context.theme, self.context
        self.history_button = self.head.add_button(self.tr("History"), self.show_history, "history")
        self.discard_button = self.head.add_button(self.tr("Discard"), self.editing.discard)
        self.apply_button = self.head.add_button("", self.apply, "check", primary=True)
        self.more_button = IconButton(theme, "download", self.tr("Export or copy the values"))
        self.filters.add_widget(self.more_button)
        self.result.add_button(self.tr("Close"), self.result.hide)
        self.result.hide()
        self.root.insertWidget(2, self.timed)
        self.root.insertWidget(3, self.result)
        self.body = ParameterBody(context, self.table, self.clock, self.content.holder)
        self.view = self.body.view
        self.content.set_widget(self.body)

    def _wire(self) -> None:
        self.chips.changed.connect(self._filter)
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.view.row_selected.connect(self._select)
        self.view.activated_row.connect(lambda _row: self.pane.editor.focus())
        self.view.menu_wanted.connect(lambda place, _rows: popup(self.menu(), place))
        self.more_button.clicked.connect(self._export_menu)
        self.body.pane_made.connect(self._wire_pane)
        editing = self.editing
        self.timed.extend_wanted.connect(self.extend_action.extend)
        self.timed.return_wanted.connect(editing.return_now)
        self.timed.ticked.connect(self.table.tick)
        self.extend_action.done.connect(self._extended)
        editing.edited.connect(self._show_pending)
        editing.settled.connect(self._settled)
        self.apply_action.changed.connect(self._show_apply)
        self.context.session.state_changed.connect(self._session_changed)

    def _wire_pane(self, pane: ParameterPane) -> None:
        editor, editing = pane.editor, self.editing
        editor.typed.connect(lambda text: editing.type_text(self._current, text))
        editor.picked.connect(lambda text: editing.type_text(self._current, text, chosen=True))
        editor.kept.connect(lambda seconds: editing.keep_for(self._current, seconds))
        editor.left.connect(self.view.setFocus)
        editor.value.returnPressed.connect(self.apply)
        pane.mine.connect(lambda: editing.keep_mine(self._current))
        pane.theirs.connect(lambda: editing.use_theirs(self._current))
        pane.test_wanted.connect(lambda: open_trial(self.context, self))
        pane.revert_now.connect(lambda: editing.return_now(self._current))
        pane.try_wanted.connect(self._try_values)
        pane.proof_wanted.connect(lambda: open_self_proof(self.context, self))
        pane.longer.connect(lambda: self.extend_action.extend(self._current))
        self._fill_pane(pane)

    def _offer(self) -> None:
        made = [
            self.offer(f"{self.spec.key}.{key}", text, run, icon=icon, shortcut=shortcut)
            for key, text, run, icon, shortcut in (
                ("undo", self.tr("Undo the last edit"), self.undo, "arrow-back-up", "Ctrl+Z"),
                ("send", self.tr("Apply the changes"), self.apply, "check", "Ctrl+S"),
                ("discard", self.tr("Discard the changes"), self.editing.discard, "x", ""),
                ("history", self.tr("History of all parameters"), self.show_history, "history",
                 "Ctrl+H"),
                ("csv", self.tr("Export the values as CSV…"), self.exporter.save_csv, "download",
                 ""),
                ("text", self.tr("Export the values as text…"), self.exporter.save_text,
                 "download", ""),
                ("copy", self.tr("Copy the values"), self.exporter.copy, "copy", ""),
            )
        ]  # fmt: skip
        self.undo_action, self.export_actions = made[0], made[-3:]

    # loading

    def _loaded(self) -> None:
        self.chips.count(self.table.parameters)
        self._show_content()
        self._select_current()
        self._show_pending()

    def _try_values(self) -> None:
        """Try what is pending, or else the value in force, on what happened."""
        stored = self.table.stored(self._current)
        values = proposed(self.book.edits())
        if not values and stored is not None:
            values = {stored.name: stored.value}
        open_dry_run(self.context, values, self)

    def _extended(self, parameter: Parameter) -> None:
        self.table.put(parameter)
        self._show_pending()
        self._load_history()

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _session_changed(self, state: object) -> None:
        if state is State.RECONNECTING and self.table.rowCount():
            self.content.set_stale(datetime.now(UTC))
        self._show_row()

    def _filter(self, wanted: ParameterFilter) -> None:
        self.table.set_filter(wanted)
        if self.table.parameters:
            self._show_content()
            self._select_current()

    def _show_content(self) -> None:
        if self.table.rowCount():
            self.content.show_content()
            return
        self.content.show_empty(
            "list-search",
            self.tr("No parameter matches"),
            self.tr(
                "Search for a part of a name, such as REGISTER, or for a word of what it does."
            ),
            (self.tr("Show all parameters"), lambda: self.chips.set(ParameterFilter())),
        )

    # selection

    def _select_current(self) -> None:
        """Keep the selected parameter, or begin with the first one."""
        if self.view.select_key(self._current) or not self.table.rowCount():
            return
        self.view.selectRow(0)

    def _select(self, row: ParameterRow | None) -> None:
        if row is None:
            return
        changed = row.parameter.name != self._current or not self._history_loaded
        self._current = row.parameter.name
        if not self.body.has_pane:  # the table is seen first
            self.body.keep_room()
            for work in (lambda: self.body.pane, self._show_first):
                self.turns.add(work)
            return
        self.body.show_pane()
        self._show_row()
        if changed:
            self._load_history()

    def _show_first(self) -> None:
        """Make the pane and show in it what is selected."""
        self.body.show_pane()
        if not self._history_loaded:
            self._load_history()

    def _show_row(self) -> None:
        session = self.context.session
        self.timed.show_changes(self.table.parameters, may_edit=session.may("administer"))
        if self.body.has_pane:
            self._fill_pane(self.body.pane)

    def _fill_pane(self, pane: ParameterPane) -> None:
        row, session = self._row(), self.context.session
        if row is not None:
            pane.show_row(row, may_edit=session.may("administer"), role=session.role)

    def _row(self) -> ParameterRow | None:
        parameter = self.table.stored(self._current)
        return None if parameter is None else ParameterRow(parameter, self.book.get(self._current))

    def _load_history(self) -> None:
        name = self._current
        self._history_loaded = self.context.session.call(
            f"{self.spec.key}.changes", lambda api: parameter_history.of_parameter(api, name),
            alive(self, self.pane.changes.show_changes), alive(self, self._no_history),
            latest=True,
        )  # fmt: skip

    def _no_history(self, error: ApiError) -> None:
        self._history_loaded = False
        self.pane.changes.say(self.tr("The history cannot be read: {why}").format(why=error.detail))

    # pending edits

    def _show_pending(self) -> None:
        self._show_row()
        self.apply_action.show_count()
        self._show_apply()

    def _show_apply(self) -> None:
        pending = bool(len(self.book))
        self.apply_button.setText(self.apply_action.text())
        self.apply_button.setEnabled(self.apply_action.isEnabled())
        self.discard_button.setEnabled(pending)
        self.undo_action.setEnabled(self.book.can_undo)
        problems = len(self.book.problems())
        self.apply_button.setToolTip(
            self.tr("%Ln value(s) cannot be sent yet", "", problems) if problems else ""
        )

    def _settled(self) -> None:
        self.pane.reason.clear()
        self._load_history()
        self.feed.reload()

    # menus

    def menu(self) -> Menu:
        """Return the context menu of the selected parameter."""
        parameter = self.table.stored(self._current)
        if parameter is None:
            return Menu(self.context.theme, self)
        name, default = parameter.name, str(parameter.default)
        offers = Offers(
            edit=self.pane.editor.focus,
            reset=lambda: self.editing.type_text(name, default, chosen=True),
            copy=self.view.copy_rows,
            history=self.show_history,
        )
        may = self.context.session.may("administer")
        return parameter_menu(self.context.theme, self, parameter, offers, may=may)

    def _export_menu(self) -> None:
        menu = Menu(self.context.theme, self)
        menu.addActions(self.export_actions)
        popup(menu, self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
