"""The preview of a list for the blacklist: what would be blocked, bad lines, and who would be hit.

Nothing is blocked before the operator has seen it. Places where somebody is are left out unless he
says otherwise, and that he has to confirm by typing how many they are.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from client.api.block_import_values import ListReport
from client.models.block_import import (
    BLOCK,
    REFUSE,
    SKIP,
    ListTable,
    ListWish,
    lines_of,
    preview_text,
    to_block,
)
from client.models.block_spans import CHOICES, DAY, span_word
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.select import Select
from client.views.widgets.table_view import TableView

WIDTH, HEIGHT = 780, 560
LONGEST_REASON = 300


class BlockImportDialog(DialogFrame):
    """Shows a dry run and asks for how long, why, and what about those who are hit.

    Signals:
        wanted: the `ListWish` with which the list is to be imported.

    Args:
        context: what a page gets.
        source: where the list is from, in words.
        report: what the dry run found.
        parent: the window it belongs to.
        reason: why, if it is known.
    """

    wanted = Signal(object)

    def __init__(
        self,
        context: PageContext,
        source: str,
        report: ListReport,
        parent: QWidget,
        reason: str = "",
    ) -> None:
        super().__init__(context.theme, self.tr("Block a list of addresses"), source, parent)
        self._report = report
        self.notice = Notice(context.theme, *preview_text(report))
        self.table = ListTable(lines_of(report), self)
        self.view = TableView(context.theme, "block-import", context.settings)
        self._make_fields(context)
        self.reason.setText(reason)
        self.refuse = self.add_button(self.tr("Cancel"))
        self.accept_button = self.add_button("", danger=True)
        self._arrange()
        self._wire()
        self._check()

    def wish(self) -> ListWish:
        """Return what the operator has chosen."""
        on_hit = str(self.on_hit.value()) if self._report.hit_count else REFUSE
        return ListWish(int(self.span.value()), self.reason.text().strip(), on_hit)

    def _make_fields(self, context: PageContext) -> None:
        theme, count = context.theme, f"{self._report.hit_count:,}"
        self.span = Select(theme, [(seconds, span_word(seconds)) for seconds in CHOICES])
        self.span.set_value(DAY)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText(self.tr("for lines that give none themselves"))
        choices = [
            (SKIP, self.tr("Leave them out")),
            (BLOCK, self.tr("Block them all the same")),
        ]
        self.on_hit = Select(theme, choices)
        words = self.tr("Places that would cut somebody off ({count})").format(count=count)
        self.hit_field = Field(theme, words, self.on_hit)
        self.again = QLineEdit()
        self.again_field = Field(
            theme, self.tr("Type {count} to confirm").format(count=self._report.hit_count),
            self.again,
        )  # fmt: skip
        self.span_field = Field(theme, self.tr("Blocked for"), self.span)
        self.reason_field = Field(theme, self.tr("Reason"), self.reason)

    def _arrange(self) -> None:
        self.view.setAccessibleName(self.tr("Lines that need a look"))
        self.view.setModel(self.table)
        self.box.addWidget(self.notice)
        self.box.addWidget(self.view, 1)
        for pair in ((self.span_field, self.reason_field), (self.hit_field, self.again_field)):
            row = QHBoxLayout()
            row.setSpacing(12)
            for field in pair:
                row.addWidget(field, 1)
            self.box.addLayout(row)
        if self.table.rowCount():
            self.resize(WIDTH, HEIGHT)
            self.view.setMinimumHeight(HEIGHT - 340)
        else:
            self.view.hide()
            self.setMinimumWidth(WIDTH * 2 // 3)
        self.hit_field.setVisible(bool(self._report.hit_count))

    def _wire(self) -> None:
        self.on_hit.currentIndexChanged.connect(lambda _place: self._check())
        self.again.textChanged.connect(lambda _text: self._check())
        self.refuse.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        self.accepted.connect(lambda: self.wanted.emit(self.wish()))

    def _check(self) -> None:
        """Let it be accepted when there is something to block, confirmed if it has to be."""
        on_hit = self.wish().on_hit
        hard = on_hit == BLOCK
        self.again_field.setVisible(hard)
        count = to_block(self._report, on_hit)
        self.accept_button.setText(self.tr("Block ({count})").format(count=f"{count:,}"))
        typed = self.again.text().strip().replace(",", "")
        confirmed = not hard or typed == str(self._report.hit_count)
        self.accept_button.setEnabled(count > 0 and confirmed)
