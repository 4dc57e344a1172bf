"""The changes that return by themselves, above the table: each with its countdown.

A few of them are shown; under a flood of them the rest is counted, and each has its countdown in
its row of the table anyway.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.api.values import Parameter
from client.formats import Formats
from client.models.server_time import ServerTime
from client.models.timed_text import line
from client.theme import Theme
from client.views.widgets.notice import Notice

SHOWN = 3
TICK_MS = 1000


class TimedBar(QWidget):
    """Lists timed changes; hidden while there is none.

    Signals:
        extend_wanted: name of a parameter.
        return_wanted: name of a parameter.
        ticked: a second has passed while something counts down.
    """

    extend_wanted = Signal(str)
    return_wanted = Signal(str)
    ticked = Signal()

    def __init__(
        self, theme: Theme, formats: Formats, clock: ServerTime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._formats, self._clock = theme, formats, clock
        theme.set_property(self, "role", "clear")
        self._timed: list[Parameter] = []
        self._may = False
        self._lines: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.more = Notice(theme, tone="accent", icon="clock")
        self._column.addWidget(self.more)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._second)
        self.hide()

    def show_changes(self, parameters: Iterable[Parameter], *, may_edit: bool) -> None:
        """Show those of the parameters that return by themselves, the next one first."""
        timed = [(each.revert_at, each) for each in parameters if each.revert_at is not None]
        self._timed = [each for _, each in sorted(timed, key=lambda pair: pair[0])]
        if may_edit != self._may:
            self._may = may_edit
            self._keep(())
        self._keep([each.name for each in self._timed[:SHOWN]])
        self.more.setVisible(len(self._timed) > SHOWN)
        words = self.tr(
            "More changes that return by themselves: {count}. See the rows of the table."
        )
        self.more.set(words.format(count=len(self._timed) - SHOWN))
        self._say()
        self.setVisible(bool(self._timed))

    def lines(self) -> list[str]:
        """Return what is said, from top to bottom."""
        return [self._lines[each.name].text() for each in self._timed[:SHOWN]]

    def _keep(self, names: Iterable[str]) -> None:
        """Have one notice for each of the names, in their order."""
        wanted = list(names)
        for name in [name for name in self._lines if name not in wanted]:
            notice = self._lines.pop(name)
            notice.hide()
            notice.deleteLater()
        for place, name in enumerate(wanted):
            notice = self._lines.get(name) or self._make(name)
            self._lines[name] = notice
            self._column.insertWidget(place, notice)

    def _make(self, name: str) -> Notice:
        notice = Notice(self._theme, tone="accent", icon="clock")
        if self._may:
            notice.add_button(self.tr("30 minutes longer"), lambda: self.extend_wanted.emit(name))
            notice.add_button(self.tr("Return now"), lambda: self.return_wanted.emit(name))
        return notice

    def _say(self) -> None:
        now = self._clock.now()
        for each in self._timed[:SHOWN]:
            self._lines[each.name].set(line(each, self._formats, now))

    def _second(self) -> None:
        if self._timed:
            self._say()
            self.ticked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Count down while it is seen."""
        super().showEvent(event)
        self._say()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._tick.stop()
