"""Creating a gateway, or changing one, in the pane; what is wrong is said at the field it is in.

A field is checked while it is typed, but what is missing is only said after the first attempt to
send: an empty form is not full of complaints.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.api.call_values import Gateway
from client.api.errors import ApiError, Rejected
from client.models.gateway_draft import (
    changes_between,
    fields_of,
    refusals,
    same_configuration,
)
from client.models.gateway_rules import problems
from client.theme import Theme
from client.views.pages.gateways.fields import GatewayFields
from client.views.pages.gateways.identity import IDENTITY
from client.views.pages.gateways.numbers import NUMBER_FIELDS
from client.views.widgets.buttons import Button
from client.views.widgets.notice import Notice
from client.views.widgets.reason_line import ReasonLine


class GatewayForm(QWidget):
    """The fields of one gateway; ``buttons`` stand below what scrolls.

    Signals:
        create_wanted: the fields of a new gateway, and the reason.
        change_wanted: name, what is different, and the reason.
        cancelled: the operator gave it up.
        look_at: a field that should be in sight.
    """

    create_wanted = Signal(dict, str)
    change_wanted = Signal(str, dict, str)
    cancelled = Signal()
    look_at = Signal(QWidget)

    def __init__(
        self, theme: Theme, kind: str, *, new: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "clear")
        self._theme = theme
        self._new = new
        self._blank = Gateway("", kind)
        self._stored = self._blank
        self._tried, self._editable, self._busy = False, True, False
        self.inputs = GatewayFields(theme, kind, self)
        self.why = ReasonLine(theme)
        self.problem = Notice(theme, tone="bad")
        self.problem.hide()
        words = self.tr("Create the gateway") if new else self.tr("Save")
        self.save = Button(theme, words, "check", primary=True)
        self.cancel = Button(theme, self.tr("Cancel") if new else self.tr("Discard"))
        self.buttons = QWidget(self)
        theme.set_property(self.buttons, "role", "clear")
        self._arrange()
        self._wire()
        self.inputs.show(self._blank)

    def show_gateway(self, gateway: Gateway, *, force: bool = False) -> None:
        """Show a gateway; what was typed for the same one stays, unless *force* d."""
        same = self._stored.name == gateway.name
        if same and not force and (self.edited() or same_configuration(self._stored, gateway)):
            return
        self._stored = gateway
        self._start(gateway)

    def begin(self) -> None:
        """Begin a new gateway."""
        self._start(self._blank)
        self.inputs.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_editable(self, *, editable: bool) -> None:
        """Let the form be used, or only be read."""
        self._editable = editable
        self.inputs.set_editable(editable=editable)
        self._check()

    def draft(self) -> Gateway:
        """Return what the form says."""
        return self.inputs.draft(self._blank if self._new else self._stored)

    def changes(self) -> dict[str, object]:
        """Return what is different from what is stored."""
        return changes_between(self._stored, self.draft())

    def edited(self) -> bool:
        """Say whether something would be lost."""
        return bool(self.changes()) or self.draft().name != self._stored.name

    def set_busy(self, *, busy: bool) -> None:
        """Keep the fields from being changed while they are sent."""
        self._busy = busy
        self.setEnabled(not busy)
        self._check()

    def refuse(self, error: ApiError) -> None:
        """Say at the fields what the engine refused, and elsewhere what is about none of them."""
        found = refusals(error.fields) if isinstance(error, Rejected) else {}
        known = {name: text for name, text in found.items() if name in self.inputs.fields}
        self._complain(known)
        if not known:
            self.problem.set(found.get("", "") or error.detail)
        self.problem.setVisible(not known)
        for name in known:
            self.look_at.emit(self.inputs.fields[name])
            break

    # inside

    def _start(self, gateway: Gateway) -> None:
        self._tried = False
        self.inputs.show(gateway)
        self.why.edit.clear()
        self._check()

    def _check(self) -> None:
        """Say what is wrong, offer to save what is different."""
        self.problem.hide()
        draft = self.draft()
        wrong = problems(draft)
        if not self._tried:
            wrong = {name: text for name, text in wrong.items() if getattr(draft, name)}
        self._complain(wrong)
        edited = self.edited()
        self.save.setEnabled(edited and not wrong and not self._busy)
        self.buttons.setVisible(self._editable and (self._new or edited))
        self.why.setVisible(self._editable and (self._new or edited))

    def _complain(self, wrong: Mapping[str, str]) -> None:
        for name, field in self.inputs.fields.items():
            field.complain(wrong.get(name, ""))

    def _send(self) -> None:
        draft = self.draft()
        self._tried = True
        self._check()
        if problems(draft) or not self.save.isEnabled():
            return
        reason = self.why.text()
        if self._new:
            self.create_wanted.emit(fields_of(draft), reason)
        else:
            self.change_wanted.emit(self._stored.name, self.changes(), reason)

    def _give_up(self) -> None:
        self._start(self._blank if self._new else self._stored)
        self.cancelled.emit()

    def _wire(self) -> None:
        self.inputs.edited.connect(self._check)
        account = self.inputs.account
        texts = (*account.texts.values(), account.password)
        for edit in (self.inputs.name, self.inputs.memo, *texts, self.why.edit):
            edit.returnPressed.connect(self._send)
        self.save.clicked.connect(self._send)
        self.cancel.clicked.connect(self._give_up)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        fields = self.inputs.fields
        column.addWidget(fields["name"])
        fields["name"].setVisible(self._new)
        column.addWidget(self.inputs.enabled)
        for key in ("addresses", "transport", "tls_verify", "prefixes"):
            if key in fields:
                column.addWidget(fields[key])
        column.addLayout(self._pairs())
        for title, keys in (
            (self.tr("Rewriting of numbers"), ("caller_rewrite", "callee_rewrite")),
            (self._account_words(), ("username", "password")),
            ("", ("registrar", "contact_number", "register_expires_s", "probe_interval_s")),
            (self.tr("Who calls"), IDENTITY),
            (self._numbers_words(), NUMBER_FIELDS),
            ("", ("relay", "memo")),
        ):
            if title:
                column.addWidget(self._heading(title))
            if "registrar" in keys and "registrar" in fields:
                column.addWidget(self.inputs.account.registers)
            for key in keys:
                if key in fields:
                    column.addWidget(fields[key])
        column.addWidget(self.why)
        below = QVBoxLayout(self.buttons)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.problem)
        row = QHBoxLayout()
        below.addLayout(row)
        row.setSpacing(6)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)

    def _account_words(self) -> str:
        routing = self.inputs.kind == "routing"
        return self.tr("Account at the carrier") if routing else self.tr("Proof by a password")

    def _numbers_words(self) -> str:
        return "" if self.inputs.kind == "routing" else self.tr("Blacklist of numbers")

    def _pairs(self) -> QGridLayout:
        """Return the numbers, two in a line."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        fields = self.inputs.fields
        keys = [key for key in self.inputs.numbers if key in fields]
        for place, key in enumerate(keys):
            grid.addWidget(fields[key], place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        self._theme.set_property(label, "role", "heading")
        return label
