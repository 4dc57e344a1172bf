"""Block an address: what is typed is looked up at once, so that nobody shuts out whom he knows.

Whoever stands behind the address is named before it is blocked: phones, gateways, the operator.
If there is somebody, or if the network is very wide, the value has to be typed once more. The
engine looks again when it is sent; what it finds then is asked in the same way.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.block_values import Block, BlockPreview
from client.api.errors import ApiError, Conflict, Rejected
from client.models.block_preview import PreviewFeed, preview_text
from client.models.block_rules import LONGEST, Network, is_wide, kind_of, network_of, value_of
from client.models.block_spans import CHOICES, DAY, end_of, span_word
from client.models.server_time import ServerTime
from client.views.actions.blocks import AddBlock, Wish
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.error_texts import advice
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.select import Select

WIDTH = 520
LONGEST_REASON = 200


class BlockDialog(DialogFrame):
    """Asks what to block, for how long and why.

    Signals:
        blocked: the `Block` that was made.

    Args:
        context: what a page gets.
        value: the address that is meant, if one is.
        reason: why, if it is known.
        clock: the engine's clock, for the end of it.
        parent: the window it belongs to.
    """

    blocked = Signal(object)

    def __init__(
        self, context: PageContext, value: str, reason: str, clock: ServerTime, parent: QWidget
    ) -> None:
        super().__init__(
            context.theme,
            self.tr("Block an address"),
            self.tr(
                "Everything that comes from there over SIP is dropped, without an answer. Calls "
                "that run go on."
            ),
            parent,
        )
        self.setMinimumWidth(WIDTH)
        self._clock = clock
        self._preview: BlockPreview | None = None
        self._insisted = ""  # what the engine refused unless it is forced
        self.action = AddBlock("blocked.add", context.session, context.prompts, self)
        self.feed = PreviewFeed(context.session, self)
        self._make_fields(context, value, reason)
        self.refuse = self.add_button(self.tr("Cancel"))
        self.accept_button = self.add_button(self.tr("Block"), danger=True)
        self._wire()
        self.value.setText(value)
        self._typed()
        (self.reason if value else self.value).setFocus()

    def wanted(self) -> Network | None:
        """Return what is typed, or nothing while it is no address."""
        return network_of(self.value.text())

    def hard(self) -> bool:
        """Say whether it has to be confirmed by typing it once more."""
        network = self.wanted()
        hurts = self._preview is not None and self._preview.hurts
        return network is not None and (is_wide(network) or hurts or self._insisting())

    def _make_fields(self, context: PageContext, value: str, reason: str) -> None:
        theme = context.theme
        self.value = QLineEdit()
        self.value.setMaxLength(LONGEST)
        self.value.setPlaceholderText("203.0.113.9  ·  203.0.113.0/24  ·  2001:db8::/64")
        self.value_field = Field(theme, self.tr("Address or network"), self.value)
        self.notice = Notice(theme)
        choices = [(seconds, span_word(seconds)) for seconds in CHOICES]
        self.span = Select(theme, choices)
        self.span.set_value(DAY)
        self.reason = QLineEdit(reason)
        self.reason.setMaxLength(LONGEST_REASON)
        self.again = QLineEdit()
        self.again_field = Field(theme, self.tr("Type it once more to confirm"), self.again)
        for part in (
            self.value_field,
            self.notice,
            Field(theme, self.tr("Blocked for"), self.span),
            Field(theme, self.tr("Reason"), self.reason),
            self.again_field,
        ):
            self.box.addWidget(part)

    def _wire(self) -> None:
        self.value.textChanged.connect(lambda _text: self._typed())
        self.again.textChanged.connect(lambda _text: self._check())
        self.feed.arrived.connect(self._looked)
        self.feed.failed.connect(self._not_looked)
        self.refuse.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._send)
        self.action.done.connect(self._done)
        self.action.failed.connect(self._refused)
        self.action.changed.connect(self._check)

    def _typed(self) -> None:
        """Ask who stands behind what is typed, once it can be read."""
        network = self.wanted()
        self._preview = None
        self.feed.ask("" if network is None else value_of(network))
        text = self.value.text().strip()
        wrong = bool(text) and network is None
        self.value_field.complain(self.tr("That is no address and no network.") if wrong else "")
        if network is None:
            self.notice.set(
                self.tr("Who stands behind it is shown here, before anything is blocked."),
                "neutral",
            )
        else:
            self.notice.set(self.tr("Looking who is there…"), "neutral")
        self._check()

    def _looked(self, preview: BlockPreview) -> None:
        self._preview = preview
        text, tone = preview_text(preview)
        network = self.wanted()
        if network is not None and is_wide(network):
            count = f"{network.num_addresses:,}" if network.version == 4 else str(network)
            wide = self.tr("This is a very wide network: {count} addresses.").format(count=count)
            text, tone = f"{wide} {text}", "warning"
        if not self._insisting():
            self.notice.set(text, tone)
        self._check()

    def _not_looked(self, error: ApiError) -> None:
        if isinstance(error, Rejected):
            self.value_field.complain(error.fields.get("value") or error.detail)
        self.notice.set(advice(error) or error.detail, "bad")
        self._check()

    def _insisting(self) -> bool:
        network = self.wanted()
        return network is not None and value_of(network) == self._insisted

    def _check(self) -> None:
        """Let it be sent when it can be: read, looked at, new, and confirmed if it has to be."""
        network, hard = self.wanted(), self.hard()
        self.again_field.setVisible(hard)
        self.fit()
        confirmed = not hard or self._confirmed()
        fresh = self._preview is not None and self._preview.already is None
        self.accept_button.setEnabled(
            network is not None and fresh and confirmed and self.action.isEnabled()
        )

    def _confirmed(self) -> bool:
        network = self.wanted()
        typed = self.again.text().strip()
        return network is not None and typed in (value_of(network), self.value.text().strip())

    def _send(self) -> None:
        network = self.wanted()
        if network is None:
            return
        until = end_of(int(self.span.value()), self._clock.now())
        self.action.block(
            Wish(
                kind_of(network), value_of(network), self.reason.text().strip(), until,
                force=self.hard(),
            )
        )  # fmt: skip

    def _done(self, block: Block) -> None:
        self.blocked.emit(block)
        self.accept()

    def _refused(self, error: ApiError) -> None:
        network = self.wanted()
        if isinstance(error, Conflict) and network is not None:
            self._insisted = value_of(network)
            self.again.clear()
            self.notice.set(error.detail, "warning")
        elif isinstance(error, Rejected):
            self.value_field.complain(error.fields.get("value") or error.detail)
        else:
            self.notice.set(advice(error), "bad")
        self._check()


def open_block(
    context: PageContext,
    parent: QWidget,
    value: str = "",
    reason: str = "",
    clock: ServerTime | None = None,
) -> BlockDialog:
    """Open the dialog over the window of *parent*."""
    dialog = BlockDialog(context, value, reason, clock or ServerTime(), parent.window())

    def told(block: Block) -> None:
        text = dialog.tr("{name} is blocked.").format(name=block.value)
        context.toast(text, "ok")

    dialog.blocked.connect(told)
    dialog.open()
    return dialog
