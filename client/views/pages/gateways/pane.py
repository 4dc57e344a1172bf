"""The pane of one gateway: its state and figures over its form; and the pane of a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from client.api.call_values import Gateway
from client.models.carrier_text import probe_pill, registration_pill
from client.models.gateway_state import GatewayState, state_of, state_pill
from client.models.gateway_text import GatewayText
from client.theme import Theme
from client.views.pages.gateways.form import GatewayForm
from client.views.widgets.buttons import IconButton
from client.views.widgets.details_pane import DetailsPane
from client.views.widgets.plain_label import PlainLabel


class GatewayPane(DetailsPane):
    """Everything about one gateway.

    Signals:
        close_wanted: back to the table alone.
    """

    close_wanted = Signal()

    def __init__(
        self, theme: Theme, kind: str, text: GatewayText, now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, parent)
        self._kind = kind
        self._text = text
        self._now = now
        self._gateway: Gateway | None = None
        self._pill = self.add_pill(state_pill(GatewayState.NO_DATA))
        self._carrier_pills = [
            (read, self.add_pill(state_pill(GatewayState.NO_DATA)))
            for read in (registration_pill, probe_pill)
        ]
        self.close_button = IconButton(theme, "x", self.tr("Close the details"))
        self.close_button.clicked.connect(self.close_wanted)
        self._pill_row.addWidget(self.close_button)
        self.sentence = PlainLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(self.tr("State"))
        self.add_widget(self.sentence)
        self.figures = self._make_figures()
        self.add_section(self.tr("Configuration"))
        self.form = GatewayForm(theme, kind, new=False)
        self.add_widget(self.form)
        self.set_bar(self.form.buttons)
        self.form.look_at.connect(self.reveal)

    def gateway(self) -> Gateway | None:
        """Return the gateway that is shown."""
        return self._gateway

    def show_gateway(self, gateway: Gateway, *, may_edit: bool) -> None:
        """Show a gateway; fields with unsaved text keep it."""
        self._gateway = gateway
        now = self._now()
        self.set_title(gateway.name)
        self.set_subtitle(gateway.memo)
        self._pill.set_pill(state_pill(state_of(gateway)))
        self.sentence.setText(self._text.sentence(gateway, now))
        for read_pill, shown in self._carrier_pills:
            pill = read_pill(gateway)
            shown.setVisible(pill is not None)
            if pill is not None:
                shown.set_pill(pill)
        for read, label in self.figures:
            label.setText(read(gateway))
        self.form.set_editable(editable=may_edit)
        self.form.show_gateway(gateway)

    def _make_figures(self) -> list[tuple[Callable[[Gateway], str], QLabel]]:
        text = self._text
        self.add_section(self.tr("Live figures"))
        named: list[tuple[Callable[[Gateway], str], str]] = [
            (text.load, self.tr("Calls now")),
            (text.rate, self.tr("New calls a second")),
            (text.asr, self.tr("Answered (ASR)")),
            (text.acd, self.tr("Mean talk time (ACD)")),
            (text.pdd, self.tr("Post-dial delay (PDD)")),
            (text.totals, self.tr("Calls since the start")),
            (self._failure, self.tr("Last failure")),
        ]
        if self._kind == "routing":
            named += [
                (self._registration, self.tr("Registration")),
                (text.probe, self.tr("OPTIONS")),
            ]
        return [(read, self.add_field(name)) for read, name in named]

    def _registration(self, gateway: Gateway) -> str:
        return self._text.registration(gateway, self._now())

    def _failure(self, gateway: Gateway) -> str:
        return self._text.failure(gateway, self._now())


class NewGatewayPane(DetailsPane):
    """Creating a gateway."""

    def __init__(self, theme: Theme, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        routing = kind == "routing"
        self.set_title(
            self.tr("New routing gateway") if routing else self.tr("New mapping gateway")
        )
        self.set_subtitle(
            self.tr("A carrier: calls go to it when their number begins with one of its prefixes.")
            if routing
            else self.tr("A customer's switch: calls from its addresses are taken without a login.")
        )
        self.form = GatewayForm(theme, kind, new=True)
        self.add_widget(self.form)
        self.set_bar(self.form.buttons)
        self.form.look_at.connect(self.reveal)
