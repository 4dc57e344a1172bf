"""Keeps the list of schedules up to date while its page is seen, and changes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.schedule_values import Mail, MailTest, Schedule, ScheduleListing
from client.models.alive import alive
from client.session import Session

LOAD, CHANGE, MAIL = "schedules.load", "schedules.change", "schedules.mail"
LOOK_MS = 5000


class ScheduleFeed(QObject):
    """Schedules of a session.

    Signals:
        loaded: carries the `ScheduleListing`.
        failed: the list could not be read; carries the error.
        refused: something could not be changed; carries the error.
    """

    loaded = Signal(object)
    failed = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.listing = ScheduleListing()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.load)

    def set_seen(self, *, seen: bool) -> None:
        """Look now and then while the page is seen."""
        (self._timer.start if seen else self._timer.stop)()

    def load(self) -> None:
        """Ask for the list."""
        taken, failed = alive(self, self._take), alive(self, self.failed.emit)
        self._session.call(LOAD, lambda api: api.schedules(), taken, failed, latest=True)

    def save(
        self,
        schedule: Schedule,
        done: Callable[[Schedule], object],
        failed: Callable[[ApiError], object],
    ) -> None:
        """Store a schedule."""

        def stored(saved: Schedule) -> None:
            done(saved)
            self.load()

        self._session.call(
            CHANGE, lambda api: api.save_schedule(schedule), alive(self, stored),
            alive(self, failed),
        )  # fmt: skip

    def run(self, schedule: Schedule) -> None:
        """Have one run now."""
        self._change(lambda api: api.run_schedule(schedule.id))

    def enable(self, schedule: Schedule, *, on: bool) -> None:
        """Have one run by itself, or not."""
        self._change(lambda api: api.enable_schedule(schedule.id, on=on))

    def remove(self, schedule: Schedule) -> None:
        """Delete one."""
        self._change(lambda api: api.delete_schedule(schedule.id))

    def mail(self, done: Callable[[Mail], object], failed: Callable[[ApiError], object]) -> None:
        """Ask how mail is sent."""
        self._session.call(MAIL, lambda api: api.mail(), alive(self, done), alive(self, failed))

    def save_mail(
        self,
        mail: Mail,
        password: str | None,
        done: Callable[[Mail], object],
        failed: Callable[[ApiError], object],
    ) -> None:
        """Change how mail is sent."""
        self._session.call(
            MAIL, lambda api: api.save_mail(mail, password), alive(self, done),
            alive(self, failed),
        )  # fmt: skip

    def test_mail(
        self, to: str, done: Callable[[MailTest], object], failed: Callable[[ApiError], object]
    ) -> None:
        """Send a test mail."""
        self._session.call(
            MAIL, lambda api: api.test_mail(to), alive(self, done), alive(self, failed)
        )

    def _change(self, work: Callable[[ApiClient], object]) -> None:
        self._session.call(
            CHANGE, work, alive(self, lambda _answer: self.load()), alive(self, self.refused.emit)
        )

    def _take(self, listing: ScheduleListing) -> None:
        self.listing = listing
        self.loaded.emit(listing)
