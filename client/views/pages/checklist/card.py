"""One point of the checklist as a card: state, what was found, why it matters, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.api.checklist_values import Point
from client.models.checklist import fix_text, state_pill
from client.theme import Theme
from client.views.widgets.buttons import Button
from client.views.widgets.cards import Card
from client.views.widgets.pill_label import PillLabel


class PointCard(Card):
    """One point.

    Signals:
        fix_wanted: its parameters are to be changed; carries the `Point`.
        page_wanted: the page that helps is to be opened; carries its name.
    """

    fix_wanted = Signal(object)
    page_wanted = Signal(str)

    def __init__(
        self, theme: Theme, number: int, point: Point, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._number = number
        self.point = point
        self.title = self._label("label")
        self.pill = PillLabel(theme, state_pill(point.state))
        self.found = self._label("")
        self.why = self._label("muted")
        self.changes = self._label("faint")
        self.button = Button(theme, "", "tool")
        self.button.clicked.connect(self._clicked)
        self._arrange()

    def show_point(self, point: Point, *, may: bool) -> None:
        """Show a point as it stands; changing needs the right to it."""
        self.point = point
        self.title.setText(f"{self._number}. {point.title}")
        self.pill.set_pill(state_pill(point.state))
        self.found.setText(point.found)
        self.why.setText(point.why)
        self.changes.setText("\n".join(map(fix_text, point.fixes)))
        self.changes.setVisible(bool(point.fixes))
        pages = {
            "blocked": self.tr("Open the trusted addresses"),
            "passwords": self.tr("Show these passwords"),
            "endpoints": self.tr("Open the endpoints"),
            "self_proof": self.tr("Prove the lockout…"),
            "report": self.tr("Make the report…"),
        }
        words = self.tr("Fix…") if point.fixes else pages.get(point.page, "")
        self.button.setText(words)
        self.button.setVisible(bool(words))
        self.button.setEnabled(may or not point.fixes)
        self.button.setToolTip(
            "" if self.button.isEnabled() else self.tr("Only an administrator may change this.")
        )
        self.button.setAccessibleName(f"{words} {point.title}")
        self.setAccessibleName(f"{point.title}: {self.pill.accessibleName()}. {point.found}")

    def _clicked(self) -> None:
        if self.point.fixes:
            self.fix_wanted.emit(self.point)
        else:
            self.page_wanted.emit(self.point.page)

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            self._theme.set_property(label, "role", role)
        return label

    def _arrange(self) -> None:
        self.title.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.pill)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        for label in (self.found, self.changes, self.why):
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(row)
