"""The banner at the top: the operator's own address is blocked, and can be unblocked here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from client.models.block_rows import BlockRow
from client.models.block_spans import TRUST
from client.models.block_text import own_text
from client.views.actions.blocks import Unblock
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext


class OwnNotice(Notice):
    """Hidden unless the operator is shut out.

    Args:
        context: what a page gets.
        undo: unblocks; the address is trusted for an hour, so that it is not blocked at once again.
    """

    def __init__(self, context: PageContext, undo: Unblock, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", "bad", "alert-circle", parent)
        self._formats = context.formats
        self._undo = undo
        self._what: BlockRow | None = None
        self.button = self.add_button(self.tr("Unblock it"), self._unblock)
        self.hide()

    def show_row(self, row: BlockRow | None, own: str, *, may: bool) -> None:
        """Say what blocks the operator, or nothing.

        Args:
            row: what blocks; None: nothing does.
            own: the operator's address.
            may: whether the role may unblock.
        """
        self._what = row
        self.setVisible(row is not None)
        self.button.setVisible(may)
        if row is not None:
            self.set(own_text(row, own, self._formats))

    def _unblock(self) -> None:
        if self._what is not None and self._undo.isEnabled():
            self._undo.unblock([self._what], TRUST[0])
