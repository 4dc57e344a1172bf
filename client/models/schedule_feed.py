"""Keeps the list of schedules up to date while its page is seen, and changes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.schedule_values import Mail, MailTest, Schedule, ScheduleListing
from client.models.list_feed import ListFeed
from client.session import Session

MAIL = "mail"
LOOK_MS = 5000


class ScheduleFeed(ListFeed[ScheduleListing]):
    """Schedules of a session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "schedules", ScheduleListing(), parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.load)

    def set_seen(self, *, seen: bool) -> None:
        """Look now and then while the page is seen."""
        (self._timer.start if seen else self._timer.stop)()

    def read(self, api: ApiClient) -> ScheduleListing:
        """Ask for the schedules."""
        return api.schedules()

    def save(
        self,
        schedule: Schedule,
        done: Callable[[Schedule], object],
        failed: Callable[[ApiError], object],
        reason: str = "",
    ) -> None:
        """Store a schedule."""
        self.change(lambda api: api.save_schedule(schedule), done, failed, reason)

    def run(self, schedule: Schedule) -> None:
        """Have one run now."""
        self.change(lambda api: api.run_schedule(schedule.id))

    def enable(self, schedule: Schedule, *, on: bool) -> None:
        """Have one run by itself, or not."""
        self.change(lambda api: api.enable_schedule(schedule.id, on=on))

    def remove(self, schedule: Schedule, reason: str = "") -> None:
        """Delete one."""
        self.change(lambda api: api.delete_schedule(schedule.id), reason=reason)

    def mail(self, done: Callable[[Mail], object], failed: Callable[[ApiError], object]) -> None:
        """Ask how mail is sent."""
        self.ask(MAIL, lambda api: api.mail(), done, failed)

    def save_mail(
        self,
        mail: Mail,
        password: str | None,
        done: Callable[[Mail], object],
        failed: Callable[[ApiError], object],
        reason: str = "",
    ) -> None:
        """Change how mail is sent."""
        self.ask(MAIL, lambda api: api.save_mail(mail, password), done, failed, reason)

    def test_mail(
        self, to: str, done: Callable[[MailTest], object], failed: Callable[[ApiError], object]
    ) -> None:
        """Send a test mail."""
        self.ask(MAIL, lambda api: api.test_mail(to), done, failed)
