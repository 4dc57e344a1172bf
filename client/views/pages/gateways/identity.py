"""The controls that say how a gateway is told who calls, under VOS3000's names in the interface."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.api.call_values import Gateway
from client.models.gateway_draft import MAPPING_ONLY, ROUTING_ONLY
from client.theme import Theme
from client.views.widgets.select import Select

IDENTITY = (
    "sip_caller_e164_domain", "sip_privacy", "sip_p_asserted_identity", "sip_p_preferred_identity",
)  # fmt: skip


class IdentityControls(QObject):
    """Those of one kind of gateway, by the names of the interface.

    Signals:
        edited: something is different.

    Attributes:
        controls: a choice for each.
    """

    edited = Signal()

    def __init__(self, theme: Theme, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        left_out = MAPPING_ONLY if kind == "routing" else ROUTING_ONLY
        words, items = self.words(), self._items()
        self.controls = {
            key: Select(theme, items[key], words[key]) for key in IDENTITY if key not in left_out
        }
        for control in self.controls.values():
            control.currentIndexChanged.connect(lambda _place: self.edited.emit())

    def show(self, gateway: Gateway) -> None:
        """Show what is stored."""
        for key, control in self.controls.items():
            control.set_value(getattr(gateway, key))

    def values(self) -> dict[str, str]:
        """Return what is chosen, by the names of the interface."""
        return {key: str(control.value()) for key, control in self.controls.items()}

    def set_editable(self, *, editable: bool) -> None:
        """Let the controls be changed, or only be read."""
        for control in self.controls.values():
            control.setEnabled(editable)

    def words(self) -> dict[str, str]:
        """Return the label of each control."""
        return {
            "sip_caller_e164_domain": self.tr("Calling number is taken from"),
            "sip_privacy": self.tr("Withhold the calling number"),
            "sip_p_asserted_identity": self.tr("Send P-Asserted-Identity"),
            "sip_p_preferred_identity": self.tr("Send P-Preferred-Identity"),
        }

    def hints(self) -> dict[str, str]:
        """Return what each control is good for."""
        return {
            "sip_caller_e164_domain": self.tr(
                "P-Asserted-Identity only if you trust this customer to say who calls."
            ),
            "sip_p_asserted_identity": self.tr(
                "A carrier that gets it is trusted with numbers that are withheld (Privacy: id)."
            ),
            "sip_p_preferred_identity": self.tr("For a carrier that asserts our callers itself."),
        }

    def _items(self) -> dict[str, tuple[tuple[str, str], ...]]:
        never, always = self.tr("never"), self.tr("always")
        return {
            "sip_caller_e164_domain": (
                ("from", self.tr("From")),
                ("p_asserted_identity", self.tr("P-Asserted-Identity, else From")),
            ),
            "sip_privacy": (("pass", self.tr("when its caller asks for it")), ("id", always)),
            "sip_p_asserted_identity": (
                ("none", never),
                ("pass", self.tr("when a trusted customer asserted it")),
                ("caller", always),
            ),
            "sip_p_preferred_identity": (("none", never), ("caller", always)),
        }
