"""Import from a CSV file with a preview, and export of everything that passes the filter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from client.api.because import reasoned
from client.api.errors import ApiError
from client.api.values import ImportReport
from client.models.alive import alive
from client.models.endpoint_feed import EndpointFeed
from client.models.endpoint_import import UnreadableFileError, lines_of, read_file, summary
from client.models.endpoint_listing import export_csv
from client.views.dialogs.endpoint_import import ImportDialog
from client.views.widgets.page import Page

IMPORT, EXPORT = "endpoints.import", "endpoints.export"


class EndpointFiles(QObject):
    """Reads and writes files of endpoints.

    Signals:
        imported: endpoints were created; the list is out of date.

    Attributes:
        dialog: the preview that was opened last.
    """

    imported = Signal()

    def __init__(self, page: Page, feed: EndpointFeed) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._feed = feed
        self.dialog: ImportDialog | None = None

    def choose_import(self) -> None:
        """Ask for a file, let the engine check it, and show what it would do."""
        self._context.prompts.open_file(
            self._page, self.tr("Import endpoints"), self.tr("CSV files (*.csv *.txt)"), self.check
        )

    def check(self, path: Path) -> None:
        """Check a file by a dry run."""
        try:
            content = read_file(path)
        except UnreadableFileError as error:
            self._context.toast(
                self.tr("{file} cannot be imported: {why}").format(file=path.name, why=error), "bad"
            )
            return
        self._context.session.call(
            IMPORT,
            lambda api: api.import_endpoints(content, dry_run=True),
            alive(self, lambda report: self._preview(path.name, content, report)),
            alive(self, self._refused),
        )

    def _preview(self, name: str, content: bytes, report: ImportReport) -> None:
        self.dialog = ImportDialog(
            self._context.theme, self._context.settings, name, report, lines_of(content, report),
            self._page.window(),
        )  # fmt: skip
        self.dialog.wanted.connect(lambda why: self._import(content, why))
        self.dialog.open()

    def _import(self, content: bytes, why: str) -> None:
        self._context.session.call(
            IMPORT,
            reasoned(why, lambda api: api.import_endpoints(content)),
            alive(self, self._done),
            alive(self, self._refused),
        )

    def _done(self, report: ImportReport) -> None:
        text = f"{summary(report, done=True)} {report.warning}".strip()
        tone = "warning" if report.errors or report.warning else "ok"
        self._context.toast(text, tone)
        self.imported.emit()

    def choose_export(self) -> None:
        """Ask where to write, then write everything that passes the filter."""
        self._context.prompts.save_file(
            self._page, self.tr("Export endpoints"), "endpoints.csv", self.export
        )

    def export(self, path: Path) -> None:
        """Write everything that passes the filter, every page of it."""
        shows, text, formats = self._feed.shows, self._feed.text, self._context.formats

        def write(api: object) -> tuple[int, str]:
            try:
                return export_csv(api, shows, text, formats, path), ""  # type: ignore[arg-type]
            except OSError as error:
                return 0, error.strerror or str(error)

        self._context.session.call(
            EXPORT,
            write,
            alive(self, lambda result: self._written(path, *result)),
            alive(self, self._refused),
        )

    def _written(self, path: Path, count: int, why: str) -> None:
        if why:
            text = self.tr("{file} was not written: {why}").format(file=path.name, why=why)
            self._context.toast(text, "bad")
            return
        text = self.tr("%Ln endpoint(s) written to {file}.", "", count)
        self._context.toast(text.format(file=path), "ok")

    def _refused(self, error: ApiError) -> None:
        self._context.prompts.error(self._page, error)
