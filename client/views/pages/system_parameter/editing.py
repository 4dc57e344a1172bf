"""What typing, choosing, taking back and applying do to the pending edits.

The page shows; this decides. It changes the book, tells that something is different, and after
applying says in one notice what became of each edit.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from client.api.values import Parameter
from client.formats import Formats
from client.models.parameter_apply import Outcome
from client.models.parameter_edits import Edit, EditBook
from client.models.parameter_results import result_text, result_tone
from client.models.parameters import ParameterTable
from client.models.server_time import ServerTime
from client.views.actions.parameters import ApplyEdits
from client.views.widgets.notice import Notice


class Editing(QObject):
    """The pending edits of one page.

    Signals:
        edited: the book is different; what shows it is out of date.
        settled: edits were sent and answered; the stored values are out of date.
    """

    edited = Signal()
    settled = Signal()

    def __init__(
        self, table: ParameterTable, book: EditBook, action: ApplyEdits, clock: ServerTime,
        formats: Formats, notice: Notice, parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._table = table
        self._book = book
        self._action = action
        self._clock = clock
        self._formats = formats
        self._notice = notice
        action.done.connect(self._applied)

    def type_text(self, name: str, text: str, *, chosen: bool = False) -> None:
        """Take what was typed, or picked, for a parameter."""
        parameter = self._table.stored(name)
        if parameter is not None:
            self._book.type_text(parameter, text, chosen=chosen)
            self._changed()

    def keep_for(self, name: str, seconds: int | None) -> None:
        """Keep the pending change only so long."""
        self._book.keep_for(name, seconds)
        self._changed()

    def keep_mine(self, name: str) -> None:
        """Let the pending value stand over the one somebody else stored."""
        parameter = self._table.stored(name)
        if parameter is not None:
            self._book.rebase(parameter)
            self._changed()

    def use_theirs(self, name: str) -> None:
        """Give the pending value up."""
        self._book.drop([name])
        self._changed()

    def return_now(self, name: str) -> None:
        """Take a timed change back before its time; pending edits are left alone."""
        parameter = self._table.stored(name)
        if parameter is None:
            return
        back = parameter.default if parameter.revert_to is None else parameter.revert_to
        edit = Edit(name, str(back), back, "", parameter.value, parameter.version)
        self._action.send([edit], self.tr("returned before its time"))

    def undo(self) -> str | None:
        """Take the last step back; the parameter it was about."""
        name = self._book.undo()
        if name is not None:
            self._changed()
        return name

    def discard(self) -> None:
        """Forget everything that is pending."""
        self._book.discard()
        self._changed()

    def apply(self, reason: str) -> None:
        """Send what is pending."""
        self._action.apply(reason)

    def _applied(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            self._settle(outcome)
        self._notice.set(result_text(outcomes, self._formats), result_tone(outcomes))
        self._notice.show()
        self._changed()
        self.settled.emit()

    def _settle(self, outcome: Outcome) -> None:
        name, stored = outcome.edit.name, outcome.stored
        if stored is not None:
            self._table.put(stored)
            self._learn(stored)
        if outcome.applied:
            self._book.drop([name])
        elif outcome.conflicting:
            if stored is not None:
                self._book.conflict(name, stored)
        elif outcome.error is not None and outcome.error.status in (400, 422):
            self._book.refused(name, outcome.error.detail)

    def _learn(self, stored: Parameter) -> None:
        if stored.effective_at is not None:
            self._clock.learn(stored.effective_at)

    def _changed(self) -> None:
        self._table.show_edits()
        self.edited.emit()
