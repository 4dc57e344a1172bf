"""The table of everything that is blocked: two layers in one list, changed in place.

What was loaded is held whole; the chosen layer and the search decide which of it is shown, so that
the counts of both layers are known. Countdowns need no change of rows: the owner has the column
painted again once a second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Signal

from client.api.block_values import Block
from client.formats import DASH, Formats
from client.models.block_groups import end_of_row
from client.models.block_rows import BlockRow, Key, Layer, rows_of
from client.models.block_rules import address_key
from client.models.block_text import (
    hits_text,
    layer_pill,
    layer_word,
    moment_text,
    until_text,
    who,
    why,
)
from client.models.columns import Column
from client.models.kernel_text import kernel_tip, kernel_word
from client.models.server_time import ServerTime
from client.models.table import TableModel


class BlockTable(TableModel[BlockRow]):
    """Everything that is blocked.

    Signals:
        arranged: rows came, left or changed, once after all of a change.

    Attributes:
        clock: the engine's clock, for countdowns.
    """

    arranged = Signal()

    def __init__(self, formats: Formats, clock: ServerTime, parent: QObject | None = None) -> None:
        self._formats = formats
        self.clock = clock
        self._loaded: dict[Key, BlockRow] = {}
        self._layer: Layer | None = None
        self._text = ""
        super().__init__(self._make_columns(), lambda row: row.key, parent)

    @property
    def layer(self) -> Layer | None:
        """Which layer is shown; None for both."""
        return self._layer

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._text

    def loaded(self) -> list[BlockRow]:
        """Return everything that is known, shown or not."""
        return list(self._loaded.values())

    def counts(self) -> Mapping[Layer, int]:
        """Return how many of each layer fit the search."""
        return Counter(row.layer for row in self._loaded.values() if row.matches(self._text))

    def sync(self, rows: Iterable[BlockRow]) -> None:
        """Become these rows; who shows them keeps selection and scroll position."""
        self._loaded = {row.key: row for row in rows}
        self._show()

    def drop(self, keys: Iterable[Key]) -> None:
        """Take out what is not blocked any more."""
        gone = {key for key in keys if self._loaded.pop(key, None) is not None}
        if gone:
            self._become([row for row in self._rows if row.key not in gone])

    def put(self, blocks: Iterable[Block]) -> None:
        """Show entries as the engine has just answered them."""
        rows = rows_of(blocks, ())
        self._loaded |= {row.key: row for row in rows}
        self.patch(row for row in rows if self._fits(row))
        self.arranged.emit()

    def choose(self, layer: Layer | None) -> None:
        """Show one layer, or both."""
        self._layer = layer
        self._show()

    def search(self, text: str) -> None:
        """Show what contains *text*, or what the address *text* is in."""
        self._text = text
        self._show()

    def _show(self) -> None:
        self._become([row for row in self._loaded.values() if self._fits(row)])

    def _become(self, rows: list[BlockRow]) -> None:
        """Have these rows at once: thousands of single changes would be told to nobody."""
        self.beginResetModel()
        self._rows = rows
        self._index_rows()
        self.endResetModel()
        self.arranged.emit()

    def _fits(self, row: BlockRow) -> bool:
        return self._layer in (None, row.layer) and row.matches(self._text)

    def _make_columns(self) -> tuple[Column[BlockRow], ...]:
        formats, now = self._formats, self.clock.now
        return (
            Column("what", _tr("Blocked"), lambda row: row.what, 150),
            Column("layer", _tr("Layer"), lambda row: layer_word(row.layer), 154,
                   pill=lambda row: layer_pill(row.layer)),
            Column("since", _tr("Since"), lambda row: moment_text(row.since, now(), formats), 126,
                   sort_key=lambda row: row.since.timestamp(),
                   tooltip=lambda row: formats.date_time(row.since)),
            Column("until", _tr("Until"), lambda row: until_text(row, now(), formats), 214,
                   sort_key=end_of_row, tooltip=lambda row: formats.date_time(row.until)),
            Column("address", _tr("Address"), lambda row: row.address or DASH, 130, hidden=True,
                   sort_key=lambda row: address_key(row.address)),
            Column("by", _tr("By"), who, 78),
            Column("hits", _tr("Dropped"), lambda row: hits_text(row, formats), 74, "right",
                   sort_key=_hits, hint=_tr("Messages that were dropped since")),
            Column("last_hit", _tr("Last dropped"), lambda row: _last_hit(row, formats), 150,
                   hidden=True),
            Column("kernel", _tr("Kernel"), kernel_word, 96, tooltip=kernel_tip,
                   hint=_tr("Whether the kernel drops it before SIP")),
            Column("repeats", _tr("Repeats"), lambda row: formats.count(row.repeats), 74, "right",
                   sort_key=lambda row: row.repeats, hint=_tr("How often it was blocked before")),
            Column("why", _tr("Why"), why, 360),
        )  # fmt: skip


def _hits(row: BlockRow) -> int:
    if row.rate is not None:
        return row.rate.refused
    return row.block.hits if row.block is not None else -1


def _last_hit(row: BlockRow, formats: Formats) -> str:
    if row.rate is not None:
        return formats.date_time(row.rate.last)
    return formats.date_time(row.block.last_hit) if row.block is not None else DASH


def _tr(text: str) -> str:
    return QCoreApplication.translate("Blocks", text)
