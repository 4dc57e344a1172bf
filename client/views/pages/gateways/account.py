"""The controls of a gateway's account: who proves what to whom, registration and probes.

A stored password is never shown: an empty field leaves it as it is, without a user name there is
none.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from client.api.call_values import Gateway
from client.models.account_rules import LONGEST_PASSWORD
from client.models.gateway_rules import RANGES
from client.views.widgets.number_field import NumberField

TEXTS = ("username", "registrar", "contact_number")
NUMBERS = ("register_expires_s", "probe_interval_s")


class AccountControls(QObject):
    """All of them, by the names of the interface.

    Signals:
        edited: something is different.

    Attributes:
        registers: whether we register; has its words beside it.
        controls: the others.
    """

    edited = Signal()

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self.texts = {key: QLineEdit() for key in TEXTS}
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(LONGEST_PASSWORD)
        self.registers = QCheckBox(self.tr("Register with the carrier"))
        self.registers.setAccessibleName(self.registers.text())
        words = self.words()
        never, seconds = self.tr("never"), self.tr("s")
        self.numbers = {
            "register_expires_s": NumberField(
                words["register_expires_s"], *RANGES["register_expires_s"], "", seconds
            ),
            "probe_interval_s": NumberField(
                words["probe_interval_s"], *RANGES["probe_interval_s"], never, seconds
            ),
        }
        self.controls: dict[str, QWidget] = {
            "username": self.texts["username"], "password": self.password,
            "registrar": self.texts["registrar"], "contact_number": self.texts["contact_number"],
            **self.numbers,
        }  # fmt: skip
        for edit in (*self.texts.values(), self.password):
            edit.textChanged.connect(lambda _text: self.edited.emit())
        for number in self.numbers.values():
            number.valueChanged.connect(lambda _value: self.edited.emit())
        self.registers.toggled.connect(lambda _on: self.edited.emit())

    def show(self, gateway: Gateway) -> None:
        """Show what is stored."""
        for key, edit in self.texts.items():
            edit.setText(getattr(gateway, key))
        for key, number in self.numbers.items():
            number.setValue(getattr(gateway, key))
        self.registers.setChecked(gateway.registers)
        self.password.clear()
        self.password.setPlaceholderText(self.tr("unchanged") if gateway.password_set else "")

    def values(self) -> dict[str, Any]:
        """Return what is typed, by the names of the interface."""
        found: dict[str, Any] = {key: edit.text().strip() for key, edit in self.texts.items()}
        found |= {key: number.value() for key, number in self.numbers.items()}
        found |= {"registers": self.registers.isChecked(), "password": self.password.text()}
        if self._kind == "routing":
            return found
        return {key: found[key] for key in ("username", "password")}

    def set_editable(self, *, editable: bool) -> None:
        """Let the controls be changed, or only be read and copied."""
        for edit in (*self.texts.values(), self.password):
            edit.setReadOnly(not editable)
        for number in self.numbers.values():
            number.setReadOnly(not editable)
        self.registers.setEnabled(editable)

    def words(self) -> dict[str, str]:
        """Return the label of each control."""
        return {
            "username": self.tr("User name"),
            "password": self.tr("Password"),
            "registrar": self.tr("Registrar"),
            "contact_number": self.tr("Number we are called at"),
            "register_expires_s": self.tr("Registration lasts"),
            "probe_interval_s": self.tr("Send OPTIONS every"),
        }

    def hints(self) -> dict[str, str]:
        """Return what each control is good for."""
        if self._kind == "routing":
            username = self.tr("Our account at the carrier. None: it knows us by our address.")
        else:
            username = self.tr(
                "Calls prove it by its password, besides coming from the addresses. None: the "
                "address is enough."
            )
        return {
            "username": username,
            "registrar": self.tr("host or host:port; none: the first address."),
            "contact_number": self.tr("None: the user name."),
            "probe_interval_s": self.tr("After three without an answer it gets no calls."),
        }
