"""The bell of the status bar: how many alarms stand, red when one of them is critical."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from client.api.alarm_values import StandingAlarm
from client.models.alarm_feed import AlarmFeed
from client.models.alarm_text import bell_pill, title
from client.session import Session
from client.views.widgets.status_bar import StatusBar

NAMED = 8
"""Alarms named in the tooltip."""


class Bell(QObject):
    """Keeps the bell of *status* up to date."""

    def __init__(self, session: Session, status: StatusBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self.feed = AlarmFeed(session, "alarms.bell", self)
        self.feed.changed.connect(self._show)
        self.feed.failed.connect(lambda _error: self._show(None))
        session.health_changed.connect(self._follow)

    def ask(self) -> None:
        """Ask which alarms stand."""
        self.feed.reload()

    def _show(self, alarms: Sequence[StandingAlarm] | None) -> None:
        names = "\n".join(title(alarm) for alarm in (alarms or ())[:NAMED])
        self._status.show_bell(bell_pill(alarms), names)

    def _follow(self, health: object) -> None:
        """While the engine does not answer nobody knows which alarms stand."""
        if health is None:
            self._show(None)
