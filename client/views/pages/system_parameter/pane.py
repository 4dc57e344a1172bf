"""The pane of the selected parameter: what it does, its value, its state, its history.

A change that returns by itself counts down here; a change by somebody else meanwhile shows both
values and asks which one stays.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from client.formats import Formats
from client.models.dry_runs import triable
from client.models.parameters import ParameterRow, section_text
from client.models.server_time import ServerTime
from client.models.timed_text import countdown
from client.theme import Theme
from client.views.pages.system_parameter.editor import ParameterEditor
from client.views.pages.system_parameter.history import ChangeList
from client.views.widgets.buttons import Button
from client.views.widgets.details_pane import DetailsPane
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice

REASON_LENGTH = 500
TICK_MS = 1000
TESTED = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
"""The parameter whose effect a test call shows (requirement 27)."""
PROVED = "SS_ENDPOINTREGISTER"
"""How the parameters of the lockout begin, which proves itself (requirement 123)."""


class ParameterPane(DetailsPane):
    """Everything about one parameter.

    Signals:
        mine: keep the pending value over the one stored meanwhile.
        theirs: give the pending value up for the one stored meanwhile.
        revert_now: take a timed change back before its time.
        longer: let a timed change return later.
        test_wanted: show by a test call what this parameter does.
        try_wanted: try the pending values on what happened.
        proof_wanted: prove that the lockout works.
    """

    mine = Signal()
    theirs = Signal()
    revert_now = Signal()
    longer = Signal()
    test_wanted = Signal()
    try_wanted = Signal()
    proof_wanted = Signal()

    def __init__(
        self, theme: Theme, formats: Formats, clock: ServerTime, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._formats = formats
        self._clock = clock
        self._row: ParameterRow | None = None
        place = self._body_holder  # styled once, see `DetailsPane`
        self.locked = Notice(theme, tone="neutral", icon="lock", parent=place)
        self.conflict = Notice(theme, tone="bad", icon="alert-triangle", parent=place)
        self.choice = QWidget(place)
        theme.set_property(self.choice, "role", "clear")
        self.mine_button = Button(theme, self.tr("Keep mine"), parent=self.choice)
        self.theirs_button = Button(theme, self.tr("Use theirs"), parent=self.choice)
        self.timed = Notice(theme, tone="accent", icon="clock", parent=place)
        self.editor = ParameterEditor(theme, place)
        self.reason = QLineEdit()
        self.reason.setMaxLength(REASON_LENGTH)
        self.reason_field = Field(
            theme, self.tr("Reason (kept in the audit, for all changes)"), self.reason
        )
        self.test_button = Button(theme, self.tr("Test call…"), "phone-call", parent=place)
        self.test_button.setToolTip(
            self.tr("Place a call that is hung up at once, and see whether it is recorded.")
        )
        self.test_button.clicked.connect(lambda _on=False: self.test_wanted.emit())
        self.try_button = Button(theme, self.tr("Try before applying…"), "history", parent=place)
        self.try_button.setToolTip(
            self.tr("Replay what was tried in the last 24 hours, 7 or 30 days with these values.")
        )
        self.try_button.clicked.connect(lambda _on=False: self.try_wanted.emit())
        self.proof_button = Button(
            theme, self.tr("Prove the lockout…"), "shield-check", parent=place
        )
        self.proof_button.setToolTip(
            self.tr("Attack a throwaway endpoint over real SIP, and see what is answered.")
        )
        self.proof_button.clicked.connect(lambda _on=False: self.proof_wanted.emit())
        self.changes = ChangeList(theme, formats, named=False, parent=place)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self._fill()

    def show_row(self, row: ParameterRow, *, may_edit: bool, role: str) -> None:
        """Show a parameter; what was typed for it stays in the field."""
        self._row = row
        parameter = row.parameter
        self.set_title(parameter.name)
        section = section_text(parameter)
        self.set_subtitle(f"{parameter.description}  {section}".strip())
        self.locked.set(
            self.tr(
                "Only an administrator changes parameters. You are signed in as {role}."
            ).format(role=role)
        )
        self.locked.setVisible(not may_edit)
        self.return_button.setVisible(may_edit)
        self.longer_button.setVisible(may_edit)
        self.editor.show_row(row, may_edit=may_edit)
        self.reason_field.setVisible(may_edit)
        self.test_button.setVisible(parameter.name == TESTED)
        self.try_button.setVisible(triable(parameter.name))
        self.proof_button.setVisible(parameter.name.startswith(PROVED))
        self._show_conflict(row)
        self._count_down()
        self._show_footer(row)

    def _show_conflict(self, row: ParameterRow) -> None:
        edit = row.edit
        shown = edit is not None and edit.theirs is not None
        if edit is not None and shown:
            text = self.tr("Somebody else has set {theirs} while you typed {mine}.")
            self.conflict.set(text.format(theirs=edit.theirs, mine=edit.text))
        self.conflict.setVisible(shown)
        self.choice.setVisible(shown)

    def _show_footer(self, row: ParameterRow) -> None:
        parameter = row.parameter
        if parameter.changed_at is None:
            self.set_footer("")
            return
        text = self.tr("Changed by {who}, {when}").format(
            who=parameter.changed_by or "?", when=self._formats.date_time(parameter.changed_at)
        )
        self.set_footer(text)

    def _count_down(self) -> None:
        parameter = self._row.parameter if self._row is not None else None
        until = parameter.revert_at if parameter is not None else None
        self.timed.setVisible(until is not None)
        if parameter is None or until is None:
            self._tick.stop()
            return
        if not self._tick.isActive():
            self._tick.start()
        self.timed.set(countdown(parameter, self._formats, self._clock.now()))

    def showEvent(self, event: QShowEvent) -> None:
        """Count down while it is seen."""
        super().showEvent(event)
        self._count_down()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._tick.stop()

    def _fill(self) -> None:
        self._fill_choice()
        self.longer_button = self.timed.add_button(self.tr("+30 min"), self.longer.emit)
        self.return_button = self.timed.add_button(self.tr("Return now"), self.revert_now.emit)
        for widget in (
            self.locked, self.conflict, self.choice, self.timed, self.editor, self.reason_field,
            self.test_button, self.try_button, self.proof_button,
        ):  # fmt: skip
            self.add_widget(widget)
        self.add_section(self.tr("History"))
        self.add_widget(self.changes)

    def _fill_choice(self) -> None:
        row = QHBoxLayout(self.choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button, signal in ((self.mine_button, self.mine), (self.theirs_button, self.theirs)):
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
