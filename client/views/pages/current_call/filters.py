"""The filter line of Current calls: search, states with their counts, one gateway or all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from client.models.call_rows import LOOKS, CallState, call_word
from client.theme import Theme
from client.views.widgets.chip import Chip
from client.views.widgets.filter_line import FilterLine
from client.views.widgets.select import Select

GATEWAY_WIDTH = 170


class CallFilters(QObject):
    """Turns the controls into what is asked for and what is shown of it.

    Signals:
        asked: text and gateway, after the operator changed one of them.
        chosen: a `CallState`, or None for all.
    """

    asked = Signal(str, str)
    chosen = Signal(object)

    def __init__(self, theme: Theme, line: FilterLine, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = line
        line.set_placeholder(self.tr("Number, address or Call-ID"))
        line.search.searched.connect(lambda _text: self._ask())
        self.states: dict[CallState | None, Chip] = {}
        self._add_chip(None, self.tr("Running"), "neutral")
        for state in reversed(CallState):
            self._add_chip(state, call_word(state), LOOKS[state][1])
        self.gateways = Select(theme, (("", self.tr("All gateways")),), self.tr("Gateway"))
        self.gateways.setMinimumWidth(GATEWAY_WIDTH)
        self.gateways.chosen.connect(lambda _name: self._ask())
        line.add_widget(self.gateways)
        self._mark(None)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._line.search.text().strip()

    @property
    def gateway(self) -> str:
        """Which gateway's calls are shown; empty for all."""
        return str(self.gateways.value() or "")

    def name_gateways(self, names: Sequence[str]) -> None:
        """Offer these gateways; the chosen one stays, also when it is gone."""
        chosen = self.gateway
        wanted = [*names, *([chosen] if chosen and chosen not in names else [])]
        offered = [self.gateways.itemData(place) for place in range(1, self.gateways.count())]
        if wanted == offered:
            return
        while self.gateways.count() > 1:
            self.gateways.removeItem(1)
        for name in wanted:
            self.gateways.addItem(name, name)
        self.gateways.set_value(chosen)

    def set(self, text: str, gateway: str) -> None:
        """Ask for something else, for example what another page asked for."""
        if gateway:
            self.name_gateways([*self._offered(), *({gateway} - set(self._offered()))])
        self.gateways.set_value(gateway)
        self._line.search.setText(text)
        self._choose(None)
        self._ask()

    def clear(self) -> None:
        """Take every filter away."""
        self.set("", "")

    def count(self, counts: Mapping[CallState, int]) -> None:
        """Show how many calls are in each state."""
        for state, chip in self.states.items():
            chip.set_count(sum(counts.values()) if state is None else counts[state])

    def _offered(self) -> list[str]:
        return [str(self.gateways.itemData(place)) for place in range(1, self.gateways.count())]

    def _add_chip(self, state: CallState | None, word: str, tone: str) -> None:
        chip = self._line.add_chip(Chip(self._theme, word, tone, checkable=True))
        chip.clicked.connect(lambda _on=False: self._choose(state))
        self.states[state] = chip

    def _choose(self, state: CallState | None) -> None:
        self._mark(state)
        self.chosen.emit(state)

    def _mark(self, chosen: CallState | None) -> None:
        for state, chip in self.states.items():
            chip.setChecked(state is chosen)
        self._theme.set_tone(self.states[None], "accent" if chosen is None else "neutral")

    def _ask(self) -> None:
        self.asked.emit(self.text, self.gateway)
