"""The CDR page, put together: filter, totals, chart, table, details and export."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from client.api.cdr_values import Cdr, Vocabulary
from client.api.errors import ApiError
from client.formats import countable
from client.models.cdr_columns import cdr_columns
from client.models.cdr_feed import LOAD, CdrFeed, Totals
from client.models.cdr_filter import LISTS, CdrFilter, Range
from client.models.cdr_series import bucket_for
from client.models.filter_choices import PAGE
from client.models.paged_table import PagedTable
from client.views.dialogs.trial import open_trial
from client.views.pages.cdr.chart import RecordChart
from client.views.pages.cdr.export_strip import ExportStrip
from client.views.pages.cdr.exporting import Exporting
from client.views.pages.cdr.figures import Figures
from client.views.pages.cdr.filter_bar import FilterBar
from client.views.pages.cdr.jump_panel import JumpPanel
from client.views.pages.cdr.live_table import LiveTable
from client.views.pages.cdr.missing_notice import MissingNotice
from client.views.pages.cdr.range_panel import RangePanel
from client.views.pages.cdr.record_body import RecordBody
from client.views.pages.cdr.saved_views import SavedViews
from client.views.pages.cdr.table_strip import TableStrip
from client.views.pages.cdr.zooming import Zooming
from client.views.widgets.details_pane import DetailsPane
from client.views.widgets.error_texts import advice
from client.views.widgets.menu import popup
from client.views.widgets.page import Page, PageContext, PageSpec

STATE = "cdr"
LEAST_TABLE = 260
"""Height of table and its line for which the chart gives way: records are what one reads."""
CHART = "cdr.chart"
LATE_MS = 400
"""How long figures of the question before may stay beside the records of the next one."""


class CdrPage(Page):
    """Records of calls, newest first."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.filters.hide()
        self.body = RecordBody(context, "cdr", self.content.holder)
        self.view = self.body.view
        columns = cdr_columns(context.formats, lambda: self.body.words)
        self.table: PagedTable[Cdr] = PagedTable(columns, lambda row: row.flow_no, self)
        self.feed = CdrFeed(context.session, self.table, context.formats, self)
        self._selecting: object = None
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(self._forget_totals)
        self._build()
        self._wire()
        self._offer()
        self.exporting = Exporting(self, self.feed, self.view, self.strip)
        self.views = SavedViews(self, self.filter_bar, self.view, self.show_filter)
        self.feed.filter = CdrFilter.recalled(context.settings.page_state(STATE))
        self.filter_bar.shown.connect(lambda _filter: self._order_tabs())
        self.filter_bar.show_filter(self.feed.filter)

    def event(self, event: QEvent) -> bool:
        """Let the chart give way in a small window, where it would be cut off otherwise."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            room = self.height() - self.root.totalMinimumHeightForWidth(self.width())
            self.chart.fit(room - max(0, LEAST_TABLE - self.content.minimumSizeHint().height()))
        return super().event(event)

    @property
    def pane(self) -> DetailsPane:
        """The details of a record."""
        return self.body.pane

    def refresh(self) -> None:
        """Load the records and the totals anew."""
        self.feed.learn_words()
        self.zooming.learn()
        self.feed.reload()
        self.views.load()

    def focus_search(self) -> None:
        """Put the cursor into the field in which filters are typed."""
        self.filter_bar.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.entry.selectAll()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Every call and every attempt, as it is billed. The time range is always applied. "
            "Billing mode 9 are illegal calls: their source was not authorised. Type 8801*, "
            "10.0.0.0/8, !1001, hold>30 or -9 to filter, or paste a list of numbers. 486 alone is "
            "an end reason; among three or more numbers it is an extension, unless all of them can "
            "be end reasons; reason:486 and number:486 say which is meant. Drag over the "
            "chart to set the time; right-click a row to narrow down to its source. "
            "An export holds exactly the records counted here; “Hold these records…” (Ctrl+K) "
            "keeps them from retention."
        )

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for, for example ``{"ips": ("192.0.2.1",)}``.

        ``filter`` is a whole `CdrFilter`, its time range included, instead of parts of one.
        ``selected`` is the flow number of a new record that is to be selected and opened.
        """
        self.views.leave()
        whole = filters.get("filter")
        if isinstance(whole, CdrFilter):
            self.show_filter(whole)
            return
        wanted = self.feed.filter.only_range()
        self._selecting = filters.get("selected")
        if self._selecting is not None:  # one that has come just now
            wanted = CdrFilter(range=Range.LAST_HOUR)
        for name, value in filters.items():
            values = value if isinstance(value, (tuple, list)) else (value,)
            for item in values if name in LISTS else ():
                wanted = wanted.adding(name, item)
        self.show_filter(wanted)

    def show_filter(self, wanted: CdrFilter) -> None:
        """Show the records of another filter; one can go back to what is shown now."""
        self.zooming.remember(self.feed.filter, wanted)
        self.filter_bar.show_filter(wanted)
        self.context.settings.save_page_state(STATE, wanted.remembered())
        self.feed.show(wanted)

    def export(self) -> None:
        """Export exactly the records of the filter to a file."""
        self.exporting.open()

    def underway(self) -> str:
        """Say whether an export would be stopped."""
        return self.exporting.exporter.underway()

    def _earlier(self) -> None:
        self.exporting.open_earlier()

    def test_call(self) -> None:
        """Place a call now and see its record arrive."""
        self.trial = open_trial(self.context, self)

    # construction

    def _build(self) -> None:
        theme, formats = self.context.theme, self.context.formats
        self.columns_button = self.head.add_button(self.tr("Columns"), self._columns, "columns")
        self.test_button = self.head.add_button(self.tr("Test call"), self.test_call, "phone-call")
        self.export_button = self.head.add_button(
            self.tr("Export"), self.export, "download", primary=True
        )
        self.filter_bar = FilterBar(theme, formats, lambda: self.body.words, self)
        self.range_panel = RangePanel(theme, formats, self)
        self.figures = Figures(theme, formats, self)
        self.chart = RecordChart(theme, formats, self)
        self.strip = ExportStrip(theme, self)
        self.missing = MissingNotice(theme, formats, self)
        self.jump_panel = JumpPanel(theme, formats, self)
        self.table_strip = TableStrip(theme, formats, self.body)
        self.chart_chip = self.table_strip.add_choice(self.tr("Chart"), "chart-bar")
        self.chart_chip.setToolTip(self.tr("Show or hide the chart (Ctrl+Shift+H)"))
        shown = bool(self.context.settings.page_state(CHART).get("shown", True))
        self.chart_chip.setChecked(shown)
        self.chart.setVisible(shown)
        self.chart_chip.toggled.connect(self._show_chart)
        self.body.column.insertWidget(0, self.table_strip)
        self.body.show_table(self.table, lambda: self.feed.filter)
        self.live = LiveTable(
            self.feed, self.view, self.table_strip, self.jump_panel,
            lambda text: self.context.toast(text, "neutral"),
        )  # fmt: skip
        self.zooming = Zooming(self.chart, self.feed, self.show_filter, self.context.session)
        for place, widget in enumerate(
            (
                *(self.filter_bar, self.range_panel, self.jump_panel),
                *(self.strip, self.missing, self.figures, self.chart),
            )
        ):
            self.root.insertWidget(2 + place, widget, 2 if widget is self.chart else 0)
        self.root.setStretchFactor(self.content, 5)
        self.content.set_widget(self.body)

    def _wire(self) -> None:
        self.filter_bar.changed.connect(self.show_filter)
        self.filter_bar.custom_wanted.connect(self._custom_range)
        self.range_panel.chosen.connect(self.zooming.choose)
        self.body.narrowed.connect(self.show_filter)
        self.feed.loading.connect(self.content.show_loading)
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.feed.totalled.connect(self._totalled)
        self.feed.began.connect(self._late.start)
        self.feed.began.connect(self.body.forget_details)
        self.feed.untold.connect(self._untold)
        self.feed.pages.arrived.connect(self.content.show_content)
        self.feed.words_changed.connect(self._learn)
        self.feed.lacking.connect(self.missing.show_missing)

    def _order_tabs(self) -> None:
        """Let Tab go as one reads; chips come and go, and new ones would be the last of all."""
        strip = self.table_strip
        stops = [
            self.columns_button, self.test_button, self.export_button, *self.filter_bar.stops(),
            *self.chart.stops(), strip.live, strip.fresh, self.chart_chip, strip.jump, self.view,
        ]  # fmt: skip
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _offer(self) -> None:
        may_export = self.context.session.may("operate")
        self.export_button.setEnabled(may_export)
        if not may_export:
            self.export_button.setToolTip(self.tr("Exports need the role operator or admin."))
        for key, text, run, icon, shortcut in (
            ("cdr.export", self.tr("Export records"), self.export, "download", "Ctrl+E"),
            ("cdr.exports", self.tr("Earlier exports"), self._earlier, "history", ""),
            ("cdr.hold", self.tr("Hold these records…"), self._hold, "lock", ""),
            ("cdr.columns", self.tr("Choose columns"), self._columns, "columns", ""),
            ("cdr.clear", self.tr("Clear all filters"), self._clear, "filter", "Ctrl+Shift+F"),
            ("cdr.test-call", self.tr("Test call…"), self.test_call, "phone-call", ""),
            ("cdr.range", self.tr("Set a time range"), self._custom_range, "calendar", "Ctrl+T"),
            ("cdr.chart", self.tr("Show or hide the chart"), self.chart_chip.toggle, "chart-bar",
             "Ctrl+Shift+H"),
            ("cdr.jump", self.tr("Jump to time…"), self.live.open_jump, "clock", "Ctrl+G"),
            ("cdr.back", self.tr("Back to what was shown before"), self.zooming.back,
             "arrow-back-up", "Alt+Left"),
        ):  # fmt: skip
            enabled = may_export or key not in ("cdr.export", "cdr.hold")
            self.offer(key, text, run, icon=icon, shortcut=shortcut, enabled=enabled)

    # answers

    def _loaded(self) -> None:
        if self.table.rowCount():
            self.content.show_content()
            self._select_wanted()
        else:
            self._show_nothing()

    def _select_wanted(self) -> None:
        """Open the record that another page asked for, once."""
        wanted, self._selecting = self._selecting, None
        if isinstance(wanted, int) and self.view.select_key(wanted):
            self.body.open_details(self.table.find(wanted))

    def _show_nothing(self) -> None:
        """Say why there is no record; one that was not recorded is no sign of peace."""
        totals = self.feed.totals
        missing = totals.summary.not_recorded if totals else 0
        action = (self.tr("Choose another time"), self._custom_range)
        if self.feed.filter.active():
            text = self.tr("No record of this time matches the other filters.")
            action = (self.tr("Clear all filters"), self._clear)
        elif missing:
            text = self.tr(
                "{count} attempt(s) of this time were counted but not recorded, because a "
                "recording parameter is 0. See System settings › Billing parameters.",
                "",
                countable(missing),
            ).format(count=self.context.formats.count(missing))
            action = (self.tr("Open billing parameters"), self._open_billing)
        else:
            text = self.tr(
                "Calls appear here as they end, refused ones included. To see one now, press Test "
                "call."
            )
        self.content.show_empty("file-analytics", self.tr("No records"), text, action)

    def _open_billing(self) -> None:
        self.context.open_page("billing-parameters", {})

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)
        if self.feed.behind:  # figures and count are those of another filter
            self._forget_totals()
            self.export_button.setEnabled(False)

    def _forget_totals(self) -> None:
        """Show no figures, no bars and no count: those that are shown are of another question."""
        query = self.feed.meant
        self.figures.clear()
        self.chart.clear(query, bucket_for(query.start, query.end))
        self.export_button.setText(self.tr("Export"))
        self.export_button.setEnabled(self.context.session.may("operate"))

    def _untold(self, error: ApiError) -> None:
        self._late.stop()
        self._forget_totals()
        text = self.tr("The records could not be counted: {why}")
        self.context.toast(text.format(why=advice(error)), "bad")

    def _totalled(self, totals: Totals) -> None:
        self._late.stop()
        if self.content.is_stale() and not self.feed.behind:
            self.content.show_content()
        self.figures.show_summary(totals.summary)
        self.chart.show_totals(totals)
        self._order_tabs()
        if not self.table.rowCount() and not self.context.session.busy(LOAD):
            self._show_nothing()
        count = totals.summary.records
        self.export_button.setText(self.tr("Export %Ln record(s)", "", count))
        self.export_button.setEnabled(
            bool(totals.summary.records) and self.context.session.may("operate")
        )

    def _learn(self, vocabulary: Vocabulary) -> None:
        self.body.learn(vocabulary)
        self.chart.set_words(self.body.words)
        self.filter_bar.show_filter(self.feed.filter)

    # what the operator does

    def _hold(self) -> None:
        """Have the records of the filter kept from retention."""
        self.context.open_page("retention", {"hold": PAGE})

    def _show_chart(self, shown: bool) -> None:
        self.chart.setVisible(shown)
        self.context.settings.save_page_state(CHART, {"shown": shown})

    def _columns(self) -> None:
        button = self.columns_button
        popup(self.view.columns_menu(), button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _clear(self) -> None:
        self.show_filter(self.feed.filter.only_range())

    def _custom_range(self) -> None:
        self.range_panel.open(self.feed.query.start, self.feed.query.end)
