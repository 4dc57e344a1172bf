"""The controls of one gateway, each with its words and what it is good for.

Mapping gateways have no transport, priority and weight: those are about where calls go. The account
of either kind is in :mod:`client.views.pages.gateways.account`, who is shown to whom in
:mod:`client.views.pages.gateways.identity`, what its numbers may do in
:mod:`client.views.pages.gateways.numbers`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from client.api.call_values import Gateway
from client.models.gateway_draft import ROUTING_ONLY, lines_in
from client.models.gateway_rules import LONGEST_MEMO, LONGEST_NAME, RANGES
from client.theme import Theme
from client.views.pages.gateways.account import AccountControls
from client.views.pages.gateways.identity import IdentityControls
from client.views.pages.gateways.numbers import NumberControls
from client.views.widgets.fields import Field
from client.views.widgets.line_editor import LineEditor
from client.views.widgets.number_field import NumberField
from client.views.widgets.select import Select

LINES = ("addresses", "prefixes", "caller_rewrite", "callee_rewrite")
NUMBERS = (
    "priority", "weight", "capacity", "calls_per_second", "max_duration_s", "no_answer_s",
)  # fmt: skip


TRANSPORTS = (("udp", "UDP"), ("tcp", "TCP"), ("tls", "TLS"))


class GatewayFields(QObject):
    """All controls, by the names of the interface.

    Signals:
        edited: something is different.

    Attributes:
        kind: ``mapping`` or ``routing``.
        fields: the labelled controls, for complaints.
        enabled: whether it is used; has its words beside it.
        account: user name, password, registration and probes.
        identity: how it is told who calls.
        watching: what a customer has of its own in the blacklist of numbers.
    """

    edited = Signal()

    def __init__(self, theme: Theme, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._editable = True
        self.name, self.memo = QLineEdit(), QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.memo.setMaxLength(LONGEST_MEMO)
        self.enabled = QCheckBox(self.tr("Enabled"))
        self.enabled.setAccessibleName(self.tr("Enabled"))
        self.transport = Select(theme, TRANSPORTS, self.tr("Transport"))
        self.tls_verify = QCheckBox(self.tr("Has to prove who it is"))
        self.relay = Select(theme, self._relay_modes(), self.tr("Media relay"))
        self.lines = self._make_lines()
        self.numbers = self._make_numbers()
        self.account = AccountControls(kind, parent)
        self.identity = IdentityControls(theme, kind, parent)
        self.watching = NumberControls(theme, kind, parent)
        controls: dict[str, QWidget] = {
            "name": self.name, "transport": self.transport, "relay": self.relay,
            "memo": self.memo, "tls_verify": self.tls_verify, **self.lines, **self.numbers,
            **self.account.controls, **self.identity.controls, **self.watching.controls,
        }  # fmt: skip
        words, hints = self._words(), self._hints()
        for part in (self.account, self.identity, self.watching):
            words |= part.words()
            hints |= part.hints()
        left_out = () if kind == "routing" else ROUTING_ONLY
        self.fields = {
            key: Field(theme, words[key], control, hints.get(key, ""))
            for key, control in controls.items()
            if key not in left_out
        }
        self._wire()
        self._offer_proof()

    def show(self, gateway: Gateway) -> None:
        """Show what is stored."""
        self.name.setText(gateway.name)
        self.memo.setText(gateway.memo)
        self.enabled.setChecked(gateway.enabled)
        self.transport.set_value(gateway.transport)
        self.tls_verify.setChecked(gateway.tls_verify)
        self.relay.set_value(gateway.relay)
        for key, editor in self.lines.items():
            editor.set_lines(getattr(gateway, key))
        for key, number in self.numbers.items():
            number.setValue(getattr(gateway, key))
        self.account.show(gateway)
        self.identity.show(gateway)
        self.watching.show(gateway)

    def draft(self, base: Gateway) -> Gateway:
        """Return *base* with everything that the controls say."""
        typed: dict[str, Any] = {key: number.value() for key, number in self.numbers.items()}
        typed |= self.account.values() | self.identity.values() | self.watching.values()
        typed |= {key: lines_in(editor.toPlainText()) for key, editor in self.lines.items()}
        draft = replace(
            base, name=self.name.text().strip(), memo=self.memo.text().strip(),
            enabled=self.enabled.isChecked(), transport=str(self.transport.value()),
            relay=str(self.relay.value()), tls_verify=self.tls_verify.isChecked(), **typed,
        )  # fmt: skip
        if self.kind == "routing":
            return draft
        return replace(draft, **{key: getattr(base, key) for key in ROUTING_ONLY})

    def set_editable(self, *, editable: bool) -> None:
        """Let the controls be changed, or only be read and copied."""
        for control in (self.name, self.memo, *self.lines.values(), *self.numbers.values()):
            _set_read_only(control, not editable)
        self.enabled.setEnabled(editable)
        self.transport.setEnabled(editable)
        self._editable = editable
        self._offer_proof()
        self.account.set_editable(editable=editable)
        self.relay.setEnabled(editable)
        self.identity.set_editable(editable=editable)
        self.watching.set_editable(editable=editable)

    def _wire(self) -> None:
        for edit in (self.name, self.memo):
            edit.textChanged.connect(lambda _text: self.edited.emit())
        for editor in self.lines.values():
            editor.textChanged.connect(self.edited)
        for number in self.numbers.values():
            number.valueChanged.connect(lambda _value: self.edited.emit())
        for box in (self.enabled, self.tls_verify):
            box.toggled.connect(lambda _on: self.edited.emit())
        self.transport.currentIndexChanged.connect(lambda _place: self._offer_proof())
        for part in (self.account, self.identity, self.watching):
            part.edited.connect(self.edited)
        for choice in (self.transport, self.relay):
            choice.currentIndexChanged.connect(lambda _place: self.edited.emit())

    def _relay_modes(self) -> tuple[tuple[str, str], ...]:
        return (
            ("auto", self.tr("where needed")),
            ("on", self.tr("always")),
            ("off", self.tr("never")),
        )

    def _offer_proof(self) -> None:
        """Only over TLS a gateway can prove anything."""
        self.tls_verify.setEnabled(self._editable and self.transport.value() == "tls")

    def _make_lines(self) -> dict[str, LineEditor]:
        words = self._words()
        address = "192.0.2.10:5060" if self.kind == "routing" else "192.0.2.0/24"
        examples = {
            "addresses": address, "prefixes": "0044", "caller_rewrite": "00:+",
            "callee_rewrite": "0044:44",
        }  # fmt: skip
        return {key: LineEditor(words[key], examples[key]) for key in LINES}

    def _make_numbers(self) -> dict[str, NumberField]:
        words = self._words()
        no_limit, system, seconds = self.tr("no limit"), self.tr("system limit"), self.tr("s")
        ends = {
            "capacity": (no_limit, ""), "calls_per_second": (no_limit, ""),
            "max_duration_s": (system, seconds), "no_answer_s": (system, seconds),
        }  # fmt: skip
        return {
            key: NumberField(words[key], *RANGES[key], *ends.get(key, ("", ""))) for key in NUMBERS
        }

    def _words(self) -> dict[str, str]:
        return {
            "name": self.tr("Name"),
            "addresses": self.tr("Addresses"),
            "transport": self.tr("Transport"),
            "tls_verify": self.tr("Certificate"),
            "prefixes": self.tr("Prefixes"),
            "priority": self.tr("Priority"),
            "weight": self.tr("Weight"),
            "capacity": self.tr("Capacity (calls)"),
            "calls_per_second": self.tr("Calls per second"),
            "caller_rewrite": self.tr("Rewriting of the caller"),
            "callee_rewrite": self.tr("Rewriting of the called number"),
            "max_duration_s": self.tr("Longest call"),
            "no_answer_s": self.tr("Wait for an answer"),
            "relay": self.tr("Media relay"),
            "memo": self.tr("Memo"),
        }

    def _hints(self) -> dict[str, str]:
        routing = self.kind == "routing"
        target = self.tr("host, host:port or [IPv6]:port, one a line, tried in this order.")
        source = self.tr("An address, a network such as 192.0.2.0/24, or a host name, one a line.")
        longest = self.tr("Beginnings of called numbers, one a line; the longest that fits decides")
        served = self.tr("Beginnings of called numbers it may call, one a line")
        every = self.tr("{words}. None: every number.")
        return {
            "name": self.tr("Letters, digits, _ . - ; it stays as it is."),
            "addresses": target if routing else source,
            "tls_verify": self.tr(
                "Over TLS: its certificate has to be for the host above and of a trusted "
                "authority. Switch it off for a self-signed one only."
            ),
            "prefixes": every.format(words=longest if routing else served),
            "priority": self.tr("The lowest comes first."),
            "weight": self.tr("Its share among equals."),
            "caller_rewrite": self.tr(
                "PREFIX:REPLACEMENT, one a line. The longest prefix that fits is replaced; an "
                "empty one fits every number."
            ),
            "relay": self.tr(
                "Whether media goes through the relay of this server, if it has one. Needed are "
                "calls with a party behind a NAT, or between private and public or IPv4 and IPv6."
            ),
            "callee_rewrite": self.tr("As above, for the number that is called."),
        }


def _set_read_only(control: QWidget, on: bool) -> None:
    if isinstance(control, (QLineEdit, QPlainTextEdit, QSpinBox)):
        control.setReadOnly(on)
