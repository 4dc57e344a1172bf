"""What the audit is filtered by beside the text: time, operator, action, kind of object.

One exact thing that another page or the menu asked for (an object, an entry) is a chip that can be
taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from client.api.audit_values import AuditChoices, AuditTerms
from client.formats import Formats
from client.models.audit_words import action_word, group_word, groups, kind_word, object_word
from client.theme import Theme
from client.views.pages.cdr.range_panel import RangePanel
from client.views.widgets.chip import Chip
from client.views.widgets.filter_line import FilterLine
from client.views.widgets.select import Select

DAY_S = 86_400
SPANS = (DAY_S, 7 * DAY_S, 31 * DAY_S, 366 * DAY_S)
OWN = -1
"""A range of one's own."""


class AuditFilters(QObject):
    """The choices on the line of filters, and the range below it.

    Signals:
        changed: the operator chose something else.
    """

    changed = Signal()

    def __init__(self, theme: Theme, formats: Formats, line: FilterLine, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._formats, self._line = theme, formats, line
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._object, self._number = "", 0
        self._chip: Chip | None = None
        self.time = Select(theme, self._spans(), self.tr("Time"))
        self.actor = Select(theme, [("", self.tr("All operators"))], self.tr("Operator"))
        self.action = Select(theme, [("", self.tr("All actions"))], self.tr("Action"))
        self.kind = Select(theme, [("", self.tr("All objects"))], self.tr("Kind of object"))
        self.panel = RangePanel(theme, formats)
        line.set_placeholder(self.tr("Text in any field"))
        for choice in (self.time, self.actor, self.action, self.kind):
            choice.setMaximumWidth(172)
            line.add_widget(choice)
        for choice in (self.actor, self.action, self.kind):
            choice.chosen.connect(lambda _value: self.changed.emit())
        self.time.chosen.connect(self._time_chosen)
        self.panel.chosen.connect(self._range_chosen)
        line.search.searched.connect(lambda _text: self.changed.emit())

    def terms(self) -> AuditTerms:
        """Return what is asked for now."""
        terms = AuditTerms(
            actor=self.actor.value(), action=self.action.value(), number=self._number,
            object=self._object or self.kind.value(), q=self._line.search.text().strip(),
        )  # fmt: skip
        span = int(self.time.value())
        if span == OWN:
            return replace(terms, since=self._first, until=self._last)
        since = datetime.now(UTC) - timedelta(seconds=span) if span else None
        return replace(terms, since=since)

    def offer(self, found: AuditChoices) -> None:
        """Offer what occurs; what is chosen stays chosen."""
        self._fill(self.actor, [(name, name) for name in found.actors])
        actions: list[tuple[str, str]] = []
        for group in groups(found.actions):
            actions.append((group, group_word(group)))
            of_group = [action for action in found.actions if action.startswith(group)]
            actions += [(action, f"    {action_word(action)}") for action in of_group]
        self._fill(self.action, actions)
        self._fill(self.kind, [(kind, kind_word(kind)) for kind in found.kinds])

    def only(self, *, object_: str = "", number: int = 0, actor: str = "") -> None:
        """Ask for one object, one entry or one operator."""
        self._object, self._number = object_, number
        if actor:
            self._fill(self.actor, self._shown(self.actor))
            if self.actor.findData(actor) < 0:
                self.actor.addItem(actor, actor)
            self.actor.set_value(actor)
        self._show_chip()
        self.changed.emit()

    def clear(self) -> None:
        """Ask for everything."""
        for choice in (self.actor, self.action, self.kind):
            choice.set_value("")
        self.time.set_value(0)
        self.panel.hide()
        self._line.search.setText("")
        self.only()

    def active(self) -> bool:
        """Whether anything restricts what is shown."""
        return self.terms() != AuditTerms()

    def _spans(self) -> list[tuple[int, str]]:
        words = (
            self.tr("Last 24 hours"), self.tr("Last 7 days"), self.tr("Last 31 days"),
            self.tr("Last 12 months"),
        )  # fmt: skip
        spans = list(zip(SPANS, words, strict=True))
        return [(0, self.tr("Any time")), *spans, (OWN, self.tr("From … to …"))]

    def _time_chosen(self, span: int) -> None:
        if span == OWN:
            last = self._last or datetime.now(UTC)
            self.panel.open(self._first or last - timedelta(seconds=DAY_S), last)
            return
        self.panel.hide()
        self.changed.emit()

    def _range_chosen(self, first: datetime, last: datetime) -> None:
        self._first, self._last = first, last
        self.changed.emit()

    def _show_chip(self) -> None:
        if self._chip is not None:
            self._line.take(self._chip)
            self._chip = None
        words = object_word(self._object)
        if self._number:
            words = self.tr("Entry {number}").format(number=self._number)
        if words:
            self._chip = self._line.add_chip(Chip(self._theme, words, "accent", closable=True))
            self._chip.closed.connect(self.only)

    @staticmethod
    def _shown(choice: Select) -> list[tuple[str, str]]:
        return [(choice.itemData(at), choice.itemText(at)) for at in range(1, choice.count())]

    @staticmethod
    def _fill(choice: Select, items: Sequence[tuple[str, str]]) -> None:
        chosen = choice.value()
        while choice.count() > 1:
            choice.removeItem(1)
        for value, text in items:
            choice.addItem(text, value)
        if chosen and choice.findData(chosen) < 0:
            choice.addItem(str(chosen), chosen)
        choice.set_value(chosen)
