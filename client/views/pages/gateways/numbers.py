"""The controls of what a customer has of its own in the dynamic blacklist of numbers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.api.call_values import Gateway
from client.models.gateway_draft import NUMBER_LIMITS
from client.models.gateway_rules import RANGES
from client.theme import Theme
from client.views.widgets.number_field import NumberField
from client.views.widgets.select import Select

WATCH = "number_watch"
NUMBER_FIELDS = (WATCH, *NUMBER_LIMITS)


class NumberControls(QObject):
    """Those of a mapping gateway, by the names of the interface; of a routing gateway none.

    Signals:
        edited: something is different.

    Attributes:
        controls: a choice, and a number for each limit.
    """

    edited = Signal()

    def __init__(self, theme: Theme, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.controls: dict[str, QWidget] = {}
        self._watch = Select(theme, self._items(), self.words()[WATCH])
        self._limits: dict[str, NumberField] = {}
        if kind == "routing":
            return
        words = self.words()
        for key in NUMBER_LIMITS:
            self._limits[key] = NumberField(words[key], *RANGES[key], self.tr("system limit"))
            self._limits[key].setValue(RANGES[key][0])
            self._limits[key].valueChanged.connect(lambda _value: self.edited.emit())
        self._watch.currentIndexChanged.connect(lambda _place: self.edited.emit())
        self.controls = {WATCH: self._watch, **self._limits}

    def show(self, gateway: Gateway) -> None:
        """Show what is stored."""
        self._watch.set_value(gateway.number_watch)
        for key, number in self._limits.items():
            number.setValue(getattr(gateway, key))

    def values(self) -> dict[str, str | int]:
        """Return what is chosen, by the names of the interface."""
        if not self.controls:
            return {}
        numbers = {key: number.value() for key, number in self._limits.items()}
        return {WATCH: str(self._watch.value()), **numbers}

    def set_editable(self, *, editable: bool) -> None:
        """Let the controls be changed, or only be read."""
        self._watch.setEnabled(editable)
        for number in self._limits.values():
            number.setReadOnly(not editable)

    def words(self) -> dict[str, str]:
        """Return the label of each control."""
        return {
            WATCH: self.tr("Numbers are watched"),
            "malicious_callee_limit": self.tr("Calls to one number"),
            "malicious_caller_limit": self.tr("Calls of one number"),
            "no_answer_limit": self.tr("Unanswered calls to one number"),
            "concurrent_limit": self.tr("Calls of one number at a time"),
        }

    def hints(self) -> dict[str, str]:
        """Return what each control is good for."""
        own = self.tr("Its own limit counts its calls alone; 0: off.")
        return {
            WATCH: self.tr(
                "Whether the dynamic blacklist of numbers counts and refuses its calls, while "
                "SS_BLACK_LIST_DYNAMIC is on."
            ),
            **dict.fromkeys(NUMBER_LIMITS, own),
        }

    def _items(self) -> tuple[tuple[str, str], ...]:
        return (
            ("inherit", self.tr("as the system says")),
            ("on", self.tr("always")),
            ("off", self.tr("never")),
        )
