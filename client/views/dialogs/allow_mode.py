"""Serve trusted addresses alone: two switches, each with a minute to be confirmed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from client.api.errors import ApiError
from client.models.allow_mode import (
    NAMES,
    AllowModes,
    meaning_of,
    state_text,
    step_text,
    title_of,
)
from client.models.server_time import ServerTime
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.buttons import Button
from client.views.widgets.error_texts import advice
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.reason_line import ReasonLine

TICK_MS = 500
RIGHT = "administer"


class AllowModeDialog(DialogFrame):
    """Shows both switches, with the time that is left to confirm one."""

    def __init__(self, context: PageContext, clock: ServerTime, parent: QWidget) -> None:
        super().__init__(
            context.theme,
            self.tr("Serve trusted addresses alone"),
            self.tr(
                "What you switch on returns by itself after a minute, unless you confirm it: look "
                "first whether phones, carriers and you are still there."
            ),
            parent,
        )
        self._formats, self._may = context.formats, context.session.may(RIGHT)
        self.modes = AllowModes(context.session, clock, self)
        self.notice = Notice(context.theme, tone="bad")
        self.notice.hide()
        self.states: dict[str, QLabel] = {}
        self.buttons: dict[str, Button] = {}
        for name in NAMES:
            self._add(name)
        self.why = ReasonLine(context.theme)
        self.why.setVisible(self._may)
        self.box.addWidget(self.why)
        self.box.addWidget(self.notice)
        self.close_button = self.add_button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.modes.changed.connect(self._changed)
        self.modes.failed.connect(self._failed)
        self._ticking = QTimer(self)
        self._ticking.setInterval(TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self._show()
        self.modes.load()

    def step(self, name: str) -> None:
        """Do what the button of one says."""
        self.notice.hide()
        on = not self.modes.is_on(name) or self.modes.left(name) is not None
        self.modes.turn(name, on=on, reason=self.why.text())

    def _pressed(self, name: str, _on: bool = False) -> None:
        self.step(name)

    def _add(self, name: str) -> None:
        self.box.addWidget(self.words(title_of(name), "strong"))
        self.box.addWidget(self.words(meaning_of(name), "muted"))
        self.states[name] = self.words("")
        self.buttons[name] = Button(self._theme, "")
        self.buttons[name].clicked.connect(partial(self._pressed, name))
        row = QHBoxLayout()
        row.addWidget(self.states[name], 1)
        row.addWidget(self.buttons[name])
        self.box.addLayout(row)
        self.box.addSpacing(8)

    def _changed(self) -> None:
        self._show()

    def _tick(self) -> None:
        if any(self.modes.left(name) == 0 for name in NAMES):
            self.modes.load()  # it has returned, or was confirmed by somebody
        self._show()

    def _show(self) -> None:
        for name in NAMES:
            self.states[name].setText(state_text(self.modes, name, self._formats))
            button, text = self.buttons[name], step_text(self.modes, name)
            button.setText(text)
            button.setAccessibleName(f"{title_of(name)}: {text}")
            button.setEnabled(self._may and self.modes.known(name))

    def _failed(self, error: ApiError) -> None:
        self.notice.set(error.detail or advice(error))
        self.notice.show()
