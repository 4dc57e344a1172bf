"""Notices of new alarms on the desktop, for an operator who looks at another window.

They need a tray; a desktop without one shows none, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from client.api.alarm_values import StandingAlarm
from client.models.alarm_feed import AlarmFeed
from client.models.alarm_news import AlarmNews, body, heading
from client.settings import ALARM_NOTICES, Settings
from client.theme import Theme

SHOWN_MS = 10_000


def desk_tray(parent: QObject) -> QSystemTrayIcon | None:
    """Return an icon for the tray of this desktop; None when it has none."""
    return QSystemTrayIcon(parent) if QSystemTrayIcon.isSystemTrayAvailable() else None


class AlarmNotices(QObject):
    """Tells the desktop of alarms that *feed* learns of.

    Signals:
        pressed: the operator pressed a notice or the icon.
    """

    pressed = Signal()

    def __init__(
        self,
        feed: AlarmFeed,
        settings: Settings,
        theme: Theme,
        parent: QObject | None = None,
        make_tray: Callable[[QObject], QSystemTrayIcon | None] = desk_tray,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._make_tray = make_tray
        self._news = AlarmNews()
        self._tray: QSystemTrayIcon | None = None
        feed.changed.connect(self._changed)
        self._follow()

    def wanted(self) -> bool:
        """Say whether the operator wants notices."""
        return self._settings.get(ALARM_NOTICES)

    def usable(self) -> bool:
        """Say whether notices are shown: they are wanted, and there is a tray."""
        return self._tray is not None and self._tray.isVisible()

    def toggle(self) -> None:
        """Switch notices on or off, and remember it."""
        self._settings.set(ALARM_NOTICES, not self.wanted())
        self._follow()

    def _follow(self) -> None:
        if self.wanted() and self._tray is None:
            self._tray = self._make_tray(self)
            if self._tray is not None:
                self._theme.bind_icon(self._tray, "bell", "accent")
                self._tray.setToolTip("Switchwarden")
                self._tray.messageClicked.connect(self.pressed)
                self._tray.activated.connect(lambda _how: self.pressed.emit())
        if self._tray is not None:
            self._tray.setVisible(self.wanted())

    def _changed(self, alarms: Sequence[StandingAlarm]) -> None:
        fresh = self._news.fresh(alarms)
        if not fresh or self._tray is None or not self.wanted():
            return
        icons = QSystemTrayIcon.MessageIcon
        critical = any(alarm.critical for alarm in fresh)
        icon = icons.Critical if critical else icons.Warning
        self._tray.showMessage(heading(fresh), body(fresh), icon, SHOWN_MS)
