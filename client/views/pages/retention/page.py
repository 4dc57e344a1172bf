"""Retention: what goes by the parameters, legal holds, seals, each on a tab (requirement 56)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.api.cdr_values import Vocabulary
from client.api.errors import ApiError
from client.api.keeping_values import RetentionMode, RetentionRun
from client.models.alive import alive
from client.models.cdr_vocabulary import CdrWords
from client.models.retention import RetentionFeed, mode_columns, preview_text, run_columns
from client.models.table import TableModel
from client.settings import LANGUAGE
from client.views.pages.cdr.missing_notice import MissingNotice
from client.views.pages.fitting_table import FittingTable
from client.views.pages.retention.holds import HoldTab
from client.views.pages.retention.seals import SealTab
from client.views.widgets.inner_tabs import InnerTabs
from client.views.widgets.notice import Notice
from client.views.widgets.page import Page, PageContext, PageSpec
from client.views.widgets.prompts import Answer, Question
from client.views.widgets.table_view import TableView

REMOVAL, HOLDS, SEALS = 0, 1, 2
LESSER = ("new", "gone", "by")
LAST_WIDTH = 220


class RetentionPage(Page):
    """Preview, removing and history; legal holds; seals."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        theme, formats = context.theme, context.formats
        self.words = CdrWords(Vocabulary(), "en")
        self.filters.hide()
        self.feed = RetentionFeed(context.session, self)
        self.modes: TableModel[RetentionMode] = TableModel(
            mode_columns(formats, self._mode),
            lambda row: row.billing_mode, self,
        )  # fmt: skip
        self.runs: TableModel[RetentionRun] = TableModel(
            run_columns(formats), lambda row: row.id, self
        )
        self.summary = Notice(theme, tone="accent")
        self.missing = MissingNotice(theme, formats)
        self.remove_button = self.head.add_button(
            self.tr("Remove now…"), self.ask_to_remove, "trash"
        )
        self._build()
        self._wire()
        self._update()

    @cached_property
    def holds(self) -> HoldTab:
        """The tab of legal holds, made when it is first wanted."""
        tab = HoldTab(self.context, lambda: self.words, self)
        tab.changed.connect(self.feed.load)
        self.root.addWidget(tab, 1)
        tab.reload()
        return tab

    @cached_property
    def seals(self) -> SealTab:
        """The tab of seals, made when it is first wanted."""
        tab = SealTab(self.context, self._mode, self)
        self.root.addWidget(tab, 1)
        tab.reload()
        return tab

    def _made(self) -> list[HoldTab | SealTab]:
        return [self.__dict__[name] for name in ("holds", "seals") if name in self.__dict__]

    def refresh(self) -> None:
        """Ask anew."""
        self.content.show_loading()
        self.context.session.call(
            "retention.words",
            lambda api: api.cdr_vocabulary(),
            alive(self, self._learn),
            lambda _error: None,
        )
        self.feed.load()
        for tab in self._made():
            tab.reload()

    def focus_search(self) -> None:
        """Put the cursor into the search field of the holds, or go to the first table."""
        if self.tabs.currentIndex() == HOLDS:
            self.holds.focus_search()
        else:
            (self.seals.view if self.tabs.currentIndex() == SEALS else self.mode_view).setFocus()

    def show_with(self, filters: Mapping[str, object]) -> None:
        """``hold``: key of the `FilterChoice` whose records are to be held."""
        wanted = filters.get("hold")
        if isinstance(wanted, str):
            self.tabs.setCurrentIndex(HOLDS)
            self.holds.open_dialog(wanted)

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "How long call records are kept is set by system parameters, one a billing mode. A run "
            "at night removes what is older; here you see what would go, may remove it at once as "
            "an administrator, and read what was removed. Records under a legal hold never go. "
            "Every day is sealed: a check of the seals says whether a record was changed or lost."
        )

    def ask_to_remove(self) -> None:
        """Ask once more, with the numbers, then remove."""
        question = Question(
            self.tr("Remove records now?"),
            preview_text(self.feed.preview, self.context.formats)
            + " "
            + self.tr("What is removed does not come back."),
            self.tr("Remove"),
            "bad",
        )
        self.context.prompts.confirm(self, question, self._answered)

    def _build(self) -> None:
        context = self.context
        body = QWidget(self.content.holder)
        context.theme.set_property(body, "role", "clear")
        self.mode_view = TableView(context.theme, "retention-modes", context.settings, body)
        self.mode_view.setAccessibleName(self.tr("What would be removed"))
        self.mode_view.setModel(self.modes)
        self.run_view = FittingTable(
            context.theme, "retention-runs", context.settings, LESSER, LAST_WIDTH, body
        )
        self.run_view.setAccessibleName(self.tr("Runs so far"))
        self.run_view.setModel(self.runs)
        heading = QLabel(self.tr("Runs so far"))
        self.no_runs = QLabel(
            self.tr("None yet. A run comes every night and removes only what is too old by then.")
        )
        context.theme.set_property(self.no_runs, "role", "muted")
        context.theme.set_property(heading, "role", "label")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        lower = (heading, self.no_runs, self.run_view)
        for widget in (self.missing, self.summary, self.mode_view, *lower):
            column.addWidget(widget)
        self.content.set_widget(body)
        self.body = body
        titles = (self.tr("Removal"), self.tr("Legal holds"), self.tr("Seals"))
        self.tabs = InnerTabs(context.theme, self.tr("What is shown"), titles)
        self.root.insertWidget(1, self.tabs)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(lambda error: self.content.show_error(error, self.refresh))
        self.feed.removed.connect(self._removed)
        self.feed.refused.connect(self._refused)
        self.mode_view.activated_row.connect(
            lambda _row: self.context.open_page("billing-parameters", {})
        )

    def _tab_chosen(self, place: int) -> None:
        chosen = (lambda: self.content, lambda: self.holds, lambda: self.seals)[place]()
        for widget in (self.content, *self._made()):
            widget.setVisible(widget is chosen)
        self.remove_button.setVisible(place == REMOVAL)

    def _answered(self, answer: Answer) -> None:
        if answer.accepted and self.feed.run(answer.reason):
            self.summary.set(self.tr("Records are being removed; this can take minutes."))
            self.remove_button.setEnabled(False)

    def _loaded(self) -> None:
        self.modes.set_rows(self.feed.preview.modes)
        self.runs.set_rows(self.feed.runs)
        self.no_runs.setVisible(not self.feed.runs)
        self.run_view.setVisible(bool(self.feed.runs))
        self.missing.show_missing(self.feed.preview.missing)
        self.content.show_content()
        self._update()

    def _removed(self, run: RetentionRun) -> None:
        text = self.tr("%Ln record(s) were removed.", "", run.records)
        self.context.toast(run.error or text, "bad" if run.error else "ok")
        self.feed.load()

    def _refused(self, error: ApiError) -> None:
        self.context.prompts.error(self, error)
        self._update()

    def _update(self) -> None:
        running = self.feed.running()
        if not running:
            self.summary.set(preview_text(self.feed.preview, self.context.formats))
        may = self.context.session.may("administer")
        self.remove_button.setEnabled(may and not running and bool(self.feed.preview.records))
        self.remove_button.setToolTip("" if may else self.tr("Only an administrator may."))

    def _mode(self, code: int) -> str:
        """The name of a billing mode, in the words known by now."""
        return self.words.mode(code)

    def _learn(self, vocabulary: Vocabulary) -> None:
        self.words = CdrWords(vocabulary, self.context.settings.get(LANGUAGE))
        for view in (self.mode_view, *(tab.view for tab in self._made())):
            view.viewport().update()
