"""Test call: two buttons, what happens live, and the record when it arrives.

One call rings and is hung up at once, which shows that calls of zero seconds are recorded; the
other one stays up for five seconds with voice in both directions.
"""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QWidget

from client.api.errors import ApiError, Conflict
from client.api.trial_values import Trial
from client.formats import Formats
from client.models.trial_feed import TrialFeed
from client.models.trial_text import record_text, state_text, step_lines
from client.session import Session
from client.theme import Theme
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.buttons import Button
from client.views.widgets.error_texts import advice
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext

STAY_S = 5
STEPS_HEIGHT = 180
WIDTH = 560


class TrialDialog(DialogFrame):
    """Places test calls and follows them.

    Signals:
        page_wanted: the operator wants to see more: key of the page, and what to show there.
    """

    page_wanted = Signal(str, object)

    def __init__(self, theme: Theme, formats: Formats, session: Session, parent: QWidget) -> None:
        super().__init__(
            theme,
            self.tr("Test call"),
            self.tr(
                "The softswitch calls an echo inside itself, over its own SIP port and through "
                "both legs of a real call. No phone is needed and nobody is billed; the record "
                "says test-call → echo."
            ),
            parent,
        )
        self.setMinimumWidth(WIDTH)
        self._formats = formats
        self.trial: Trial | None = None
        self.feed = TrialFeed(session, self)
        self.feed.changed.connect(self._show)
        self.feed.failed.connect(self._failed)
        self.at_once = Button(theme, self.tr("Call and hang up at once"), "phone-off")
        self.stay = Button(theme, self.tr("Call for 5 seconds"), "phone-call", primary=True)
        self.lines = QStringListModel(self)
        self.steps = QListView()
        self.steps.setModel(self.lines)
        self.notice = Notice(theme, "", "neutral")
        self.record = QLabel()
        self._build(theme)
        self._allow(may=session.may("operate"))

    def place(self, hold_s: int) -> None:
        """Place a call that stays up for so many seconds."""
        self.trial = None
        self.lines.setStringList([])
        self._offer(None)
        self.notice.set(self.tr("Asking the softswitch…"), "accent", "loader-2")
        self.feed.place(hold_s)
        self._enable(on=False)

    def _build(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button, hold_s in ((self.at_once, 0), (self.stay, STAY_S)):
            button.clicked.connect(lambda _on=False, seconds=hold_s: self.place(seconds))
            row.addWidget(button)
        row.addStretch(1)
        self.steps.setAccessibleName(self.tr("What happened"))
        self.steps.setMinimumHeight(STEPS_HEIGHT)
        self.steps.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.steps.setWordWrap(True)
        self.record.setWordWrap(True)
        self.record.setTextFormat(Qt.TextFormat.PlainText)
        self.record.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.record.setAccessibleName(self.tr("Record of the test call"))
        self.show_record = self.notice.add_button(self.tr("Show the record"), self._to_record)
        self.show_gate = self.notice.add_button(self.tr("Open the parameter"), self._to_parameter)
        self.box.addLayout(row)
        for widget in (self.steps, self.notice, self.record):
            self.box.addWidget(widget)
        self._teach()
        self._offer(None)
        self.close_button = self.add_button(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)

    def _teach(self) -> None:
        text = self.tr(
            "The first call is hung up while it rings: it lasts zero seconds, and is on record "
            "only while {parameter} is 1. The second one is answered, with voice both ways."
        )
        self.notice.set(text.format(parameter="SERVER_BILLING_RECORD_ZERO_HOLD_TIME"))

    def _allow(self, *, may: bool) -> None:
        self._may = may
        self._enable(on=True)
        if not may:
            text = self.tr("Test calls need the role operator or admin.")
            self.notice.set(text, "neutral", "lock")

    def _enable(self, *, on: bool) -> None:
        for button in (self.at_once, self.stay):
            button.setEnabled(on and self._may)

    def _show(self, trial: Trial) -> None:
        self.trial = trial
        lines = step_lines(trial, self._formats)
        if lines != self.lines.stringList():
            self.lines.setStringList(lines)
            self.steps.scrollToBottom()
        text, tone = state_text(trial)
        icon = {"ok": "circle-check", "warning": "alert-triangle", "bad": "alert-circle"}
        self.notice.set(text, tone, icon.get(tone, "loader-2"))
        self._enable(on=trial.over)
        self._offer(trial)

    def _offer(self, trial: Trial | None) -> None:
        """What can be looked at next."""
        record = trial.record if trial is not None else None
        why = trial.why_no_record if trial is not None else None
        self.show_record.setVisible(record is not None)
        self.show_gate.setVisible(why is not None)
        self.record.setText("" if record is None else record_text(record, self._formats))
        self.record.setVisible(record is not None)

    def _failed(self, error: ApiError) -> None:
        text = error.detail if isinstance(error, Conflict) else advice(error)
        self.notice.set(text, "bad", "alert-circle")
        self._enable(on=True)

    def _to_record(self) -> None:
        record = self.trial.record if self.trial is not None else None
        if record is not None:
            wanted = {"call_ids": (record.call_id,), "selected": record.flow_no}
            self.accept()
            self.page_wanted.emit("cdr", wanted)

    def _to_parameter(self) -> None:
        why = self.trial.why_no_record if self.trial is not None else None
        if why is not None:
            self.accept()
            self.page_wanted.emit("billing-parameters", {"name": why.parameter, "group": "billing"})


def open_trial(context: PageContext, parent: QWidget) -> TrialDialog:
    """Open the dialog over the window of *parent*."""
    dialog = TrialDialog(context.theme, context.formats, context.session, parent.window())
    dialog.page_wanted.connect(context.open_page)
    dialog.open()
    return dialog
