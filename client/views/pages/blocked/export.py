"""The table as a file: what is seen or folded away, in its order, nothing asked of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from client.models.block_listing import as_csv
from client.models.block_order import BlockOrder
from client.models.block_rows import BlockRow
from client.views.widgets.page import Page

NAME = "blocked.csv"


class BlockExport(QObject):
    """Writes what a table shows.

    Args:
        page: whose context is used.
        order: the rows as they are sorted.
    """

    def __init__(self, page: Page, order: BlockOrder) -> None:
        super().__init__(page)
        self._page = page
        self._order = order

    def rows(self) -> list[BlockRow]:
        """Return the rows from top to bottom, those of folded groups in their place."""
        return self._order.entries()

    def save(self) -> None:
        """Ask for a file and write the table."""
        self._ask(None)

    def save_rows(self, rows: Sequence[BlockRow]) -> None:
        """Ask for a file and write these rows, for example those of one address."""
        self._ask(tuple(rows))

    def _ask(self, rows: Sequence[BlockRow] | None) -> None:
        title = self.tr("Export what is blocked")
        write = partial(self._write, rows)
        self._page.context.prompts.save_file(self._page, title, NAME, write)

    def _write(self, chosen: Sequence[BlockRow] | None, path: Path) -> None:
        rows, context = self.rows() if chosen is None else chosen, self._page.context
        try:
            text = as_csv(rows, context.formats)
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            words = self.tr("{file} was not written: {why}")
            why = error.strerror or str(error)
            context.toast(words.format(file=path.name, why=why), "bad")
            return
        words = self.tr("%Ln row(s) written to {file}.", "", len(rows))
        context.toast(words.format(file=path), "ok")
