"""The filter line of the page: search, and the layers with their counts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from client.models.block_rows import Layer
from client.models.block_text import LOOKS, layer_plural
from client.theme import Theme
from client.views.widgets.chip import Chip
from client.views.widgets.filter_line import FilterLine


class BlockFilters(QObject):
    """Turns the controls into what is shown.

    Signals:
        searched: a text.
        chosen: a `Layer`, or None for all.
        grouped: whether rows of one address are to stand together.
    """

    searched = Signal(str)
    chosen = Signal(object)
    grouped = Signal(bool)

    def __init__(self, theme: Theme, line: FilterLine, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = line
        line.set_placeholder(self.tr("Address, extension or reason"))
        line.search.searched.connect(self.searched)
        self.layers: dict[Layer | None, Chip] = {}
        self._add_chip(None, self.tr("All"), "neutral")
        for layer in Layer:
            self._add_chip(layer, layer_plural(layer), LOOKS[layer][1])
        self.group = line.add_chip(Chip(theme, self.tr("By address"), "neutral", checkable=True))
        self.group.setToolTip(self.tr("One row for each address; what belongs to it folds away"))
        self.group.toggled.connect(self.grouped)
        self._mark(None)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._line.search.text().strip()

    def set(self, text: str, layer: Layer | None = None) -> None:
        """Show something else, for example what another page asked for."""
        self._line.search.setText(text)
        self.searched.emit(text)
        self._choose(layer)

    def clear(self) -> None:
        """Take every filter away."""
        self.set("")

    def count(self, counts: Mapping[Layer, int]) -> None:
        """Show how many rows of each layer there are."""
        for layer, chip in self.layers.items():
            chip.set_count(sum(counts.values()) if layer is None else counts.get(layer, 0))

    def _add_chip(self, layer: Layer | None, word: str, tone: str) -> None:
        chip = self._line.add_chip(Chip(self._theme, word, tone, checkable=True))
        chip.clicked.connect(lambda _on=False: self._choose(layer))
        self.layers[layer] = chip

    def _choose(self, layer: Layer | None) -> None:
        self._mark(layer)
        self.chosen.emit(layer)

    def _mark(self, chosen: Layer | None) -> None:
        for layer, chip in self.layers.items():
            chip.setChecked(layer is chosen)
        self._theme.set_tone(self.layers[None], "accent" if chosen is None else "neutral")
