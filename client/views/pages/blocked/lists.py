"""A list of addresses into the blacklist, after a preview: from a file, or chosen in a table.

Several addresses are one question and one answer of the engine, which names those that would cut
somebody off and leaves them out unless that is confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.api.because import reasoned
from client.api.block_import_values import ListReport
from client.api.errors import ApiError, Conflict
from client.models.alive import alive
from client.models.block_import import ListWish, done_text
from client.models.block_spans import end_of
from client.models.endpoint_import import UnreadableFileError, read_file
from client.models.server_time import ServerTime
from client.views.dialogs.block_import import BlockImportDialog
from client.views.widgets.page import PageContext

IMPORT = "blocked.import"
NAMED = 6


class _List(NamedTuple):
    """Where a list is from, in words, its lines, and why they are blocked, if that is known."""

    source: str
    content: bytes
    reason: str = ""


class BlockLists(QObject):
    """Blocks lists of addresses.

    Signals:
        imported: places were blocked; the table is out of date.

    Args:
        owner: over whose window it is asked.
        context: what a page gets.
        clock: the engine's clock, for the end of the entries.

    Attributes:
        dialog: the preview that was opened last.
    """

    imported = Signal()

    def __init__(self, owner: QWidget, context: PageContext, clock: ServerTime) -> None:
        super().__init__(owner)
        self._owner, self._context, self._clock = owner, context, clock
        self.dialog: BlockImportDialog | None = None

    def choose(self) -> None:
        """Ask for a file, let the engine check it, and show what it would do."""
        if not self._context.session.may("operate"):
            return
        title = self.tr("Import a list of addresses to block")
        pattern = self.tr("Lists (*.txt *.csv *.list *.netset *.ipset);;All files (*)")
        self._context.prompts.open_file(self._owner, title, pattern, self.check)

    def check(self, path: Path) -> None:
        """Check a file by a dry run."""
        try:
            content = read_file(path)
        except UnreadableFileError as error:
            text = self.tr("{file} cannot be imported: {why}").format(file=path.name, why=error)
            self._context.toast(text, "bad")
            return
        self._look(_List(self.tr("From {file}").format(file=path.name), content))

    def check_values(self, values: Sequence[str], reason: str) -> None:
        """Check addresses that were chosen, by a dry run as well; *reason* is proposed."""
        named = ", ".join(values[:NAMED])
        if len(values) > NAMED:
            more = f"{len(values) - NAMED:,}"
            named = self.tr("{names} and {count} more").format(names=named, count=more)
        self._look(_List(named, "\n".join(values).encode(), reason))

    def _look(self, listed: _List) -> None:
        started = self._context.session.call(
            IMPORT,
            lambda api: api.import_blocks(listed.content, dry_run=True),
            alive(self, lambda report: self._preview(listed, report)),
            alive(self, self._refused),
        )
        self._say_busy(started=started)

    def _preview(self, listed: _List, report: ListReport) -> None:
        self.dialog = BlockImportDialog(
            self._context, listed.source, report, self._owner.window(), listed.reason
        )
        self.dialog.wanted.connect(lambda wish: self._import(listed, wish))
        self.dialog.open()

    def _import(self, listed: _List, wish: ListWish) -> None:
        until = end_of(wish.seconds, self._clock.now())

        def failed(error: ApiError) -> None:
            if isinstance(error, Conflict):
                self._look_again(listed)
            else:
                self._refused(error)
                self.imported.emit()  # a part of it may have been blocked before it broke

        started = self._context.session.call(
            IMPORT,
            reasoned(
                wish.reason,
                lambda api: api.import_blocks(
                    listed.content, on_hit=wish.on_hit, until=until, reason=wish.reason
                ),
            ),
            alive(self, self._done),
            alive(self, failed),
        )
        self._say_busy(started=started)

    def _look_again(self, listed: _List) -> None:
        """Show anew what would happen: somebody is there now who was not when it was checked."""
        text = self.tr("Nothing was blocked: somebody who would be cut off has come there since.")
        self._context.toast(text, "warning")
        self._look(listed)

    def _done(self, report: ListReport) -> None:
        self._context.toast(*done_text(report))
        self.imported.emit()

    def _say_busy(self, *, started: bool) -> None:
        if not started:
            self._context.toast(self.tr("Another list is being read."), "warning")

    def _refused(self, error: ApiError) -> None:
        self._context.prompts.error(self._owner, error)
