"""The question of a routing analysis: who calls, which number, and through which gateway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.theme import Theme
from client.views.widgets.buttons import Button
from client.views.widgets.fields import Field
from client.views.widgets.select import Select

MAX_NUMBER = 64


class RouteQuestion(QWidget):
    """Three fields and a button; Enter in a field presses it.

    Signals:
        asked: caller, called number, and mapping gateway or an empty text.
    """

    asked = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "clear")
        self.caller, self.callee = QLineEdit(), QLineEdit()
        self.gateways = Select(theme, (("", self.tr("None: an endpoint calls")),))
        self.button = Button(theme, self.tr("Analyse"), "list-search", primary=True)
        self.button.clicked.connect(lambda _on=False: self.ask())
        self.fields = {
            "caller": Field(theme, self.tr("Caller"), self.caller),
            "callee": Field(theme, self.tr("Called number"), self.callee),
            "gateway": Field(theme, self.tr("Mapping gateway"), self.gateways),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for edit, example in ((self.caller, "1001"), (self.callee, "00442071234567")):
            edit.setMaxLength(MAX_NUMBER)
            edit.setPlaceholderText(example)
            edit.returnPressed.connect(self.ask)
        for field in self.fields.values():
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._beside_the_fields(theme))

    def _beside_the_fields(self, theme: Theme) -> QVBoxLayout:
        """Return the button in line with the fields, also when one of them complains below."""
        column = QVBoxLayout()
        column.setSpacing(4)
        label = QLabel(" ")
        theme.set_property(label, "role", "label")
        column.addWidget(label)
        column.addWidget(self.button)
        column.addStretch(1)
        return column

    def ask(self) -> None:
        """Ask, unless a number is missing; the field says so then."""
        self.complain({})
        caller, callee = self.caller.text().strip(), self.callee.text().strip()
        missing = [edit for edit in (self.caller, self.callee) if not edit.text().strip()]
        if missing:
            words = self.tr("Type a number.")
            names = {self.caller: "caller", self.callee: "callee"}
            self.complain({names[edit]: words for edit in missing})
            missing[0].setFocus()
            return
        self.asked.emit(caller, callee, str(self.gateways.value() or ""))

    def complain(self, texts: Mapping[str, str]) -> None:
        """Say below the fields what is wrong with them; those not named are right."""
        for name, field in self.fields.items():
            field.complain(texts.get(name, ""))

    def name_gateways(self, names: Sequence[str]) -> None:
        """Offer these mapping gateways; the chosen one stays if it is among them."""
        chosen = self.gateways.value()
        while self.gateways.count() > 1:
            self.gateways.removeItem(1)
        for name in names:
            self.gateways.addItem(name, name)
        self.gateways.set_value(chosen)

    def set(self, caller: str, callee: str, gateway: str) -> None:
        """Put another question in, without asking it."""
        self.caller.setText(caller)
        self.callee.setText(callee)
        if gateway and self.gateways.findData(gateway) < 0:
            self.gateways.addItem(gateway, gateway)
        self.gateways.set_value(gateway)
