"""The question of the reading of attacks: which time, and what is a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.formats import Formats
from client.models.attack_feed import LIMITS, AttackQuestion
from client.models.cdr_chips import range_names, range_text
from client.models.cdr_filter import Range
from client.theme import Theme
from client.views.pages.cdr.range_panel import RangePanel
from client.views.widgets.chip import Chip
from client.views.widgets.menu import Menu, popup
from client.views.widgets.select import Select


class AttackQuestionLine(QWidget):
    """A chip with the range, a choice of address or network, and one of how many.

    Signals:
        changed: the new `AttackQuestion`.
        custom_wanted: the operator wants to set a range of one's own.
    """

    changed = Signal(object)
    custom_wanted = Signal()

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formats = formats
        self._question = AttackQuestion()
        theme.set_property(self, "role", "clear")
        self.range_chip = Chip(theme, "", "accent", icon="calendar")
        self.range_chip.clicked.connect(self._open_menu)
        items = (
            ("address", self.tr("Address")),
            ("network", self.tr("Network (/24, IPv6 /64)")),
        )
        self.by = Select(theme, items, self.tr("Group by"))
        self.by.chosen.connect(lambda by: self._take(replace(self._question, by=by)))
        counts = [(limit, formats.count(limit)) for limit in LIMITS]
        self.limit = Select(theme, counts, self.tr("Sources at most"))
        self.limit.chosen.connect(lambda limit: self._take(replace(self._question, limit=limit)))
        self.panel = RangePanel(theme, formats)
        self.panel.chosen.connect(self._take_moments)
        self._lay_out()
        self.show_question(self._question)

    def show_question(self, question: AttackQuestion) -> None:
        """Show another question, without saying that it changed."""
        self._question = question
        self.range_chip.set_text(range_text(question.filter, self._formats))
        self.by.set_value(question.by)
        self.limit.set_value(question.limit)

    def range_menu(self) -> Menu:
        """Return the ranges by name, and one's own."""
        menu = Menu(self._theme, self)
        for wanted, name in range_names().items():
            if wanted is Range.CUSTOM:
                menu.addSeparator()
                menu.add(name, self.custom_wanted.emit, "calendar")
            else:
                menu.add(name, partial(self._take_range, wanted))
        return menu

    def open_panel(self, first: datetime, last: datetime) -> None:
        """Let the operator set a range, beginning from this one."""
        self.panel.open(first, last)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.range_chip)
        for words, choice in (
            (self.tr("Group by"), self.by), (self.tr("Sources at most"), self.limit),
        ):  # fmt: skip
            label = QLabel(words)
            self._theme.set_property(label, "role", "muted")
            label.setBuddy(choice)
            row.addSpacing(8)
            row.addWidget(label)
            row.addWidget(choice)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.panel)

    def _open_menu(self) -> None:
        menu = self.range_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup(menu, self.range_chip.mapToGlobal(QPoint(0, self.range_chip.height() + 4)))

    def _take_range(self, wanted: Range) -> None:
        self._take(replace(self._question, filter=replace(self._question.filter, range=wanted)))

    def _take_moments(self, first: datetime, last: datetime) -> None:
        self._take(replace(self._question, filter=self._question.filter.between(first, last)))

    def _take(self, question: AttackQuestion) -> None:
        if question != self._question:
            self.show_question(question)
            self.changed.emit(question)
