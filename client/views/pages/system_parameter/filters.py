"""The filter line of System Parameter: search, one chip a group, and "changed from default"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from client.api.values import Parameter
from client.models.parameters import GROUPS, ParameterFilter, group_counts, group_title
from client.theme import Theme
from client.views.widgets.chip import Chip
from client.views.widgets.filter_line import FilterLine


class ParameterFilters(QObject):
    """Turns the chips and the search field into a `ParameterFilter`.

    Signals:
        changed: the filter, after the operator changed it.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, line: FilterLine, group: str, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = ParameterFilter(group=group)
        self._line = line
        line.set_placeholder(self.tr("Name or description"))
        line.search.searched.connect(self._search)
        self.groups = {"": self._chip(self.tr("All groups"))}
        for key, section in GROUPS.items():
            self.groups[key] = self._chip(f"{group_title(key)}  {section}".strip())
        for key, chip in self.groups.items():
            chip.clicked.connect(lambda _on=False, key=key: self._change(group=key))
        self.changed_chip = self._chip(self.tr("Changed from default"), "warning")
        self.changed_chip.clicked.connect(lambda on: self._change(changed=on))
        self._show()

    def filter(self) -> ParameterFilter:
        """Return what is asked for now."""
        return self._filter

    def set(self, wanted: ParameterFilter) -> None:
        """Show another filter, for example one another page asked for."""
        self._line.search.setText(wanted.text)
        self._filter = wanted
        self._show()
        self.changed.emit(wanted)

    def count(self, parameters: Iterable[Parameter]) -> None:
        """Show how many parameters left their default."""
        self.changed_chip.set_count(group_counts(parameters)["changed"])

    def _chip(self, text: str, tone: str = "neutral") -> Chip:
        chip = Chip(self._theme, text, tone, checkable=True)
        return self._line.add_chip(chip)

    def _search(self, text: str) -> None:
        self._change(text=text)

    def _change(self, **parts: object) -> None:
        self._filter = replace(self._filter, **parts)  # type: ignore[arg-type]
        self._show()
        self.changed.emit(self._filter)

    def _show(self) -> None:
        for key, chip in self.groups.items():
            chosen = key == self._filter.group
            chip.setChecked(chosen)
            self._theme.set_tone(chip, "accent" if chosen else "neutral")
        self.changed_chip.setChecked(self._filter.changed)
