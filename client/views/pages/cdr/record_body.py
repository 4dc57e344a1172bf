"""The table of records with its details and the menu of its rows: the same on every page of them.

It knows the words of the codes, and nothing of where the records come from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.api.cdr_values import Cdr, Vocabulary
from client.formats import DASH
from client.i18n import resolve
from client.models.block_rules import number_of
from client.models.cdr_columns import details
from client.models.cdr_filter import CdrFilter
from client.models.cdr_vocabulary import CdrWords
from client.models.row_model import RowModel
from client.models.server_time import ServerTime
from client.settings import LANGUAGE
from client.views.dialogs.block import open_block
from client.views.dialogs.block_number import open_block_number
from client.views.pages.blocked.lists import BlockLists
from client.views.pages.cdr.record_view import RecordView
from client.views.pages.cdr.table_menu import add_copying, row_menu, short
from client.views.widgets.buttons import LinkButton
from client.views.widgets.details_pane import DetailsPane
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import PageContext


class RecordBody(QWidget):
    """Whatever stands over the table, the table, and the details at its right.

    Signals:
        narrowed: the `CdrFilter` that a row's menu leads to.

    Attributes:
        view: the table.
        words: what the codes mean.
    """

    narrowed = Signal(object)

    def __init__(
        self, context: PageContext, name: str, parent: QWidget | None = None, *, turns: bool = True
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._language = resolve(context.settings.get(LANGUAGE))
        self.words = CdrWords(Vocabulary(), self._language)
        self._table: RowModel[Cdr] | None = None
        self._filter: Callable[[], CdrFilter] = CdrFilter
        context.theme.set_property(self, "role", "clear")
        self.view = RecordView(context.theme, name, context.settings, self, turns=turns)
        self.view.setAccessibleName(self.tr("Call records"))
        row = self._row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addLayout(row, 1)
        self.view.row_selected.connect(self._selected)
        self.view.activated_row.connect(self.open_details)
        self.view.menu_wanted.connect(self._menu)
        self.view.copied.connect(self._copied)

    @cached_property
    def pane(self) -> DetailsPane:
        """The details of a record, made when they are first wanted; hidden at first."""
        pane = DetailsPane(self._context.theme, self)
        pane.hide()
        self._row.addWidget(pane)
        return pane

    @cached_property
    def lists(self) -> BlockLists:
        """What blocks several addresses at once, made when it is first wanted."""
        return BlockLists(self, self._context, ServerTime())

    @property
    def pane_shown(self) -> bool:
        """Whether details are open."""
        return "pane" in self.__dict__ and not self.pane.isHidden()

    def show_table(self, table: RowModel[Cdr], current: Callable[[], CdrFilter]) -> None:
        """Show the records of a model; *current* says which filter a row narrows down."""
        self._table = table
        self._filter = current
        self.view.setModel(table)

    def learn(self, vocabulary: Vocabulary) -> None:
        """Take the words for the codes and repaint what has them."""
        self.words = CdrWords(vocabulary, self._language)
        for key in ("mode", "reason", "ended"):
            if self._table is not None:
                self._table.refresh_column(key)

    def open_details(self, record: Cdr | None) -> None:
        """Show everything about a record at the right."""
        if record is not None:
            self._fill(record)
            self.pane.show()

    def close_details(self) -> None:
        """Show the table alone; the keyboard goes on in it."""
        self.pane.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_details(self) -> None:
        """Close the details of a record that is not in what is shown now."""
        if self.pane_shown and not self.view.rows():
            self.pane.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the details with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.pane_shown:
            self.close_details()
            return
        super().keyPressEvent(event)

    def _selected(self, record: Cdr | None) -> None:
        if record is not None and self.pane_shown:
            self._fill(record)

    def _fill(self, record: Cdr) -> None:
        formats = self._context.formats
        self.pane.clear()
        self.pane.set_title(f"{record.caller or DASH} → {record.callee or DASH}")
        self.pane.add_pill(self.words.pill(record))
        for label, value in details(record, formats, self.words):
            self.pane.add_field(label, value)
        for text, run in (
            (self.tr("Show call trace"), partial(self._trace, record)),
            (self.tr("Close the details"), self.close_details),
        ):
            link = LinkButton(self._context.theme, text)
            link.clicked.connect(lambda _on=False, run=run: run())
            self.pane.add_widget(link)
        self.pane.set_footer(self.tr("Times in {zone}").format(zone=formats.zone_name))

    def _menu(self, place: QPoint, rows: list[Cdr]) -> None:
        if not rows:
            return
        menu = row_menu(self._context.theme, rows, self._filter(), self.narrowed.emit, self)
        menu.add(self.tr("Show details"), partial(self.open_details, rows[0]), "info-circle")
        if self.pane_shown:
            menu.add(self.tr("Hide details"), self.close_details, "x")
        menu.add(self.tr("Show call trace"), partial(self._trace, rows[0]), "activity")
        self._add_extension(menu, rows[0])
        self._add_block(menu, rows)
        menu.addSeparator()
        menu.add(self.tr("Copy %n row(s)", "", len(rows)), self.view.copy_rows, "copy")
        add_copying(menu, rows[0])
        popup(menu, place)

    def _trace(self, record: Cdr) -> None:
        self._context.open_page("call-trace", {"call": record.id})

    def _add_extension(self, menu: Menu, record: Cdr) -> None:
        """Offer the extension that called; what a gateway sent is a number, not an extension."""
        if record.caller and not record.caller_gateway:
            text = self.tr("Show this extension: {name}")
            show = partial(self._context.open_page, "endpoints", {"text": record.caller})
            menu.add(text.format(name=short(record.caller)), show, "user")

    def _add_block(self, menu: Menu, rows: list[Cdr]) -> None:
        """Offer to block where the calls came from, who stands there is shown first; or a number.

        Rows that were chosen and are known are 10,000 at most, and the engine takes more at once.
        """
        context, record = self._context, rows[0]
        if not context.session.may("operate"):
            return
        addresses = list(dict.fromkeys(row.caller_ip for row in rows if row.caller_ip))
        if len(addresses) > 1:
            reason = self.tr("seen in the records of %Ln call(s)", "", len(rows))
            several = partial(self.lists.check_values, addresses, reason)
            menu.add(self.tr("Block %Ln address(es)…", "", len(addresses)), several, "ban")
        elif addresses:
            reason = self.tr("seen in the record of the call {caller} → {callee}").format(
                caller=record.caller, callee=record.callee
            )
            block = partial(open_block, context, self, addresses[0], reason)
            menu.add(self.tr("Block {address}…").format(address=addresses[0]), block, "ban")
        for number in dict.fromkeys(filter(None, (record.callee, record.caller))):
            if number_of(number):
                words = self.tr("Block the number {number}…").format(number=number)
                menu.add(words, partial(open_block_number, context, self, number), "phone-off")

    def _copied(self, copied: int, selected: int) -> None:
        """Say what is lacking on the clipboard: rows that nobody has looked at are not here."""
        if copied < selected:
            count = self._context.formats.count
            text = self.tr(
                "Copied {copied} of %Ln row(s): those that were shown last. "
                "Export the records to have all of them.",
                "",
                selected,
            )
            self._context.toast(text.format(copied=count(copied)), "warning")
