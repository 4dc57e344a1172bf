"""Trust an address: nothing from there is blocked by a rule, for a time or for good."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.block_values import Trusted
from client.api.errors import ApiError, Conflict, Rejected
from client.models.block_rules import LONGEST, is_wide, network_of, value_of
from client.models.block_spans import CHOICES, FOR_GOOD, end_of, span_word
from client.models.server_time import ServerTime
from client.views.actions.blocks import AddTrust
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.error_texts import advice
from client.views.widgets.fields import Field
from client.views.widgets.page import PageContext
from client.views.widgets.reason_line import ReasonLine
from client.views.widgets.select import Select

LONGEST_COMMENT = 200


class TrustDialog(DialogFrame):
    """Asks what to trust, for how long and who that is.

    Signals:
        trusted: the `Trusted` that was made.
    """

    trusted = Signal(object)

    def __init__(
        self, context: PageContext, value: str, clock: ServerTime, parent: QWidget
    ) -> None:
        super().__init__(
            context.theme,
            self.tr("Trust an address"),
            self.tr(
                "No rule blocks it, whatever it sends: for carriers, offices and tests. Wrong "
                "passwords still suspend an extension."
            ),
            parent,
        )
        theme = context.theme
        self._clock = clock
        self.action = AddTrust("trusted.add", context.session, context.prompts, self)
        self.value = QLineEdit(value)
        self.value.setMaxLength(LONGEST)
        self.value.setPlaceholderText("203.0.113.9  ·  203.0.113.0/24  ·  2001:db8::/64")
        self.value_field = Field(theme, self.tr("Address or network"), self.value)
        self.comment = QLineEdit()
        self.comment.setMaxLength(LONGEST_COMMENT)
        self.span = Select(theme, [(seconds, span_word(seconds)) for seconds in CHOICES])
        self.span.set_value(FOR_GOOD)
        self.why = ReasonLine(theme)
        self.again = QLineEdit()
        self.again_field = Field(
            theme, self.tr("A very wide network: type it once more to confirm"), self.again
        )
        for part in (
            self.value_field,
            Field(theme, self.tr("Who that is"), self.comment),
            Field(theme, self.tr("Trusted for"), self.span),
            self.why,
            self.again_field,
        ):
            self.box.addWidget(part)
        self.refuse = self.add_button(self.tr("Cancel"))
        self.accept_button = self.add_button(self.tr("Trust"), primary=True)
        self._wire()
        self._typed()
        self.value.setFocus()

    def _wire(self) -> None:
        self.value.textChanged.connect(lambda _text: self._typed())
        self.again.textChanged.connect(lambda _text: self._check())
        self.refuse.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._send)
        self.action.done.connect(self._done)
        self.action.failed.connect(self._refused)
        self.action.changed.connect(self._check)

    def _typed(self) -> None:
        wrong = bool(self.value.text().strip()) and network_of(self.value.text()) is None
        self.value_field.complain(self.tr("That is no address and no network.") if wrong else "")
        self._check()

    def _check(self) -> None:
        network = network_of(self.value.text())
        wide = network is not None and is_wide(network)
        self.again_field.setVisible(wide)
        self.fit()
        typed = self.again.text().strip()
        confirmed = not wide or (
            network is not None and typed in (value_of(network), self.value.text().strip())
        )
        self.accept_button.setEnabled(network is not None and confirmed and self.action.isEnabled())

    def _send(self) -> None:
        network = network_of(self.value.text())
        if network is not None:
            until = end_of(int(self.span.value()), self._clock.now())
            comment = self.comment.text().strip()
            self.action.trust(value_of(network), comment, until, self.why.text())

    def _done(self, entry: Trusted) -> None:
        self.trusted.emit(entry)
        self.accept()

    def _refused(self, error: ApiError) -> None:
        told = isinstance(error, (Conflict, Rejected))
        self.value_field.complain(error.detail if told else advice(error))
        self._check()


def open_trust(
    context: PageContext, parent: QWidget, value: str = "", clock: ServerTime | None = None
) -> TrustDialog:
    """Open the dialog over the window of *parent*."""
    dialog = TrustDialog(context, value, clock or ServerTime(), parent.window())

    def told(entry: Trusted) -> None:
        context.toast(dialog.tr("{name} is trusted.").format(name=entry.value), "ok")

    dialog.trusted.connect(told)
    dialog.open()
    return dialog
