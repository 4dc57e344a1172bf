"""The last thousand records, live, with a quick filter: for whoever has just heard of a call."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from client.api.cdr_values import Cdr, Vocabulary
from client.api.errors import ApiError
from client.models.cdr_columns import cdr_columns
from client.models.cdr_feed import utc_now
from client.models.cdr_filter import CdrFilter
from client.models.recent_feed import MOST, RecentFeed
from client.models.table import TableModel
from client.views.pages.cdr.missing_notice import MissingNotice
from client.views.pages.cdr.record_body import RecordBody
from client.views.pages.cdr.table_strip import TableStrip
from client.views.widgets.menu import popup
from client.views.widgets.page import Page, PageContext, PageSpec


class RecentCdrPage(Page):
    """The last records, newest first."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.body = RecordBody(context, "recent-cdr", self.content.holder, turns=False)
        self.view = self.body.view
        self.strip = TableStrip(context.theme, context.formats)
        self.strip.jump.hide()
        self.body.column.insertWidget(0, self.strip)
        columns = cdr_columns(context.formats, lambda: self.body.words, fixed=True)
        self.table: TableModel[Cdr] = TableModel(columns, lambda row: row.flow_no, self)
        self.body.show_table(self.table, CdrFilter)
        self.missing = MissingNotice(context.theme, context.formats)
        self.root.insertWidget(2, self.missing)
        self.feed = RecentFeed(context.session, self.table, self._said, self)
        self.content.set_widget(self.body)
        self._build()
        self._wire()

    def refresh(self) -> None:
        """Load them anew."""
        self.feed.reload()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "The last %n record(s) of all kinds, as they come in. The field at the top looks for "
            "numbers, addresses, devices and reasons among them. The CDR page has all records, "
            "with filters, figures and exports.",
            "",
            MOST,
        )

    def _build(self) -> None:
        self.filters.set_placeholder(self.tr("Number, address, device or reason"))
        self.columns_button = self.head.add_button(self.tr("Columns"), self._columns, "columns")
        self.all_button = self.head.add_button(
            self.tr("All records"), self._open_all, "file-analytics"
        )
        self.offer("recent-cdr.columns", self.tr("Choose columns"), self._columns, icon="columns")

    def _wire(self) -> None:
        self.filters.search.textChanged.connect(self.feed.filter)
        self.body.narrowed.connect(self._narrow)
        self.feed.loading.connect(self.content.show_loading)
        self.feed.changed.connect(self._changed)
        self.feed.failed.connect(self._failed)
        self.feed.words_changed.connect(self._learn)
        self.feed.lacking.connect(self.missing.show_missing)
        self.strip.live_chosen.connect(lambda _on: self._follow())
        self.strip.fresh_wanted.connect(self._show_fresh)
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._follow())
        self.view.seen.connect(lambda _first, _last: self._say_place())

    def _said(self, record: Cdr) -> str:
        """What the quick filter looks through."""
        words = self.body.words
        parts = (
            *(record.caller, record.callee, record.caller_ip, record.callee_ip),
            *(record.caller_gateway, record.callee_gateway, record.account, record.call_id),
            *(record.user_agent, words.reason(record.end_reason), words.mode(record.billing_mode)),
        )
        return "\n".join(parts)

    def _changed(self) -> None:
        self.strip.show_fresh(self.feed.waiting)
        self._say_place()
        if self.table.rowCount():
            self.content.show_content()
        elif self.feed.count():
            self.content.show_empty(
                "search",
                self.tr("None of the last records"),
                self.tr("What you look for does not occur in them. The CDR page has all records."),
                (self.tr("All records"), self._open_all),
            )
        else:
            self.content.show_empty(
                "history",
                self.tr("No records"),
                self.tr("Calls appear here as they end, refused ones included."),
            )

    def _say_place(self) -> None:
        view = self.view
        self.strip.show_place(view.first_row(), view.last_row(), self.table.rowCount(), known=True)

    def _follow(self) -> None:
        wanted = self.view.at_top() and self.strip.live.isChecked()
        self.strip.show_live(following=wanted)
        if wanted != self.feed.following:
            self.feed.follow(following=wanted)

    def _show_fresh(self) -> None:
        self.view.scrollToTop()
        self.feed.take_fresh()

    def _learn(self, vocabulary: Vocabulary) -> None:
        self.body.learn(vocabulary)

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _narrow(self, wanted: CdrFilter) -> None:
        """A row's menu leads to the page that filters, over a time in which its records are."""
        starts = [row.start for row in self.view.rows()]
        zone = self.context.formats.zone
        self._open({"filter": wanted.covering(min(starts, default=utc_now()), utc_now(), zone)})

    def _open_all(self) -> None:
        self._open({})

    def _open(self, filters: dict[str, object]) -> None:
        self.context.open_page("cdr", filters)

    def _columns(self) -> None:
        button = self.columns_button
        popup(self.view.columns_menu(), button.mapToGlobal(QPoint(0, button.height() + 4)))
