"""A list of addresses from a file into the blacklist, after a preview."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from client.api.because import reasoned
from client.api.block_import_values import ListReport
from client.api.errors import ApiError, Conflict
from client.models.alive import alive
from client.models.block_import import ListWish, done_text
from client.models.block_spans import end_of
from client.models.endpoint_import import UnreadableFileError, read_file
from client.models.server_time import ServerTime
from client.views.dialogs.block_import import BlockImportDialog
from client.views.widgets.page import Page

IMPORT = "blocked.import"


class BlockLists(QObject):
    """Reads files of addresses.

    Signals:
        imported: places were blocked; the table is out of date.

    Args:
        page: whose context is used.
        clock: the engine's clock, for the end of the entries.

    Attributes:
        dialog: the preview that was opened last.
    """

    imported = Signal()

    def __init__(self, page: Page, clock: ServerTime) -> None:
        super().__init__(page)
        self._page, self._clock = page, clock
        self._context = page.context
        self.dialog: BlockImportDialog | None = None

    def choose(self) -> None:
        """Ask for a file, let the engine check it, and show what it would do."""
        if not self._context.session.may("operate"):
            return
        title = self.tr("Import a list of addresses to block")
        pattern = self.tr("Lists (*.txt *.csv *.list *.netset *.ipset);;All files (*)")
        self._context.prompts.open_file(self._page, title, pattern, self.check)

    def check(self, path: Path) -> None:
        """Check a file by a dry run."""
        try:
            content = read_file(path)
        except UnreadableFileError as error:
            text = self.tr("{file} cannot be imported: {why}").format(file=path.name, why=error)
            self._context.toast(text, "bad")
            return
        self._look(path.name, content)

    def _look(self, name: str, content: bytes) -> None:
        started = self._context.session.call(
            IMPORT,
            lambda api: api.import_blocks(content, dry_run=True),
            alive(self, lambda report: self._preview(name, content, report)),
            alive(self, self._refused),
        )
        self._say_busy(started=started)

    def _preview(self, name: str, content: bytes, report: ListReport) -> None:
        self.dialog = BlockImportDialog(self._context, name, report, self._page.window())
        self.dialog.wanted.connect(lambda wish: self._import(name, content, wish))
        self.dialog.open()

    def _import(self, name: str, content: bytes, wish: ListWish) -> None:
        until = end_of(wish.seconds, self._clock.now())

        def failed(error: ApiError) -> None:
            if isinstance(error, Conflict):
                self._look_again(name, content)
            else:
                self._refused(error)
                self.imported.emit()  # a part of it may have been blocked before it broke

        started = self._context.session.call(
            IMPORT,
            reasoned(
                wish.reason,
                lambda api: api.import_blocks(
                    content, on_hit=wish.on_hit, until=until, reason=wish.reason
                ),
            ),
            alive(self, self._done),
            alive(self, failed),
        )
        self._say_busy(started=started)

    def _look_again(self, name: str, content: bytes) -> None:
        """Show anew what would happen: somebody is there now who was not when it was checked."""
        text = self.tr("Nothing was blocked: somebody who would be cut off has come there since.")
        self._context.toast(text, "warning")
        self._look(name, content)

    def _done(self, report: ListReport) -> None:
        self._context.toast(*done_text(report))
        self.imported.emit()

    def _say_busy(self, *, started: bool) -> None:
        if not started:
            self._context.toast(self.tr("Another list is being read."), "warning")

    def _refused(self, error: ApiError) -> None:
        self._context.prompts.error(self._page, error)
