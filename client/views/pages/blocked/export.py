"""The table as a file: exactly the rows that are seen, in their order, nothing asked of anybody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QObject

from client.models.block_listing import as_csv
from client.models.block_rows import BlockRow
from client.models.row_model import RowRole
from client.views.widgets.page import Page

NAME = "blocked.csv"


class BlockExport(QObject):
    """Writes what a table shows.

    Args:
        page: whose context is used.
        order: the rows as they are sorted.
    """

    def __init__(self, page: Page, order: QAbstractItemModel) -> None:
        super().__init__(page)
        self._page = page
        self._order = order

    def rows(self) -> list[BlockRow]:
        """Return the rows that are shown, from top to bottom."""
        order = self._order
        return [order.index(place, 0).data(RowRole) for place in range(order.rowCount())]

    def save(self) -> None:
        """Ask for a file and write the table."""
        title = self.tr("Export what is blocked")
        self._page.context.prompts.save_file(self._page, title, NAME, self._write)

    def _write(self, path: Path) -> None:
        rows, context = self.rows(), self._page.context
        try:
            text = as_csv(rows, context.formats)
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            words = self.tr("{file} was not written: {why}")
            why = error.strerror or str(error)
            context.toast(words.format(file=path.name, why=why), "bad")
            return
        words = self.tr("{count} rows written to {file}.")
        context.toast(words.format(count=context.formats.count(len(rows)), file=path), "ok")
