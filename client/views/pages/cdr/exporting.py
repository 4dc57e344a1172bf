"""Exports of the CDR page, from the question to the file: dialogs, progress, the outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from client.api.cdr_values import Export
from client.api.errors import ApiError
from client.models.cdr_columns import EXPORTED
from client.models.cdr_export import (
    Begin,
    CdrExport,
    Wanted,
    exported_columns,
    suggested_name,
)
from client.models.cdr_feed import CdrFeed
from client.models.download import Target
from client.models.export_columns import order_text
from client.models.export_list import renamed
from client.views.dialogs.export import ExportDialog, Promise
from client.views.pages.cdr.earlier_exports import EarlierExportsDialog
from client.views.pages.cdr.export_strip import ExportStrip
from client.views.widgets.error_texts import advice, title_of
from client.views.widgets.page import Page
from client.views.widgets.table_view import TableView

STATE = "cdr.export"
CHECKSUM = 12
"""Characters of a checksum in a passing message; all of it is in the list of exports."""


class Exporting(QObject):
    """Exports of one page.

    Args:
        page: whose context is used.
        feed: knows the query whose records are shown, and their number.
        table: whose columns are exported.
        strip: shows how far an export is.
    """

    def __init__(self, page: Page, feed: CdrFeed, table: TableView, strip: ExportStrip) -> None:
        super().__init__(page)
        self._page, self._feed, self._table, self._strip = page, feed, table, strip
        self._context = page.context
        self.dialog: ExportDialog | None = None
        self.earlier: EarlierExportsDialog | None = None
        self.exporter = CdrExport(page.context.session, self)
        self.exporter.progressed.connect(strip.show_progress)
        self.exporter.ended.connect(strip.hide)
        self.exporter.finished.connect(self._finished)
        self.exporter.failed.connect(partial(page.context.prompts.error, page))
        self.exporter.broken.connect(self._broken)
        strip.cancelled.connect(self.exporter.cancel)
        strip.resumed.connect(self.exporter.resume)
        strip.discarded.connect(self.exporter.discard)

    def open(self) -> None:
        """Ask what the file is to hold."""
        totals, zone = self._feed.totals, self._context.formats.zone_name
        promise = Promise(
            totals.summary.records if totals and totals.query == self._feed.query else None,
            len(self._table.shown_columns()),
            zone,
            order_text(self._feed.by, oldest=self._feed.oldest),
        )
        kind = str(self._context.settings.page_state(STATE).get("format", "csv"))
        wanted = Wanted(
            self._feed.query, self._columns(), zone, oldest=self._feed.oldest, by=self._feed.by
        )
        self.dialog = ExportDialog(self._context.theme, promise, kind, self._page.window())
        self.dialog.wanted.connect(partial(self._chosen, wanted))
        self.dialog.earlier_wanted.connect(self.open_earlier)
        self.dialog.evidence_wanted.connect(self.save_evidence)
        self.dialog.open()

    def open_earlier(self) -> None:
        """Show what was exported before."""
        query = self._feed.query
        self.earlier = EarlierExportsDialog(
            self._context, query.start, query.end, self._page.window()
        )
        self.earlier.save_wanted.connect(self._save_again)
        self.earlier.again_wanted.connect(self._repeat)
        self.earlier.open()

    def save_evidence(self) -> None:
        """Save a report on the unauthorised calls among the records that are shown."""
        query, zone = self._feed.query, self._context.formats.zone_name
        wanted = Wanted(query, (), zone, "pdf")
        name = suggested_name(wanted).replace("cdr_", "illegal-calls_", 1)
        self._save(lambda api: api.create_illegal_call_report(query, zone, "pdf"), name)

    # inside

    def _chosen(self, shown: Wanted, file_format: str, all_columns: bool) -> None:
        self._context.settings.save_page_state(STATE, {"format": file_format})
        columns = () if all_columns else shown.columns
        wanted = replace(shown, columns=columns, file_format=file_format)
        self._save(wanted.begin, suggested_name(wanted))

    def _save_again(self, job: Export) -> None:
        self._save(lambda api: api.export(job.id), job.filename)

    def _repeat(self, job: Export, first: datetime, last: datetime) -> None:
        self._save(lambda api: api.repeat_export(job.id, first, last), renamed(job, first, last))

    def _save(self, begin: Begin, name: str) -> None:
        """Ask where to, and begin; the dialog has asked already when there is such a file."""

        def chosen(path: Path) -> None:
            if not self.exporter.start(begin, Target(path, replace=path.exists())):
                self._context.toast(self.tr("An export is already running."), "warning")

        self._context.prompts.save_file(self._page, self.tr("Export records"), name, chosen)

    def _columns(self) -> tuple[str, ...]:
        names: Callable[[str], tuple[str, ...]] = EXPORTED.__getitem__
        return exported_columns(self._table.shown_columns(), names)

    def _finished(self, path: Path, job: Export) -> None:
        text = self.tr(
            "Saved %Ln record(s) as {path}. The checksum is that of the engine: {checksum}…",
            "",
            job.rows,
        )
        checksum = (job.sha256 or "")[:CHECKSUM]
        self._context.toast(text.format(path=path, checksum=checksum), "ok")

    def _broken(self, error: ApiError) -> None:
        text = self.tr("{what}. What has come of the file is kept.").format(what=title_of(error))
        self._strip.show_broken(text, advice(error))
