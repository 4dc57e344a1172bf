"""Block a telephone number: calls of it and to it are refused, and recorded with their reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.block_values import Block
from client.api.errors import ApiError, Rejected
from client.models.block_rules import LONGEST, number_of
from client.models.block_spans import CHOICES, DAY, end_of, span_word
from client.models.server_time import ServerTime
from client.views.actions.blocks import AddBlock, Wish
from client.views.dialogs.block import LONGEST_REASON, WIDTH
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.error_texts import advice
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.select import Select


class BlockNumberDialog(DialogFrame):
    """Asks which number to block, for how long and why.

    Signals:
        blocked: the `Block` that was made.

    Args:
        context: what a page gets.
        value: the number that is meant, if one is.
        clock: the engine's clock, for the end of it.
        parent: the window it belongs to.
    """

    blocked = Signal(object)

    def __init__(
        self, context: PageContext, value: str, clock: ServerTime, parent: QWidget
    ) -> None:
        super().__init__(
            context.theme,
            self.tr("Block a number"),
            self.tr(
                "Calls of this number and to it are refused with 403, and recorded with the "
                "reason. Calls that run go on."
            ),
            parent,
        )
        self.setMinimumWidth(WIDTH)
        self._clock = clock
        self.action = AddBlock("blocked.number", context.session, context.prompts, self)
        self.value = QLineEdit(value)
        self.value.setMaxLength(LONGEST)
        self.value.setPlaceholderText("0088123456")
        self.value_field = Field(context.theme, self.tr("Number, as it is dialled"), self.value)
        self.span = Select(context.theme, [(seconds, span_word(seconds)) for seconds in CHOICES])
        self.span.set_value(DAY)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.notice = Notice(context.theme)
        self.notice.hide()
        for part in (
            self.value_field,
            Field(context.theme, self.tr("Blocked for"), self.span),
            Field(context.theme, self.tr("Reason"), self.reason),
            self.notice,
        ):
            self.box.addWidget(part)
        self.refuse = self.add_button(self.tr("Cancel"))
        self.accept_button = self.add_button(self.tr("Block"), danger=True)
        self._wire()
        self._check()
        (self.reason if value else self.value).setFocus()

    def _wire(self) -> None:
        self.value.textChanged.connect(lambda _text: self._check())
        self.refuse.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._send)
        self.action.done.connect(self._done)
        self.action.failed.connect(self._refused)
        self.action.changed.connect(self._check)

    def _check(self) -> None:
        text = self.value.text().strip()
        wrong = bool(text) and not number_of(text)
        self.value_field.complain(self.tr("That is no telephone number.") if wrong else "")
        self.accept_button.setEnabled(bool(number_of(text)) and self.action.isEnabled())

    def _send(self) -> None:
        until = end_of(int(self.span.value()), self._clock.now())
        number = number_of(self.value.text())
        self.action.block(Wish("number", number, self.reason.text().strip(), until))

    def _done(self, block: Block) -> None:
        self.blocked.emit(block)
        self.accept()

    def _refused(self, error: ApiError) -> None:
        if isinstance(error, Rejected):
            self.value_field.complain(error.fields.get("value") or error.detail)
            return
        self.notice.set(advice(error), "bad")
        self.notice.show()


def open_block_number(
    context: PageContext, parent: QWidget, value: str = "", clock: ServerTime | None = None
) -> BlockNumberDialog:
    """Open the dialog over the window of *parent*."""
    dialog = BlockNumberDialog(context, value, clock or ServerTime(), parent.window())

    def told(block: Block) -> None:
        context.toast(dialog.tr("{name} is blocked.").format(name=block.value), "ok")

    dialog.blocked.connect(told)
    dialog.open()
    return dialog
