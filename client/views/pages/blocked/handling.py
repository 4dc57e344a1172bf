"""The actions on what is blocked and what follows from their results.

A row leaves the moment the engine has answered; the sentence says what was removed where.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from client.api.block_values import Block
from client.models.block_changes import Kept, Undone, kept_text, undone_text
from client.models.block_feed import BlockFeed
from client.models.block_rows import BlockRow
from client.models.block_rules import around
from client.models.block_text import why
from client.models.blocks import BlockTable
from client.views.actions.blocks import KeepBlocked, Unblock
from client.views.dialogs.block import BlockDialog, open_block
from client.views.dialogs.block_number import BlockNumberDialog, open_block_number
from client.views.widgets.page import Page


class BlockHandling(QObject):
    """Runs actions and brings the table up to date.

    Signals:
        changed: rows are different.

    Attributes:
        dialog: the dialog in which an address is blocked, once it was opened.
        number_dialog: the same for a telephone number.
    """

    changed = Signal()

    def __init__(self, page: Page, table: BlockTable, feed: BlockFeed) -> None:
        super().__init__(page)
        self._page, self._table, self._feed = page, table, feed
        self._context = page.context
        self.dialog: BlockDialog | None = None
        self.number_dialog: BlockNumberDialog | None = None
        given = (page.context.session, page.context.prompts, page)
        self.undo = Unblock("blocked.unblock", *given)
        self.keep = KeepBlocked("blocked.keep", *given)
        self.undo.done.connect(self._undone)
        self.keep.done.connect(self._kept)

    def open_dialog(self, value: str = "", reason: str = "") -> None:
        """Ask which address is to be blocked."""
        if self._context.session.may("operate"):
            self.dialog = open_block(self._context, self._page, value, reason, self._table.clock)
            self.dialog.blocked.connect(self._blocked)

    def open_number_dialog(self) -> None:
        """Ask which telephone number is to be blocked."""
        if self._context.session.may("operate"):
            self.number_dialog = open_block_number(self._context, self._page, "", self._table.clock)
            self.number_dialog.blocked.connect(self._blocked)

    def widen(self, row: BlockRow) -> None:
        """Ask to block the network around an address; who is in it is shown first."""
        self.open_dialog(around(row.address), why(row))

    def block_source(self, row: BlockRow) -> None:
        """Ask to block the address behind a lockout, a limit or refused sign-ins."""
        self.open_dialog(row.address, self.tr("{why} ({name})").format(why=why(row), name=row.what))

    def _blocked(self, block: Block) -> None:
        self._table.put([block])
        self._feed.outdate()
        self.changed.emit()

    def _undone(self, result: Undone) -> None:
        self._table.drop(result.keys)
        self._context.toast(*undone_text(result, self._context.formats))
        self._feed.outdate()
        self.changed.emit()

    def _kept(self, result: Kept) -> None:
        self._table.put(result.blocks)
        self._context.toast(*kept_text(result))
        self._feed.outdate()
        self.changed.emit()
