"""A question before something is done; refusing is always the easy way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from client.theme import Theme
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.fields import Field
from client.views.widgets.prompts import Answer, Question
from client.views.widgets.reason_line import ReasonLine

SHOWN_ITEMS = 8


class ConfirmDialog(DialogFrame):
    """Asks one question; Escape and closing refuse."""

    def __init__(
        self,
        theme: Theme,
        question: Question,
        answered: Callable[[Answer], object],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, question.title, question.text, parent)
        self._answered = answered
        self._word = question.typed
        if question.items:
            self.box.addWidget(self.words(self._listed(question.items)))
        self.why = ReasonLine(theme, self)
        self.why.setVisible(question.ask_reason)
        self.box.addWidget(self.why)
        self._typed = QLineEdit()
        if question.typed:
            label = self.tr("Type {word} to confirm").format(word=question.typed)
            self.box.addWidget(Field(theme, label, self._typed))
            self._typed.textChanged.connect(self._check_typed)
        danger = question.tone == "bad"
        self.refuse = self.add_button(question.cancel or self.tr("Cancel"))
        self.accept_button = self.add_button(question.accept, primary=not danger, danger=danger)
        self.refuse.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        self.finished.connect(self._tell)
        self._check_typed()
        first = self.why.edit if question.ask_reason else self.accept_button
        (self.refuse if danger else first).setFocus()

    def _listed(self, items: tuple[str, ...]) -> str:
        shown = ", ".join(items[:SHOWN_ITEMS])
        more = len(items) - SHOWN_ITEMS
        if more > 0:
            shown += " " + self.tr("and {count} more").format(count=more)
        return shown

    def _check_typed(self) -> None:
        self.accept_button.setEnabled(self._typed.text().strip() == self._word)

    def _tell(self, result: int) -> None:
        accepted = result == int(self.DialogCode.Accepted)
        self._answered(Answer(accepted, self.why.text() if accepted else ""))
