"""The tab of the seals: how the chain stands, and whether the records are still what was sealed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.api.errors import ApiError
from client.api.keeping_values import SealState
from client.models.filter_proxy import FilterProxy
from client.models.seals import (
    SPANS,
    Checked,
    SealFeed,
    SealTable,
    result_text,
    span_words,
    state_text,
    unproved,
)
from client.views.pages.cdr.missing_notice import MissingNotice
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.buttons import Button
from client.views.widgets.content import ContentStack
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.select import Select

LESSER = ("late", "removed")
LAST_WIDTH = 120


class SealTab(QWidget):
    """The state of the seals, checking them, and what the last check found."""

    def __init__(
        self, context: PageContext, mode: Callable[[int], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._context = context
        self._state, self._checked = SealState(), False
        self.feed = SealFeed(context.session, self)
        self.table = SealTable(context.formats, mode, self)
        self.order = FilterProxy(self.table, self)
        self.notice = Notice(theme, tone="accent", icon="shield")
        self.copy_head = self.notice.add_button(self.tr("Copy the last seal"), self._copy)
        self.missing = MissingNotice(theme, context.formats)
        words = span_words()
        self.span = Select(theme, [(days, words[days]) for days in SPANS], self.tr("Days to check"))
        self.check_button = Button(theme, self.tr("Check now"), "shield-check", primary=True)
        self.result = Notice(theme)
        self.result.hide()
        self.content = ContentStack(theme, context.formats, self)
        self.view = FittingTable(theme, "seals", context.settings, LESSER, LAST_WIDTH)
        self._build()
        self._wire()

    def reload(self) -> None:
        """Ask how the chain stands."""
        if not self._checked:
            self.content.show_loading()
        self.feed.load()

    def check(self) -> None:
        """Compare the records with their seals."""
        if self.feed.check(int(self.span.value())):
            words = self.tr(
                "The records of every day are being read; that takes some seconds for each million."
            )
            self.result.set(words, "accent", "info-circle")
            self.result.show()
            self.check_button.setEnabled(False)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.notice, 1)
        row.addWidget(self.span)
        row.addWidget(self.check_button)
        self.view.setAccessibleName(self.tr("Days and their seals"))
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.content.set_widget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.result)
        column.addWidget(self.missing)
        column.addWidget(self.content, 1)

    def _wire(self) -> None:
        self.feed.loaded.connect(self._loaded)
        self.feed.checked.connect(self._show)
        self.feed.failed.connect(self._failed)
        self.check_button.clicked.connect(lambda _on=False: self.check())

    def _loaded(self, state: SealState) -> None:
        self._state = state
        self.notice.set(state_text(state))
        self.notice.setToolTip(state.head)
        self.copy_head.setVisible(bool(state.head))
        if not self._checked:
            self.content.show_empty(
                "shield-check",
                self.tr("Not checked in this session"),
                self.tr(
                    "Every day of call records is sealed. A check reads all of them again and says "
                    "of every day whether records were changed, went missing or were removed by "
                    "retention. Write the last seal down elsewhere: it shows if the end of the "
                    "chain is cut off."
                ),
            )

    def _show(self, checked: Checked) -> None:
        self._checked = True
        report = checked.report
        tone, icon = ("ok", "shield-check") if report.sound else ("bad", "alert-triangle")
        if unproved(report):
            tone, icon = "accent", "info-circle"
        self.result.set(result_text(checked, self._context.formats), tone, icon)
        self.result.show()
        self.missing.show_missing(report.missing)
        self.check_button.setEnabled(True)
        self.table.show_report(report)
        by, order = ("day", Qt.SortOrder.DescendingOrder)
        if not report.sound:
            by, order = ("state", Qt.SortOrder.AscendingOrder)
        self.view.sortByColumn(self.table.column(by), order)
        self._loaded(SealState(report.links, report.head))
        if report.items:
            self.content.show_content()
            return
        nothing = self.tr("No record is in these days.")
        self.content.show_empty("shield", self.tr("Nothing to check"), nothing)

    def _failed(self, error: ApiError) -> None:
        self.result.hide()
        self.check_button.setEnabled(True)
        if self._checked:
            self._context.prompts.error(self, error)
        else:
            self.content.show_error(error, self.reload)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._state.links} {self._state.head}")
        self._context.toast(self.tr("Number and value of the last seal are copied."), "neutral")
