"""The editor of one value: a field that says at once whether it will be taken, and choices.

Numbers, switches and texts use one field, so that everything is typed the same way and a switch
takes 0, 1, On and Off. Beside it stand the unit, the range and the default; below it the
recommended values as chips with what each one trades; then how long the change is kept.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from client.api.values import Parameter, Recommendation
from client.models.parameter_rules import LONGEST_TEXT, advice, range_text
from client.models.parameters import ParameterRow, value_text
from client.theme import Theme
from client.views.widgets.chip import Chip
from client.views.widgets.fields import Field
from client.views.widgets.select import Select

FIELD_WIDTH = 120
MOST_WIDTH = 1 << 14


class ValueField(QLineEdit):
    """The field; undo belongs to the page, whose steps are whole edits.

    Signals:
        left: Escape was pressed.
    """

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the page."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that Escape was pressed."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class ParameterEditor(QWidget):
    """Shows one parameter's value and tells what the operator makes of it.

    Signals:
        typed: the text, as it is typed.
        picked: a recommended value, as text.
        kept: seconds to keep the change, or None.
        left: back to the table.
    """

    typed = Signal(str)
    picked = Signal(str)
    kept = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.set_property(self, "role", "clear")
        self.value = ValueField()
        self.value.setAccessibleName(self.tr("Value"))
        self.value.setMaxLength(LONGEST_TEXT + 1)
        self._line = QHBoxLayout()
        self._beside = QLabel()
        theme.set_property(self._beside, "role", "muted")
        self._beside.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        theme.set_tone(self.problem, "bad")
        self.advice = QLabel()
        self.advice.setWordWrap(True)
        theme.set_tone(self.advice, "warning")
        self._choices = QGridLayout()
        self.chips: list[Chip] = []
        self.keep = Select(theme, self._spans(), self.tr("Keep this change"))
        self.keep_field = Field(theme, self.tr("Keep this change"), self.keep)
        self._wire()
        self._arrange()

    def show_row(self, row: ParameterRow, *, may_edit: bool) -> None:
        """Show a parameter with its pending edit."""
        parameter, edit = row.parameter, row.edit
        text = edit.text if edit is not None else str(parameter.value)
        if self.value.text() != text:
            self.value.setText(text)
        self.value.setAccessibleName(self.tr("Value of {name}").format(name=parameter.name))
        self.value.setReadOnly(not may_edit)
        self._complain(edit.problem if edit is not None else "")
        words = advice(parameter.name, row.value)
        self.advice.setText(words)
        self.advice.setVisible(bool(words))
        self._beside.setText(self._facts(parameter))
        self._give_room(text=parameter.type == "text")
        self._show_choices(row, may_edit=may_edit)
        self.keep_field.setVisible(edit is not None and may_edit)
        self.keep.set_value(edit.keep_s if edit is not None else None)

    def _complain(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._theme.set_tone(self.value, "bad" if problem else "")
        self.value.setAccessibleDescription(problem)

    def focus(self) -> None:
        """Put the cursor into the field, with everything selected."""
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.value.selectAll()

    def _give_room(self, *, text: bool) -> None:
        """Let a text have the whole width, with what is said about it below."""
        self.value.setMinimumWidth(FIELD_WIDTH)
        self.value.setMaximumWidth(MOST_WIDTH if text else FIELD_WIDTH)
        self._line.setDirection(
            QBoxLayout.Direction.TopToBottom if text else QBoxLayout.Direction.LeftToRight
        )

    def _facts(self, parameter: Parameter) -> str:
        default = value_text(parameter, parameter.default) or self.tr("empty")
        words = self.tr("{range}, default {default}").format(
            range=range_text(parameter), default=default
        )
        return f"{parameter.unit}   {words}".strip()

    def _show_choices(self, row: ParameterRow, *, may_edit: bool) -> None:
        while self._choices.count():
            item = self._choices.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.chips = []
        for place, choice in enumerate(row.parameter.recommended):
            chip = self._choice(row, choice)
            chip.setEnabled(may_edit)
            words = QLabel(choice.text)
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            self._theme.set_property(words, "role", "muted")
            top = Qt.AlignmentFlag.AlignTop
            self._choices.addWidget(chip, place, 0, top)
            self._choices.addWidget(words, place, 1, Qt.AlignmentFlag.AlignVCenter)
            self.chips.append(chip)

    def _choice(self, row: ParameterRow, choice: Recommendation) -> Chip:
        chosen = row.value == choice.value
        warned = not choice.advised or bool(advice(row.parameter.name, choice.value))
        tone = "accent" if chosen else "warning" if warned else "neutral"
        text = str(choice.value)
        chip = Chip(self._theme, text, tone)
        name = self.tr("Use {value}: {text}").format(value=text, text=choice.text)
        if warned:
            name = self.tr("{name} (not recommended)").format(name=name)
        chip.setAccessibleName(name)
        chip.setToolTip(name)
        chip.clicked.connect(lambda: self.picked.emit(text))
        return chip

    def _spans(self) -> list[tuple[int | None, str]]:
        return [
            (None, self.tr("until changed again")),
            (900, self.tr("for 15 minutes")),
            (1800, self.tr("for 30 minutes")),
            (3600, self.tr("for 1 hour")),
            (28800, self.tr("for 8 hours")),
        ]

    def _wire(self) -> None:
        self.value.textEdited.connect(self.typed)
        self.value.left.connect(self.left)
        self.keep.chosen.connect(self.kept)

    def _arrange(self) -> None:
        name = QLabel(self.tr("Value"))
        self._theme.set_property(name, "role", "label")
        name.setBuddy(self.value)
        self._line.setSpacing(10)
        self._line.addWidget(self.value)
        self._line.addWidget(self._beside, 1)
        self._choices.setHorizontalSpacing(10)
        self._choices.setVerticalSpacing(6)
        self._choices.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(name)
        column.addLayout(self._line)
        column.addWidget(self.problem)
        column.addWidget(self.advice)
        column.addSpacing(2)
        column.addLayout(self._choices)
        column.addSpacing(2)
        column.addWidget(self.keep_field)
