"""The line at the bottom: lamp, bell, server, user and latency left; figures and clock right."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from client.formats import Formats
from client.models.alarm_text import bell_pill
from client.models.columns import Pill
from client.models.tips import plain_tip
from client.theme import Theme
from client.views.widgets.lamp import Lamp, lamp_of
from client.views.widgets.plain_label import PlainLabel

HEIGHT = 30
SECOND_MS = 1000


class StatusBar(QFrame):
    """Shows; it is told everything.

    Signals:
        lamp_pressed: the operator wants to know more about the state of the engine.
        bell_pressed: the operator wants to see the alarms.
    """

    lamp_pressed = Signal()
    bell_pressed = Signal()

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formats = formats
        self._server, self._user, self._latency = "", "", ""
        theme.set_property(self, "role", "status")
        self.setFixedHeight(HEIGHT)
        self.lamp = self._make_button()
        self.lamp.clicked.connect(self.lamp_pressed)
        self.bell = self._make_button()
        self.bell.clicked.connect(self.bell_pressed)
        self._who = PlainLabel()
        self._who.setAccessibleName(self.tr("Server, user and latency"))
        self._figures = QLabel()
        self._figures.setAccessibleName(self.tr("Registered endpoints, refused a second"))
        self._clock = QLabel()
        self._clock.setAccessibleName(self.tr("Time"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 14, 0)
        row.setSpacing(4)
        row.addWidget(self.lamp)
        row.addWidget(self.bell)
        row.addWidget(self._who)
        row.addStretch(1)
        row.addWidget(self._figures)
        row.addSpacing(14)
        row.addWidget(self._clock)
        self.show_lamp(lamp_of(None))
        self.show_bell(bell_pill(None))
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._tick()

    def show_lamp(self, lamp: Lamp) -> None:
        """Show the state of the softswitch."""
        self.lamp.setText(lamp.word)
        self.lamp.setAccessibleName(lamp.word)
        self.lamp.setToolTip(lamp.detail or lamp.word)
        self._theme.set_tone(self.lamp, lamp.tone)
        self._theme.bind_icon(self.lamp, lamp.icon, lamp.tone, 4)

    def show_bell(self, bell: Pill, detail: str = "") -> None:
        """Show how many alarms stand; ``detail`` names them for the tooltip."""
        self.bell.setText(bell.word)
        self.bell.setAccessibleName(bell.word)
        self.bell.setToolTip(plain_tip(detail or bell.word))
        self._theme.set_tone(self.bell, bell.tone)
        self._theme.bind_icon(self.bell, bell.icon, bell.tone, 4)

    def show_who(self, server: str, user: str) -> None:
        """Show the server and the user."""
        self._server, self._user = server, user
        self._join_who()

    def show_latency(self, seconds: float | None) -> None:
        """Show how long the engine takes to answer, or that it does not."""
        self._latency = "" if seconds is None else f"{max(1, round(seconds * 1000))} ms"
        self._join_who()

    def show_figures(self, registered: int | None, refused: float | None) -> None:
        """Show the figures of the engine; what is not known is left out."""
        parts = []
        if registered is not None:
            count = self._formats.count(registered)
            parts.append(self.tr("{count} registered").format(count=count))
        if refused is not None:
            rate = self._formats.decimal(refused, 0 if refused >= 100 or refused == 0 else 1)
            parts.append(self.tr("{rate} refused/s").format(rate=rate))
        self._figures.setText("   ".join(parts))

    def who(self) -> str:
        """Return what stands beside the lamp."""
        return self._who.text()

    def figures(self) -> str:
        """Return what stands at the right."""
        return self._figures.text()

    def _make_button(self) -> QPushButton:
        button = QPushButton()
        self._theme.set_property(button, "role", "status")
        button.setIconSize(QSize(20, 16))
        return button

    def _join_who(self) -> None:
        parts = [part for part in (self._server, self._user, self._latency) if part]
        self._who.setText("".join(f"·  {part}  " for part in parts))

    def _tick(self) -> None:
        now = self._formats.date_time(datetime.now(UTC))
        self._clock.setText(f"{now}  {self._formats.zone_name}")
