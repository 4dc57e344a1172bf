"""The banner that says, in every page, that calls of zero seconds are not recorded."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from client.api.flood_values import FloodGuard
from client.formats import Formats
from client.models.flood_feed import FloodFeed
from client.models.flood_text import banner
from client.session import Session
from client.views.widgets.notice import Notice


class RecordingBanner(QObject):
    """Keeps *notice* up to date: shown while records are off, whoever switched them off.

    Signals:
        look_wanted: the operator wants to see the parameter.
    """

    look_wanted = Signal()

    def __init__(
        self, session: Session, notice: Notice, formats: Formats, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notice = notice
        self._formats = formats
        self.feed = FloodFeed(session, self)
        self.feed.changed.connect(self._show)
        self.button = notice.add_button(self.tr("Show the setting"), self.look_wanted.emit)

    def ask(self) -> None:
        """Ask whether records are off."""
        self.feed.reload()

    def _show(self, guard: FloodGuard | None) -> None:
        text = banner(guard, self._formats)
        if text:
            self._notice.set(text)
        if guard is not None:
            self._notice.setVisible(bool(text))
